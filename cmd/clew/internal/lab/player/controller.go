package player

import (
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// ControllerKind tells who moves a player.
type ControllerKind uint8

// The kinds of a Hand.
const (
	Recorded ControllerKind = iota // whoever does in the tape, as it was at first
	Human                          // somebody at the keyboard
	Bot                            // a machine
)

// Controller is who moves a player from some tick on.
type Controller struct {
	Kind ControllerKind
	Seed uint64 // of a bot
}

// ErrCapture is the error about what can't be done with the capture of a real
// game: only what its client did with the packets can be done again.
var ErrCapture error = userError("reel.capture")

// Controller is who moves a client's player at the end of what was played.
func (r *Player) Controller(client int) Controller { return r.variant.controllers[client] }

// HasHuman reports whether a person plays: then the game goes on where it was
// played to.
func (r *Player) HasHuman() bool { return r.variant.hasHuman() }

func (s *variant) hasHuman() bool {
	for _, h := range s.controllers {
		if h.Kind == Human {
			return true
		}
	}
	return false
}

// AtLiveEdge reports whether the tick looked at is the last that was played, and
// there are more to play.
func (r *Player) AtLiveEdge() bool { return r.Tick() == r.PlayedTicks() && r.PlayedTicks() < r.Ticks() }

// SetController gives a client's player into other hands from the next tick on. Nothing
// before that changes.
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

// text is a hand in words.
func (h Controller) text() string {
	switch h.Kind {
	case Human:
		return i18n.T("reel.person")
	case Bot:
		return i18n.Tf("reel.bot", h.Seed)
	}
	return i18n.T("reel.recording")
}

// playOf is what a hand holds down from a tick on.
func (r *Player) playOf(client int, h Controller, from int) scenario.InputSource {
	switch h.Kind {
	case Human:
		return scenario.InputSource{Kind: scenario.Human}
	case Bot:
		return scenario.InputSource{Kind: scenario.Bot, Seed: h.Seed}
	}
	game := r.original().(*scenarioGame).History.At(0)
	return scenario.ScriptFrom(func(tick int) sim.Input { return game.InputAt(client, tick) }, from, r.Ticks())
}

// removePlays leaves out who plays from a tick on.
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

// Rerecord forgets what was played after the tick looked at, so that the persons
// can play it anew.
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

// playLiveTick plays one tick more, with what the persons hold now.
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
