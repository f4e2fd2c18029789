package player

import (
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// ControllerKind is a kind of controller.
type ControllerKind uint8

// The kinds of controllers.
const (
	Recorded ControllerKind = iota // as in the original game
	Human                          // somebody at the keyboard
	Bot
)

// Controller is who controls a player from some tick on.
type Controller struct {
	Kind ControllerKind
	Seed uint64 // of a bot
}

// ErrCapture reports a change that is impossible in a capture of a real game,
// where only what the client did with its packets can be replayed.
var ErrCapture error = userError("reel.capture")

// Controller returns who controls a client's player at the end of what was
// played.
func (r *Player) Controller(client int) Controller { return r.variant.controllers[client] }

// HasHuman reports whether a human plays, so that the game is played tick by
// tick instead of to its end.
func (r *Player) HasHuman() bool { return r.variant.hasHuman() }

func (s *variant) hasHuman() bool {
	for _, h := range s.controllers {
		if h.Kind == Human {
			return true
		}
	}
	return false
}

// AtLiveEdge reports whether the current tick is the last one played and there
// are more to play.
func (r *Player) AtLiveEdge() bool { return r.Tick() == r.PlayedTicks() && r.PlayedTicks() < r.Ticks() }

// SetController changes who controls a client's player from the next tick on.
func (r *Player) SetController(client int, h Controller) error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return ErrCapture
	}
	from := r.Tick() + 1
	if from > r.Ticks() {
		return userError("reel.over")
	}
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = removePlays(c.Changes, from)
	play := r.playOf(client, h, from)
	c.Changes = insertChange(c.Changes, scenario.Change{At: from, Input: &play})
	next := r.variant.withChange(i18n.Tf("reel.plays", from, h.text(), r.Name(client)))
	next.controllers[client] = h
	to := r.Ticks()
	if next.hasHuman() {
		to = r.Tick()
	}
	return r.replayTo(s, t.inputs.upTo(r.Tick()), to, next)
}

// text describes a controller.
func (c Controller) text() string {
	switch c.Kind {
	case Human:
		return i18n.T("reel.person")
	case Bot:
		return i18n.Tf("reel.bot", c.Seed)
	}
	return i18n.T("reel.recording")
}

// playOf returns the scenario's form of a controller from a tick on.
func (r *Player) playOf(client int, c Controller, from int) scenario.InputSource {
	switch c.Kind {
	case Human:
		return scenario.InputSource{Kind: scenario.Human}
	case Bot:
		return scenario.InputSource{Kind: scenario.Bot, Seed: c.Seed}
	}
	game := r.original().(*scenarioGame).History.At(0)
	return scenario.ScriptFrom(func(tick int) sim.Input { return game.InputAt(client, tick) }, from, r.Ticks())
}

// removePlays removes changes of the controller from a tick on.
func removePlays(changes []scenario.Change, from int) (left []scenario.Change) {
	for _, ch := range changes {
		if ch.At >= from {
			ch.Input = nil
		}
		if ch != (scenario.Change{At: ch.At}) {
			left = append(left, ch)
		}
	}
	return left
}

// Rerecord discards what was played after the current tick, so that the humans
// can play it again.
func (r *Player) Rerecord() error {
	t, ok := r.game.(*scenarioGame)
	if !ok {
		return ErrCapture
	}
	if !r.HasHuman() {
		return userError("reel.nobody")
	}
	return r.replayTo(t.Scenario(), t.inputs.upTo(r.Tick()), r.Tick(), r.variant.withChange(i18n.Tf("reel.anew", r.Tick()+1)))
}

// playLiveTick plays another tick with the humans' current input.
func (r *Player) playLiveTick(held func(client int) sim.Input) {
	t := r.game.(*scenarioGame)
	tick := t.PlayedTicks() + 1
	for i, h := range r.variant.controllers {
		if h.Kind != Human {
			continue
		}
		for len(t.inputs[i]) < tick-1 {
			t.inputs[i] = append(t.inputs[i], 0)
		}
		t.inputs[i] = append(t.inputs[i][:tick-1], held(i))
	}
	t.History.Play(tick)
}
