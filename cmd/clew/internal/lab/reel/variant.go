package reel

import (
	"slices"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// kept is how many variants can be gone back to.
const kept = 16

// replay plays a scenario with the same keys as far as the game on the table,
// and puts it in its place.
func (r *Reel) replay(s *scenario.Scenario, next state) error {
	return r.reshoot(s, r.tape.(*filmTape).keys.upTo(r.Played()), r.Played(), next)
}

// reshoot plays a scenario up to a tick, and makes that the game on the table.
// The tick looked at stays, as far as there is one, and so does what is picked
// out.
func (r *Reel) reshoot(s *scenario.Scenario, keys recording, to int, next state) error {
	if err := s.Check(); err != nil {
		return err
	}
	t, err := shoot(s, r.tape.(*filmTape).level, keys, to)
	if err != nil {
		return err
	}
	next.tape = t
	r.push(next)
	return nil
}

// push puts a variant on the table from which one can go back.
func (r *Reel) push(next state) {
	r.past = append(r.past, r.now)
	if over := len(r.past) - kept; over > 0 {
		r.past = slices.Delete(r.past, 1, 1+over) // never the first
	}
	r.show(next)
}

// show puts a variant on the table.
func (r *Reel) show(next state) {
	at, picked, before := min(r.At(), next.tape.Played()), r.picked, r.Story()
	r.now, r.tape = next, next.tape
	r.scene = next.tape.At(at)
	r.picked = again(picked, before, r.Story())
}

// first is the game as it was at first.
func (r *Reel) first() Tape {
	if len(r.past) > 0 {
		return r.past[0].tape
	}
	return r.tape
}

// Undo takes the last change back, and reports whether there was one.
func (r *Reel) Undo() bool {
	n := len(r.past)
	if n == 0 {
		return false
	}
	last := r.past[n-1]
	r.past = r.past[:n-1]
	r.show(last)
	return true
}

// Restore takes all changes back, and reports whether there were any.
func (r *Reel) Restore() bool {
	if len(r.past) == 0 {
		return false
	}
	first := r.past[0]
	r.past = nil
	r.show(first)
	return true
}

// Changes are what was changed, in words, the oldest first.
func (r *Reel) Changes() []string { return r.now.made }

// Captured reports whether this is the capture of a real game.
func (r *Reel) Captured() bool {
	_, ok := r.tape.(*captureTape)
	return ok
}

// Settings are how a client is set in the next tick.
func (r *Reel) Settings(client int) scenario.Settings { return r.tape.Settings(client, r.At()+1) }

// Set changes how a client is set from the next tick on, and plays the game
// again. Later changes of the scenario's own come as they would have. In a
// capture it is from the beginning, and only the switches and the delay can be
// set: what came over the wire is what it was.
func (r *Reel) Set(client int, ch scenario.Change) error {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return r.rerun(r.tape.(*captureTape), ch)
	}
	ch.At = min(r.At()+1, r.Ticks())
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = insert(c.Changes, ch)
	return r.replay(s, r.now.with(words.F("change.client", ch.At, r.Name(client), changeWords(ch))))
}

// rerun plays a capture with other switches, or another delay.
func (r *Reel) rerun(t *captureTape, ch scenario.Change) error {
	if ch != (scenario.Change{At: ch.At, Switches: ch.Switches, Delay: ch.Delay}) {
		return ErrCapture
	}
	c := t.change
	if ch.Switches != (scenario.SwitchesPatch{}) {
		on := ch.Switches.Apply(r.Settings(0).Switches)
		c.Switches = &on
	}
	if ch.Delay != nil {
		c.Delay = ch.Delay
	}
	next := r.now.with(words.F("change.capture", changeWords(ch)))
	next.tape = &captureTape{Film: t.Capture().Play(c), title: t.title, note: t.note, change: c}
	r.push(next)
	return nil
}

// insert puts a change in its place, over one at the same tick.
func insert(changes []scenario.Change, ch scenario.Change) []scenario.Change {
	i, found := slices.BinarySearchFunc(changes, ch.At, func(c scenario.Change, at int) int { return c.At - at })
	if found {
		changes[i] = changes[i].Over(ch)
		return changes
	}
	return slices.Insert(changes, i, ch)
}

// ServerSettings are how the server is set in the next tick; ok is false for a
// capture.
func (r *Reel) ServerSettings() (rate, target int, ok bool) {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return 0, 0, false
	}
	rate, target = t.Scenario().ServerInForce(r.At() + 1)
	return rate, target, true
}

// SetServer changes how the server is set from the next tick on, and plays the
// game again.
func (r *Reel) SetServer(ch scenario.ServerChange) error {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return ErrCapture
	}
	ch.At = min(r.At()+1, r.Ticks())
	s := t.Scenario().Clone()
	i, found := slices.BinarySearchFunc(s.Changes, ch.At, func(c scenario.ServerChange, at int) int { return c.At - at })
	if found {
		s.Changes[i] = s.Changes[i].Over(ch)
	} else {
		s.Changes = slices.Insert(s.Changes, i, ch)
	}
	return r.replay(s, r.now.with(words.F("change.server", ch.At, serverChangeWords(ch))))
}

// again is what was picked out, in another story.
func again(p Pick, before, after *tracer.Trace) Pick {
	switch p.Kind {
	case Packet:
		old := before.Packets[p.Index]
		i := slices.IndexFunc(after.Packets, func(q tracer.Packet) bool { return idOf(old) == idOf(q) })
		if i >= 0 {
			return Pick{Kind: Packet, Index: i}
		}
	case Input:
		if after.Input(p.Client, p.Seq) != nil {
			return p
		}
	case Correction:
		old := before.Corrections[p.Index]
		i := slices.IndexFunc(after.Corrections, func(c tracer.Correction) bool {
			return c.Client == old.Client && c.Tick == old.Tick && c.Seq == old.Seq
		})
		if i >= 0 {
			return Pick{Kind: Correction, Index: i}
		}
	}
	return Pick{}
}
