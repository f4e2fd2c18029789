package netsim

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/session"
	"clew/net/wire"
)

// Another server goes on from a checkpoint of what was committed when the first one
// died, with entries under way. The clients resume there: everybody is who they
// were, no input that was acknowledged is lost, and none counts twice.
func TestTakeover(t *testing.T) {
	for seed := *seedFlag; seed < *seedFlag+20; seed++ {
		for _, late := range []bool{false, true} {
			if err := takeOver(t, seed, late); err != nil {
				t.Fatalf("late %v: %v; -seed %d gives it again", late, err, seed)
			}
		}
	}
}

func takeOver(t *testing.T, seed uint64, late bool) error {
	const ms = time.Millisecond
	rounds := &authority.Rounds{TimeLimit: 5000, Intermission: 5000, Next: func() (*maze.Level, uint64) { return nil, 1 }}
	cfg := Config{Level: randomLevels(t)[0], Seed: seed, Rounds: rounds}
	if late {
		cfg.Log = newDelayedLog(seed)
	}
	for i := range 5 {
		c := ClientConfig{Name: "Ann", Appearance: wire.Appearance{Colour: uint8(i)}, Input: wanderInput(seed + uint64(i))}
		if i%2 == 1 {
			c.Netem = both(netem.Conditions{Latency: 60 * ms, Jitter: 40 * ms, Loss: 10, Duplicate: 10, Reorder: 10})
		}
		cfg.Clients = append(cfg.Clients, c)
	}
	f := newFollower(cfg, 50, (*game.State).Apply)
	cfg.OnEntry = f.onEntry
	r := New(cfg)
	w := newWitness(r, f)
	join(t, r)
	r.Run(100)
	r.Clients[0].SetName("Bob")
	r.Server.Game.Mute(r.Clients[1].ID(), r.Server.Game.State().Tick()+5000)
	r.Run(60 + int(seed)%40)
	for n := 0; r.Server.Game.State().Countdown() == 0; n++ {
		if r.Run(1); n == 5000 {
			return errors.New("nobody is out")
		}
	}

	before := r.Server.Game.State()
	b := game.AppendCheckpoint(nil, before)
	acked := map[sim.ID]uint32{}
	for i, c := range r.Clients {
		_, acked[c.ID()] = c.InputSeqs()
		r.CloseLink(i)
	}
	var err error
	if cfg.State, err = game.DecodeCheckpoint(b); err != nil {
		return err
	}
	if late {
		cfg.Log = newDelayedLog(seed + 1)
	}
	r.Server = r.newServer(cfg)
	if late {
		r.StallServer(int(seed) % 10)
	}
	walked := 0
	for range 600 {
		r.Step()
		in := 0
		for _, c := range r.Clients {
			if c.Status().State == session.Playing && c.LinkNumber() > 1 {
				in++
			}
		}
		if in == len(r.Clients) {
			walked++
		}
	}
	if walked < 200 {
		return fmt.Errorf("all are back for %d ticks", walked)
	}
	runUntilInSync(t, r)
	if f.err != nil || w.err != nil {
		return fmt.Errorf("%v, %v", f.err, w.err)
	}
	after := r.Server.Game.State()
	if after.Countdown() == 0 || after.Countdown() > before.Countdown() || after.Out() < before.Out() {
		return fmt.Errorf("countdown %d, %d out, before %d, %d", after.Countdown(), after.Out(), before.Countdown(), before.Out())
	}
	for n := 0; checkStandings(r) != nil; n++ { // what is under way arrives
		if r.Run(1); n == 600 {
			return checkStandings(r)
		}
	}
	if len(after.Players()) != len(r.Clients) || after.Epoch() != before.Epoch()+1 {
		return fmt.Errorf("%d players in epoch %d after %d", len(after.Players()), after.Epoch(), before.Epoch())
	}
	for i, c := range r.Clients {
		old, now := before.Player(c.ID()), after.Player(c.ID())
		if old == nil || acked[c.ID()] > old.Ack || old.Ack >= now.Ack {
			return fmt.Errorf("client %d: acknowledged to it %d, player %+v, then %+v", i, acked[c.ID()], old, now)
		}
		if old.Avatar != now.Avatar || old.Name != now.Name || old.Appearance != now.Appearance || old.MutedUntil != now.MutedUntil || old.JoinTick != now.JoinTick || old.Place != 0 && (old.Place != now.Place || old.Points != now.Points) || old.Points > now.Points || now.Disconnected {
			return fmt.Errorf("client %d was %+v, is %+v", i, old, now)
		}
		if muted := now.MutedUntil != 0; muted != (c == r.Clients[1]) {
			return fmt.Errorf("client %d is muted until %d", i, now.MutedUntil)
		}
	}
	return nil
}
