package capture

import (
	"cmp"
	"slices"

	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/rig/tracer"
)

// Unknown is the cause of a correction that only the server knows: an input
// that it had no room for, or that the real wire lost or brought too late. What
// the simulated wire did is known: tracer.InputLost and tracer.InputLate. So
// are tracer.LinkDied and tracer.WorldChanged, but not tracer.InputRefused: a
// server that refuses an input ends the link, and that is all one sees.
const Unknown tracer.Cause = "known to the server only"

// maxLives is up to which number the lives of inputs are told: they are listed
// by number, and a capture may begin after hours of play.
const maxLives = 1 << 19

// story tells what happens in a game, tick by tick.
type story struct {
	tracer.Trace
	game      *Game
	link      uint64
	acked     uint32
	corrected uint32 // the input that the last correction was about
	view      replica.View
}

// newStory begins the story of a game that has not been played yet. Of the
// inputs that are pending then, the keys are known, but not when they were
// made and which packets carried them.
func newStory(g *Game) *story {
	c := g.capture
	s := &story{game: g, link: c.start.link, acked: c.start.Acked, corrected: c.start.Acked}
	s.Packets = c.survey.packets
	s.Beliefs = tracer.NewBeliefs(1)
	s.Inputs = make([][]tracer.Input, 1)
	for i, m := range c.start.Pending {
		s.live(c.start.Acked+1+uint32(i), tracer.Input{Keys: m.Keys})
	}
	return s
}

// live begins the life of an input; those before it that nobody has seen have
// none, but their places.
func (s *story) live(seq uint32, l tracer.Input) {
	if seq > maxLives {
		return
	}
	lives := &s.Inputs[0]
	for int(seq) > len(*lives) {
		*lives = append(*lives, tracer.Input{Seq: uint32(len(*lives) + 1)})
	}
	l.Seq = seq
	(*lives)[seq-1] = l
}

// made tells of an input that a tick made.
func (s *story) made(seq uint32, keys sim.Input) {
	l := tracer.Input{Keys: keys, Made: s.game.tick}
	if s.game.replica.Switches().Prediction {
		l.Shown = l.Made
	}
	s.live(seq, l)
}

// sent tells of a packet that carries inputs.
func (s *story) sent(packet int) {
	p := &s.Packets[packet]
	for i := range p.Count {
		if l := s.Trace.Input(0, p.First+uint32(i)); l != nil {
			l.Packets = append(l.Packets, packet)
		}
	}
}

// restart puts the inputs aside that were not acknowledged when a connection
// died: over the new one, others get their numbers.
func (s *story) restart(link uint64) {
	lives := s.Inputs[0]
	kept := min(int(s.acked), len(lives))
	for _, l := range lives[kept:] {
		s.Abandoned = append(s.Abandoned, tracer.Lost{Link: s.link, Input: l})
	}
	s.Inputs[0] = lives[:kept:kept]
	s.link = link
}

// ticked tells what the client has learnt in a tick.
func (s *story) ticked() {
	g := s.game
	_, acked := g.replica.Inputs()
	if acked < s.acked { // another player: the server has forgotten the old one
		s.acked, s.corrected = acked, acked
	}
	lives := s.Inputs[0]
	for i := min(int(s.acked), len(lives)); i < min(int(acked), len(lives)); i++ {
		lives[i].Acked = g.tick
		lives[i].Shown = cmp.Or(lives[i].Shown, g.tick)
	}
	s.acked = acked
	s.corrections()
	s.believe()
}

// corrections tells those that are new in this tick.
func (s *story) corrections() {
	for _, k := range s.game.replica.Corrections() {
		if k.At != s.game.now || s.told(k) {
			continue
		}
		c := tracer.Correction{Tick: s.game.tick, Seq: k.Seq, Size: k.Size, Predicted: k.Predicted, Truth: k.Truth}
		c.Cause, c.Input = s.cause(k)
		s.Trace.Corrections = append(s.Trace.Corrections, c)
		s.corrected = k.Seq
	}
}

// told reports that a correction has been told, in a tick at the same moment.
func (s *story) told(k replica.Correction) bool {
	for i := len(s.Trace.Corrections) - 1; i >= 0; i-- {
		c := &s.Trace.Corrections[i]
		if s.game.capture.ticks[c.Tick-1] != k.At {
			return false
		}
		if c.Seq == k.Seq && c.Truth == k.Truth {
			return true
		}
	}
	return false
}

// cause finds why there was a correction, and the input that it began with.
func (s *story) cause(k replica.Correction) (tracer.Cause, uint32) {
	switch k.Kind {
	case replica.Relocated:
		return tracer.WorldChanged, 0
	case replica.Resumed:
		return tracer.LinkDied, 0
	}
	for seq := min(k.Seq, uint32(len(s.Inputs[0]))); seq > s.corrected; seq-- {
		l := s.Trace.Input(0, seq)
		switch {
		case l == nil || l.Keys == 0 || l.Made == 0 || len(l.Packets) == 0: // or carried before the capture
		case !slices.ContainsFunc(l.Packets, func(i int) bool { return s.Packets[i].Arrives != 0 }):
			return tracer.InputLost, seq
		case s.overtaken(l):
			return tracer.InputLate, seq
		}
	}
	return Unknown, 0
}

// overtaken reports that a packet with later inputs only came before all that
// carried this one, because the simulated wire let it.
func (s *story) overtaken(l *tracer.Input) bool {
	packets := s.game.capture.Packets
	first := maxTime
	for _, i := range l.Packets {
		if !packets[i].Lost {
			first = min(first, packets[i].Arrives)
		}
	}
	for i := l.Packets[0] + 1; i < len(packets) && packets[i].Sent < first; i++ {
		p := &s.Packets[i]
		if p.Up && p.Count > 0 && p.First > l.Seq && p.Arrives != 0 && packets[i].Arrives < first {
			return true
		}
	}
	return false
}

// believe writes down what the client shows, and what is true if that is known.
func (s *story) believe() {
	nowhere := tracer.Place{Absent: true}
	truth, shown := nowhere, nowhere
	var hash uint64
	id := s.game.replica.ID()
	if w := s.game.World(); w != nil {
		hash = w.Hash()
		if p := w.Player(id); p != nil {
			truth = tracer.Place{X: p.X, Y: p.Y}
		}
	}
	s.game.View(0, &s.view)
	if me := s.view.Self(); me != nil {
		shown = tracer.Place{X: me.X, Y: me.Y}
	}
	s.Beliefs.Add(hash, truth, shown)
}
