package stats

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/netsim"
	_ "clew/net/netsim/netsimtest"
	"clew/net/replica"
)

// playGame returns the lines of a game of two players, the first of which walks
// to and fro; set changes its settings before each tick.
func playGame(t *testing.T, ticks int, set func(tick int, c *netsim.Client)) []Line {
	t.Helper()
	m, err := maze.FromRows([]string{"####################", "#S.................#", "##################.#", "##################E#", "####################"})
	if err != nil {
		t.Fatal(err)
	}
	walk := func(tick int) sim.Input {
		if tick/120%2 == 0 {
			return sim.Right
		}
		return sim.Left
	}
	r := netsim.New(netsim.Config{Level: &maze.Level{Name: "corridor", Maze: m}, Seed: 1,
		Clients: []netsim.ClientConfig{{Name: "Ann", Redundancy: 7, Input: walk}, {Name: "Bob", Input: walk}}})
	var out bytes.Buffer
	log, err := Open(Stdout, &out)
	if err != nil {
		t.Fatal(err)
	}
	game, ann := log.NewGame(), r.Clients[0]
	for tick := range ticks {
		set(tick, ann)
		r.Step()
		game.Record(r.Now(), ann.Client, "a notice")
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	return read(t, &out)
}

func read(t *testing.T, out *bytes.Buffer) (all []Line) {
	t.Helper()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		var l Line
		if err := d.Decode(&l); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		all = append(all, l)
	}
	return all
}

func TestALineForEachTick(t *testing.T) {
	bad := netem.Config{Up: netem.Conditions{Latency: 62500 * time.Microsecond, Loss: 3}, Stream: true}
	lines := playGame(t, 200, func(tick int, c *netsim.Client) {
		if tick == 100 {
			c.SetNetem(bad)
			on := replica.DefaultSwitches
			on.Smoothing = false
			c.SetSwitches(on)
		}
	})
	if len(lines) != 200 {
		t.Fatalf("%d lines of 200 ticks", len(lines))
	}
	for i, l := range lines {
		if l.Tick != i+1 || math.Abs(l.Time-float64(i+1)/60) > 1e-3 || l.Notice != "a notice" || l.Redundancy != 7 {
			t.Fatalf("line %d: %+v", i, l)
		}
	}
	if l := lines[0]; l.Phase != "joining" || l.Self != nil || l.Ghost != nil {
		t.Errorf("at first: %+v", l)
	}
	l := lines[199]
	if l.Phase != "playing" || l.Level != "corridor" || l.Self == nil || l.Ghost == nil || l.Pending < 4 || l.GhostDistance < 0.3 || l.Jump != 0 {
		t.Errorf("at last: %+v", l)
	}
	if len(l.Others) != 1 || l.Others[0].Name != "Bob" || l.Others[0].ID == 0 || l.Others[0].X < 1 {
		t.Errorf("others: %+v", l.Others)
	}
	if l.Up != (Conditions{Latency: 62.5, Loss: 3}) || l.Down != (Conditions{}) || !l.Stream || l.Smoothing || !l.Prediction || lines[50].Stream || !lines[50].Smoothing {
		t.Errorf("the wire and the switches: %+v", l)
	}
}

// A correction is in the line of its tick; with smoothing off the picture jumps
// by as much, and with it on by much less at a time.
func TestCorrectionsAndJumps(t *testing.T) {
	for _, smooth := range []bool{false, true} {
		lines := playGame(t, 240, func(tick int, c *netsim.Client) {
			on := replica.DefaultSwitches
			on.Smoothing = smooth
			c.SetSwitches(on)
			if tick == 130 {
				c.Cut(700 * time.Millisecond)
			}
		})
		var sum, jump float64
		cut, halted, n := 0, 0, 0
		for _, l := range lines {
			sum, jump = sum+l.Correction, max(jump, l.Jump)
			if l.Correction > 0 {
				n++
			}
			if l.Cut {
				cut++
			}
			if l.Halted {
				halted++
			}
		}
		last := lines[len(lines)-1]
		if n != 1 || last.Corrections != 1 || sum != last.MaxCorrection || last.LastCorrection != sum || sum < 0.5 {
			t.Errorf("smoothing %v: %d corrections of %.2f cells, and the last line has %+v", smooth, n, sum, last)
		}
		if cut < 40 || cut > 43 || halted != 0 {
			t.Errorf("cut for %d ticks, halted for %d", cut, halted)
		}
		if smooth && jump > sum/2 || !smooth && jump < sum/2 {
			t.Errorf("smoothing %v: a correction of %.2f cells is a jump of %.2f", smooth, sum, jump)
		}
	}
}

// What can't be written is told at once, in one sentence that says what to do.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		dir:                              "name another file, or - for standard output",
		filepath.Join(dir, "no", "file"): "name another file, or - for standard output",
	} {
		if _, err := Open(name, nil); err == nil || !strings.HasSuffix(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// broken is an output whose reader has gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// What goes wrong later disturbs no game, and is told at the end.
func TestFailsLater(t *testing.T) {
	log, err := Open(Stdout, broken{})
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		log.add([]byte("{}\n"))
	}
	if err := log.Close(); err == nil || err.Error() != `"-" ends too early: broken pipe` {
		t.Error(err)
	}
}

// Off, it is nothing at all.
func TestOff(t *testing.T) {
	var log *Log
	log.NewGame().Record(0, nil, "")
	if err := log.Close(); err != nil {
		t.Error(err)
	}
}

// The manual names each field of a line.
func TestManual(t *testing.T) {
	page, err := os.ReadFile("../../dist/man/clew.1")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "\n.SH STATS\n")
	section, _, _ = strings.Cut(section, "\n.SH ")
	for _, of := range []reflect.Type{reflect.TypeFor[Line](), reflect.TypeFor[Position](), reflect.TypeFor[Player](), reflect.TypeFor[Conditions]()} {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !namedKeys(section, name) {
				t.Errorf("the manual does not say what %s is", name)
			}
		}
	}
}

// namedKeys reports whether a manual page sets a name in bold.
func namedKeys(page, name string) bool {
	for line := range strings.Lines(page) {
		if macro, rest, _ := strings.Cut(line, " "); macro == ".B" || macro == ".BR" {
			for _, word := range strings.Fields(strings.NewReplacer(`"`, " ", ",", " ", ";", " ").Replace(rest)) {
				if word == name {
					return true
				}
			}
		}
	}
	return name == ""
}
