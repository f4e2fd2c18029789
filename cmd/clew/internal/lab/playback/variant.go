package playback

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
func (p *Player) replayScenario(s *scenario.Scenario, next variant) error {
	return p.replayTo(s, p.game.(*scenarioGame).inputs.upTo(p.PlayedTicks()), p.PlayedTicks(), next)
}

// replayTo replaces the game by a scenario played up to a tick. The current
// tick and the selection stay where possible.
func (p *Player) replayTo(s *scenario.Scenario, keys humanInputs, to int, next variant) error {
	if err := s.Check(); err != nil {
		return err
	}
	t, err := playScenario(s, p.game.(*scenarioGame).level, keys, to)
	if err != nil {
		return err
	}
	next.game = t
	p.pushVariant(next)
	return nil
}

// pushVariant shows a variant and makes the current one undoable.
func (p *Player) pushVariant(next variant) {
	p.undo = append(p.undo, p.variant)
	if over := len(p.undo) - maxUndo; over > 0 {
		p.undo = slices.Delete(p.undo, 1, 1+over) // never the first
	}
	p.setVariant(next)
}

// setVariant shows a variant.
func (p *Player) setVariant(next variant) {
	at, selection, before := min(p.Tick(), next.game.PlayedTicks()), p.selected, p.Trace()
	p.variant, p.game = next, next.game
	p.state = next.game.State(at)
	p.selected = reselect(selection, before, p.Trace())
}

// original returns the unchanged game.
func (p *Player) original() Game {
	if len(p.undo) > 0 {
		return p.undo[0].game
	}
	return p.game
}

// Undo undoes the last change and reports whether there was one.
func (p *Player) Undo() bool {
	n := len(p.undo)
	if n == 0 {
		return false
	}
	last := p.undo[n-1]
	p.undo = p.undo[:n-1]
	p.setVariant(last)
	return true
}

// UndoAll undoes all changes and reports whether there were any.
func (p *Player) UndoAll() bool {
	if len(p.undo) == 0 {
		return false
	}
	first := p.undo[0]
	p.undo = nil
	p.setVariant(first)
	return true
}

// ChangeTexts describes the changes, oldest first.
func (p *Player) ChangeTexts() []string { return p.variant.changes }

// IsCapture reports whether the game is a capture of a real game.
func (p *Player) IsCapture() bool {
	_, ok := p.game.(*captureGame)
	return ok
}

// CanChange reports whether players and packets can be changed: in a scenario with a
// server.
func (p *Player) CanChange() bool {
	_, ok := p.game.(*scenarioGame)
	return ok
}

// errUnchangeable returns why a game can't be changed that is none of a server.
func (p *Player) errUnchangeable() error {
	if p.IsPeers() {
		return errPeers
	}
	return errCapture
}

// Settings returns a client's settings in the next tick.
func (p *Player) Settings(client int) scenario.Settings { return p.game.Settings(client, p.Tick()+1) }

// Set changes a client's settings from the next tick on and replays the game;
// later changes of the scenario still apply. In a capture the change applies
// from the start, and only switches and delay can be set, since the packets are
// what they were.
func (p *Player) Set(client int, ch scenario.Change) error {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return p.replayCapture(ch)
	}
	ch.At = min(p.Tick()+1, p.Ticks())
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = insertChange(c.Changes, ch)
	return p.replayScenario(s, p.variant.withChange(i18n.Tf("change.client", ch.At, p.Name(client), changeText(ch))))
}

// replayCapture replays a capture with other switches or another delay.
func (p *Player) replayCapture(ch scenario.Change) error {
	g, ok := p.game.(*captureGame)
	if !ok {
		return errPeers
	}
	if ch != (scenario.Change{At: ch.At, Switches: ch.Switches, InterpolationDelay: ch.InterpolationDelay}) {
		return errCapture
	}
	c := g.change
	if ch.Switches != (scenario.SwitchesPatch{}) {
		on := ch.Switches.Apply(p.Settings(0).Switches)
		c.Switches = &on
	}
	if ch.InterpolationDelay != nil {
		c.InterpolationDelay = ch.InterpolationDelay
	}
	next := p.variant.withChange(i18n.Tf("change.capture", changeText(ch)))
	next.game = &captureGame{Replay: g.Capture().Replay(c), title: g.title, note: g.note, change: c}
	p.pushVariant(next)
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
func (p *Player) ServerSettings() (rate, target int, ok bool) {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return 0, 0, false
	}
	rate, target = t.Scenario().ServerSettingsAt(p.Tick() + 1)
	return rate, target, true
}

// SetServer changes the server's settings from the next tick on and replays the
// game.
func (p *Player) SetServer(ch scenario.ServerChange) error {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return p.errUnchangeable()
	}
	ch.At = min(p.Tick()+1, p.Ticks())
	s := t.Scenario().Clone()
	i, found := slices.BinarySearchFunc(s.Changes, ch.At, func(c scenario.ServerChange, at int) int { return c.At - at })
	if found {
		s.Changes[i] = s.Changes[i].Merge(ch)
	} else {
		s.Changes = slices.Insert(s.Changes, i, ch)
	}
	return p.replayScenario(s, p.variant.withChange(i18n.Tf("change.server", ch.At, serverChangeText(ch))))
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
