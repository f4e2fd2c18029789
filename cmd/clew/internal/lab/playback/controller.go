package playback

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

// errCapture reports a change that is impossible in a capture of a real game,
// where only what the client did with its packets can be replayed.
var errCapture error = userError("explain.capture")

// Controller returns who controls a client's player at the end of what was
// played.
func (p *Player) Controller(client int) Controller { return p.variant.controllers[client] }

// HasHuman reports whether a human plays, so that the game is played tick by
// tick instead of to its end.
func (p *Player) HasHuman() bool { return p.variant.hasHuman() }

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
func (p *Player) AtLiveEdge() bool { return p.Tick() == p.PlayedTicks() && p.PlayedTicks() < p.Ticks() }

// SetController changes who controls a client's player from the next tick on.
func (p *Player) SetController(client int, h Controller) error {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return p.errUnchangeable()
	}
	first := p.Tick() + 1
	if first > p.Ticks() {
		return userError("explain.ended")
	}
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = removePlays(c.Changes, first)
	play := p.playOf(client, h, first)
	c.Changes = insertChange(c.Changes, scenario.Change{At: first, Input: &play})
	next := p.variant.withChange(i18n.Tf("explain.plays", first, h.text(), p.Name(client)))
	next.controllers[client] = h
	last := p.Ticks()
	if next.hasHuman() {
		last = p.Tick()
	}
	return p.replayTo(s, t.inputs.upTo(p.Tick()), last, next)
}

// text describes a controller.
func (c Controller) text() string {
	switch c.Kind {
	case Human:
		return i18n.T("explain.person")
	case Bot:
		return i18n.Tf("explain.bot", c.Seed)
	}
	return i18n.T("explain.recording")
}

// playOf returns the scenario's form of a controller from a tick on.
func (p *Player) playOf(client int, c Controller, from int) scenario.InputSource {
	switch c.Kind {
	case Human:
		return scenario.InputSource{Kind: scenario.Human}
	case Bot:
		return scenario.InputSource{Kind: scenario.Bot, Seed: c.Seed}
	}
	game := p.original().(*scenarioGame).History.At(0)
	return scenario.ScriptFrom(func(tick int) sim.Input { return game.InputAt(client, tick) }, from, p.Ticks())
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
func (p *Player) Rerecord() error {
	t, ok := p.game.(*scenarioGame)
	if !ok {
		return p.errUnchangeable()
	}
	if !p.HasHuman() {
		return userError("explain.nobody")
	}
	return p.replayTo(t.Scenario(), t.inputs.upTo(p.Tick()), p.Tick(), p.variant.withChange(i18n.Tf("explain.replayed", p.Tick()+1)))
}

// HumanInput returns what the human at a client pressed in a tick, or 0.
func (p *Player) HumanInput(client, tick int) sim.Input {
	if t, ok := p.game.(*scenarioGame); ok {
		return t.inputs.at(client, tick)
	}
	return 0
}

// playLiveTick plays another tick with the humans' current input.
func (p *Player) playLiveTick(held func(client int) sim.Input) {
	t := p.game.(*scenarioGame)
	tick := t.PlayedTicks() + 1
	for i, h := range p.variant.controllers {
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
