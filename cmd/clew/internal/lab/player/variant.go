package player

import (
	"slices"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/scenario"
)

// maxUndo is how many changes can be undone.
const maxUndo = 16

// replayScenario replaces the game by a scenario, played with the same inputs
// as far as the game.
func (r *Player) replayScenario(s *scenario.Scenario, next variant) error {
	return r.replayTo(s, r.game.(*scenarioGame).inputs.upTo(r.PlayedTicks()), r.PlayedTicks(), next)
}

// replayTo replaces the game by a scenario played up to a tick. The current
// tick and the selection stay where possible.
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

// pushVariant shows a variant and makes the current one undoable.
func (r *Player) pushVariant(next variant) {
	r.undo = append(r.undo, r.variant)
	if over := len(r.undo) - maxUndo; over > 0 {
		r.undo = slices.Delete(r.undo, 1, 1+over) // never the first
	}
	r.setVariant(next)
}

// setVariant shows a variant.
func (r *Player) setVariant(next variant) {
	at, selection, before := min(r.Tick(), next.game.PlayedTicks()), r.selected, r.Trace()
	r.variant, r.game = next, next.game
	r.state = next.game.State(at)
	r.selected = reselect(selection, before, r.Trace())
}

// original returns the unchanged game.
func (r *Player) original() Game {
	if len(r.undo) > 0 {
		return r.undo[0].game
	}
	return r.game
}

// Undo undoes the last change and reports whether there was one.
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

// UndoAll undoes all changes and reports whether there were any.
func (r *Player) UndoAll() bool {
	if len(r.undo) == 0 {
		return false
	}
	first := r.undo[0]
	r.undo = nil
	r.setVariant(first)
	return true
}

// ChangeTexts describes the changes, oldest first.
func (r *Player) ChangeTexts() []string { return r.variant.changes }

// IsCapture reports whether the game is a capture of a real game.
func (r *Player) IsCapture() bool {
	_, ok := r.game.(*captureGame)
	return ok
}

// Settings returns a client's settings in the next tick.
func (r *Player) Settings(client int) scenario.Settings { return r.game.Settings(client, r.Tick()+1) }

// Set changes a client's settings from the next tick on and replays the game;
// later changes of the scenario still apply. In a capture the change applies
// from the start, and only switches and delay can be set, since the packets are
// what they were.
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

// replayCapture replays a capture with other switches or another delay.
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

// insertChange inserts a change by tick, merging it with one at the same tick.
func insertChange(changes []scenario.Change, ch scenario.Change) []scenario.Change {
	i, found := slices.BinarySearchFunc(changes, ch.At, func(c scenario.Change, at int) int { return c.At - at })
	if found {
		changes[i] = changes[i].Merge(ch)
		return changes
	}
	return slices.Insert(changes, i, ch)
}

// ServerSettings returns the server's settings in the next tick; ok is false
// for a capture.
func (r *Player) ServerSettings() (rate, target int, ok bool) {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return 0, 0, false
	}
	rate, target = t.Scenario().ServerSettingsAt(r.Tick() + 1)
	return rate, target, true
}

// SetServer changes the server's settings from the next tick on and replays the
// game.
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

// reselect finds the selection of one trace in another.
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
