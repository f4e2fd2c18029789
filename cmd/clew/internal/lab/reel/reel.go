// Package reel is a game on the table: which tick one looks at, how fast it
// runs, who plays, what is picked out, what that is in a sentence, and what
// would have been if a packet had fared otherwise or something had been set
// differently from a tick on. It knows no screen.
package reel

import (
	"clew/net/rig/scenario"
	"clew/net/rig/tracer"
)

// Reel is a game and what one looks at in it. Nothing but Tick moves it by
// itself.
type Reel struct {
	Playing bool

	tape      Tape
	reference Tape    // what to compare with: the tape as it was at first, or another
	scene     Scene   // as it stood after the tick looked at
	beside    Scene   // the same of the reference, once it was asked for
	past      []state // what Back goes back to
	now       state

	speed  int // index of speeds
	owed   int // parts of a tick that have passed and were not carried out
	picked Pick
	curves [2]curves // of the tape and of the reference
}

// state is a variant of the game, as one made it.
type state struct {
	tape  Tape
	hands []Hand
	swaps map[packetID]packetID // both ways
	made  []string              // what was changed, in words
}

// New plays a scenario to its end, or where a person plays up to there, and
// looks at its start. It keeps the scenario, which must not be changed from
// here on.
func New(s *scenario.Scenario, level scenario.Resolver) (*Reel, error) {
	keys := make(recording, len(s.Clients))
	var hands []Hand
	for i := range s.Clients {
		h := Hand{Kind: AsRecorded}
		if s.Clients[i].InForce(1).Play.Kind == scenario.Person {
			h.Kind = ByPerson
		}
		hands = append(hands, h)
	}
	first := state{hands: hands}
	to := s.Ticks
	if first.live() {
		to = 0
	}
	t, err := shoot(s, level, keys, to)
	if err != nil {
		return nil, err
	}
	first.tape = t
	return open(first), nil
}

// Open looks at the start of a tape that nobody plays in.
func Open(t Tape) *Reel { return open(state{tape: t, hands: make([]Hand, t.Clients())}) }

func open(first state) *Reel {
	r := &Reel{speed: usual, now: first, tape: first.tape, reference: first.tape}
	r.Go(0)
	return r
}

// Compare makes another game the one to compare with.
func (r *Reel) Compare(with *Reel) { r.reference, r.beside = with.tape, nil }

// Tape is the game. What it gives must not be changed.
func (r *Reel) Tape() Tape { return r.tape }

// Reference is the game that it is compared with.
func (r *Reel) Reference() Tape { return r.reference }

// Story is what happens in the game. It must not be changed.
func (r *Reel) Story() *tracer.Trace { return r.tape.Story() }

// Scene is the game as it stood after the tick looked at. It is the Reel's own.
func (r *Reel) Scene() Scene { return r.scene }

// Beside is the reference as it stood after the same tick, or after its last.
func (r *Reel) Beside() Scene {
	r.beside = follow(r.reference, r.beside, r.At())
	return r.beside
}

// At is the tick looked at, from 0, before the first, to Played.
func (r *Reel) At() int { return r.scene.Ticks() }

// Ticks is how long the game is.
func (r *Reel) Ticks() int { return r.tape.Ticks() }

// Played is up to which tick it has been played: to its end, unless a person
// plays.
func (r *Reel) Played() int { return r.tape.Played() }

// Go looks at a tick; one beyond what was played is taken for that end.
func (r *Reel) Go(tick int) {
	r.owed = 0
	r.scene = follow(r.tape, r.scene, tick)
}

// near is how many ticks it is cheaper to play on than to look up.
const near = 60

// follow is the scene of a tape after a tick, which s may be on the way to.
func follow(t Tape, s Scene, tick int) Scene {
	tick = min(max(tick, 0), t.Played())
	if s != nil {
		if n := tick - s.Ticks(); n >= 0 && n <= near {
			s.Run(n)
			return s
		}
	}
	return t.At(tick)
}

// Step looks so many ticks further on, or back, and pauses.
func (r *Reel) Step(by int) {
	r.Playing = false
	r.Go(r.At() + by)
}

// Name is what a client's player is called.
func (r *Reel) Name(client int) string { return r.tape.Name(client) }
