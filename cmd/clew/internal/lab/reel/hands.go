package reel

import (
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/rig/scenario"
)

// HandKind tells who moves a player.
type HandKind uint8

// The kinds of a Hand.
const (
	AsRecorded HandKind = iota // whoever does in the tape, as it was at first
	ByPerson                   // somebody at the keyboard
	ByBot                      // a machine
)

// Hand is who moves a player from some tick on.
type Hand struct {
	Kind HandKind
	Seed uint64 // of a bot
}

// ErrCapture is the error about what can't be done with the capture of a real
// game: only what its client did with the packets can be done again.
var ErrCapture error = fault("reel.capture")

// Hand is who moves a client's player at the end of what was played.
func (r *Reel) Hand(client int) Hand { return r.now.hands[client] }

// Live reports whether a person plays: then the game goes on where it was
// played to.
func (r *Reel) Live() bool { return r.now.live() }

func (s *state) live() bool {
	for _, h := range s.hands {
		if h.Kind == ByPerson {
			return true
		}
	}
	return false
}

// AtEdge reports whether the tick looked at is the last that was played, and
// there are more to play.
func (r *Reel) AtEdge() bool { return r.At() == r.Played() && r.Played() < r.Ticks() }

// Take gives a client's player into other hands from the next tick on. Nothing
// before that changes.
func (r *Reel) Take(client int, h Hand) error {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return ErrCapture
	}
	from := r.At() + 1
	if from > r.Ticks() {
		return fault("reel.over")
	}
	s := t.Scenario().Clone()
	c := &s.Clients[client]
	c.Changes = withoutPlay(c.Changes, from)
	play := r.play(client, h, from)
	c.Changes = insert(c.Changes, scenario.Change{At: from, Play: &play})
	next := r.now.with(words.F("reel.plays", from, h.who(), r.Name(client)))
	next.hands[client] = h
	to := r.Ticks()
	if next.live() {
		to = r.At()
	}
	return r.reshoot(s, t.keys.upTo(r.At()), to, next)
}

// who is a hand in words.
func (h Hand) who() string {
	switch h.Kind {
	case ByPerson:
		return words.T("reel.person")
	case ByBot:
		return words.F("reel.bot", h.Seed)
	}
	return words.T("reel.recording")
}

// play is what a hand holds down from a tick on.
func (r *Reel) play(client int, h Hand, from int) scenario.Play {
	switch h.Kind {
	case ByPerson:
		return scenario.Play{Kind: scenario.Person}
	case ByBot:
		return scenario.Play{Kind: scenario.Bot, Seed: h.Seed}
	}
	game := r.first().(*filmTape).Film.At(0)
	return scenario.PlayOf(func(tick int) sim.Input { return game.Held(client, tick) }, from, r.Ticks())
}

// withoutPlay leaves out who plays from a tick on.
func withoutPlay(changes []scenario.Change, from int) (left []scenario.Change) {
	for _, ch := range changes {
		if ch.At >= from {
			ch.Play = nil
		}
		if ch != (scenario.Change{At: ch.At}) {
			left = append(left, ch)
		}
	}
	return left
}

// Retake forgets what was played after the tick looked at, so that the persons
// can play it anew.
func (r *Reel) Retake() error {
	t, ok := r.tape.(*filmTape)
	if !ok {
		return ErrCapture
	}
	if !r.Live() {
		return fault("reel.nobody")
	}
	return r.reshoot(t.Scenario(), t.keys.upTo(r.At()), r.At(), r.now.with(words.F("reel.anew", r.At()+1)))
}

// extend plays one tick more, with what the persons hold now.
func (r *Reel) extend(held func(client int) sim.Input) {
	t := r.tape.(*filmTape)
	tick := t.Played() + 1
	for i, h := range r.now.hands {
		if h.Kind != ByPerson {
			continue
		}
		for len(t.keys[i]) < tick-1 {
			t.keys[i] = append(t.keys[i], 0)
		}
		t.keys[i] = append(t.keys[i][:tick-1], held(i))
	}
	t.Film.Play(tick)
}
