package netsim

import (
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
)

// corridor is a level with nothing but a corridor in one of its rows, so that
// whoever is in another row is in another level.
func corridor(t testing.TB, row int) *maze.Level {
	t.Helper()
	rows := make([]string, 7)
	for y := range rows {
		rows[y] = strings.Repeat("#", 30)
	}
	rows[row] = "#E...........SSSS............#"
	m, err := maze.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "corridor", Maze: m}
}

// misplaced is a figure, the ghost or a pending input of a view that is not in the
// corridor of its maze.
func misplaced(v *replica.View, rows map[*maze.Maze]int32) (where string, is bool) {
	if v.Maze == nil || len(v.Players) == 0 {
		return "", false
	}
	row := rows[v.Maze]
	for _, f := range v.Players {
		if f.Y/sim.CellUnits != row {
			return "figure " + f.Name, true
		}
	}
	for _, p := range v.PendingPath {
		if p.Y/sim.CellUnits != row {
			return "pending input", true
		}
	}
	return "ghost", v.HasServerPosition && v.ServerPosition.Y/sim.CellUnits != row
}

// The game goes on in another level, several times, over wires on which what
// may be lost is lost, late, and overtakes everything else. Nobody ever sees
// anything in the wrong maze, and nobody loses the connection.
func TestLevelChange(t *testing.T) {
	const ms = time.Millisecond
	for _, wire := range []netem.Config{
		{},
		both(netem.Conditions{Latency: 60 * ms, Jitter: 150 * ms, Loss: 20, Duplicate: 20, Reorder: 40}),
		{Up: netem.Conditions{Latency: 90 * ms, Loss: 5}, Down: netem.Conditions{Latency: 90 * ms, Jitter: 60 * ms, Loss: 5}, Stream: true},
	} {
		for seed := *seedFlag; seed < *seedFlag+4; seed++ {
			changeLevels(t, seed, wire)
			if t.Failed() {
				t.Fatalf("over %+v; -seed %d gives it again", wire, seed)
			}
		}
	}
}

func changeLevels(t *testing.T, seed uint64, wire netem.Config) {
	r := New(Config{Level: corridor(t, 1), Seed: seed, Clients: []ClientConfig{
		{Name: "Ann", Input: wanderInput(seed)}, {Name: "Ben", Input: wanderInput(seed + 1)}, {Name: "Cy", Input: wanderInput(seed + 2)},
	}})
	join(t, r)
	for _, c := range r.Clients {
		c.SetNetem(wire)
	}
	rows := map[*maze.Maze]int32{}
	for i := range 400 {
		if i > 0 && i%100 == 0 {
			r.Server.Game.SetLevel(corridor(t, 1+i/100), seed+uint64(i))
		}
		r.Step()
		for n, c := range r.Clients {
			checkView(t, r, n, rows)
			if s := c.Status(); s.State != session.Playing {
				t.Fatalf("client %d: %+v", n, s)
			}
		}
	}
	if r.Server.ConnCount() != len(r.Clients) {
		t.Errorf("%d connections", r.Server.ConnCount())
	}
	runUntilInSync(t, r)
	for n, c := range r.Clients {
		var v replica.View
		c.View(r.Now(), &v)
		if v.Maze.Hash() != r.Server.Game.World().Maze().Hash() {
			t.Errorf("client %d is left behind in another level", n)
		}
		if links := c.LinkNumber(); links != 1 {
			t.Errorf("client %d needed %d links", n, links)
		}
	}
}

// checkView checks what a client sees.
func checkView(t *testing.T, r *Simulation, n int, rows map[*maze.Maze]int32) {
	t.Helper()
	var v replica.View
	r.Clients[n].View(r.Now(), &v)
	if _, known := rows[v.Maze]; v.Maze != nil && !known {
		rows[v.Maze] = int32(v.Maze.Starts()[0].Y)
	}
	if where, is := misplaced(&v, rows); is {
		t.Fatalf("tick %d, client %d: a %s in the wrong maze", r.Ticks(), n, where)
	}
}

// A new level is no correction: nobody was wrong.
func TestLevelChangeIsNoCorrection(t *testing.T) {
	r := newSimulation(t, *seedFlag, both(netem.Conditions{Latency: 100 * time.Millisecond}))
	join(t, r)
	r.Run(200)
	r.Server.Game.SetLevel(corridor(t, 3), 9)
	r.Run(200)
	if s := r.Clients[0].Stats(); s.Corrections != 0 {
		t.Errorf("%d corrections, the greatest of %d units", s.Corrections, s.MaxCorrection)
	}
	runUntilInSync(t, r)
}
