package player

import (
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
)

// maxUndo is how many variants can be gone back to.
const maxUndo = 16

// replayScenario plays a scenario with the same keys as far as the game on the table,
// and puts it in its place.
func (r *Player) replayScenario(s *scenario.Scenario, next variant) error {
	return r.replayTo(s, r.game.(*scenarioGame).inputs.upTo(r.PlayedTicks()), r.PlayedTicks(), next)
}

// replayTo plays a scenario up to a tick, and makes that the game on the table.
// The tick looked at stays, as far as there is one, and so does what is picked
// out.
func (r *Player) replayTo(s *scenario.Scenario, keys humanInputs, to int, next variant) error {
	if err := s.Check(); err != nil {
		return err
	}
	t, err := playScenario(s, r.game.(*scenarioGame).level, keys, to)
	if err != nil {
		return err
	}
	next.game = t
	r.pushVariant(next)
	return nil
}

// pushVariant puts a variant on the table from which one can go back.
func (r *Player) pushVariant(next variant) {
	r.undo = append(r.undo, r.variant)
	if over := len(r.undo) - maxUndo; over > 0 {
		r.undo = slices.Delete(r.undo, 1, 1+over) // never the first
	}
	r.setVariant(next)
}

// setVariant puts a variant on the table.
func (r *Player) setVariant(next variant) {
	at, picked, before := min(r.Tick(), next.game.PlayedTicks()), r.selected, r.Trace()
	r.variant, r.game = next, next.game
	r.state = next.game.State(at)
	r.selected = reselect(picked, before, r.Trace())
}

// original is the game as it was at first.
func (r *Player) original() Game {
	if len(r.undo) > 0 {
		return r.undo[0].game
	}
	return r.game
}

// Undo takes the last change back, and reports whether there was one.
func (r *Player) Undo() bool {
	n := len(r.undo)
	if n == 0 {
		return false
	}
	last := r.undo[n-1]
	r.undo = r.undo[:n-1]
	r.setVariant(last)
	return true
}

// UndoAll takes all changes back, and reports whether there were any.
func (r *Player) UndoAll() bool {
	if len(r.undo) == 0 {
		return false
	}
	first := r.undo[0]
	r.undo = nil
	r.setVariant(first)
	return true
}

// ChangeTexts are what was changed, in words, the oldest first.
func (r *Player) ChangeTexts() []string { return r.variant.changes }

// IsCapture reports whether this is the capture of a real game.
func (r *Player) IsCapture() bool {
	_, ok := r.game.(*captureGame)
	return ok
}

// Settings are how a client is set in the next tick.
func (r *Player) Settings(client int) scenario.Settings { return r.game.Settings(client, r.Tick()+1) }

// Set changes how a client is set from the next tick on, and plays the game
// again. Later changes of the scenario's own come as they would have. In a
// capture it is from the beginning, and only the switches and the delay can be
// set: what came over the wire is what it was.
func (r *Player) Set(client int, ch scenario.Change) error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return r.replayCapture(r.game.(*captureGame), ch)
	}
	ch.At = min(r.Tick()+1, r.Ticks())
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = insertChange(c.Changes, ch)
	return r.replayScenario(s, r.variant.withChange(i18n.Tf("change.client", ch.At, r.Name(client), changeText(ch))))
}

// replayCapture plays a capture with other switches, or another delay.
func (r *Player) replayCapture(t *captureGame, ch scenario.Change) error {
	if ch != (scenario.Change{At: ch.At, Switches: ch.Switches, InterpolationDelay: ch.InterpolationDelay}) {
		return ErrCapture
	}
	c := t.change
	if ch.Switches != (scenario.SwitchesPatch{}) {
		on := ch.Switches.Apply(r.Settings(0).Switches)
		c.Switches = &on
	}
	if ch.InterpolationDelay != nil {
		c.InterpolationDelay = ch.InterpolationDelay
	}
	next := r.variant.withChange(i18n.Tf("change.capture", changeText(ch)))
	next.game = &captureGame{Replay: t.Capture().Replay(c), title: t.title, note: t.note, change: c}
	r.pushVariant(next)
	return nil
}

// insertChange puts a change in its place, over one at the same tick.
func insertChange(changes []scenario.Change, ch scenario.Change) []scenario.Change {
	i, found := slices.BinarySearchFunc(changes, ch.At, func(c scenario.Change, at int) int { return c.At - at })
	if found {
		changes[i] = changes[i].Merge(ch)
		return changes
	}
	return slices.Insert(changes, i, ch)
}

// ServerSettings are how the server is set in the next tick; ok is false for a
// capture.
func (r *Player) ServerSettings() (rate, target int, ok bool) {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return 0, 0, false
	}
	rate, target = t.Scenario().ServerSettingsAt(r.Tick() + 1)
	return rate, target, true
}

// SetServer changes how the server is set from the next tick on, and plays the
// game again.
func (r *Player) SetServer(ch scenario.ServerChange) error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return ErrCapture
	}
	ch.At = min(r.Tick()+1, r.Ticks())
	s := t.Scenario().Clone()
	i, found := slices.BinarySearchFunc(s.Changes, ch.At, func(c scenario.ServerChange, at int) int { return c.At - at })
	if found {
		s.Changes[i] = s.Changes[i].Merge(ch)
	} else {
		s.Changes = slices.Insert(s.Changes, i, ch)
	}
	return r.replayScenario(s, r.variant.withChange(i18n.Tf("change.server", ch.At, serverChangeText(ch))))
}

// reselect is what was picked out, in another story.
func reselect(p Selection, before, after *eventlog.Trace) Selection {
	switch p.Kind {
	case Packet:
		old := before.Packets[p.Index]
		i := slices.IndexFunc(after.Packets, func(q eventlog.Packet) bool { return idOf(old) == idOf(q) })
		if i >= 0 {
			return Selection{Kind: Packet, Index: i}
		}
	case Input:
		if after.Input(p.Client, p.Seq) != nil {
			return p
		}
	case Correction:
		old := before.Corrections[p.Index]
		i := slices.IndexFunc(after.Corrections, func(c eventlog.Correction) bool {
			return c.Client == old.Client && c.Tick == old.Tick && c.Seq == old.Seq
		})
		if i >= 0 {
			return Selection{Kind: Correction, Index: i}
		}
	}
	return Selection{}
}
