package capture

import (
	"cmp"
	"slices"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/replica"
)

// UnknownCause is the cause of a correction that only the server knows: an input
// that it had no room for, or that the real wire lost or brought too late. What
// the simulated wire did is known: eventlog.InputLost and eventlog.InputLate. So
// are eventlog.Disconnected and eventlog.LevelChanged, but not eventlog.InputRejected: a
// server that refuses an input ends the link, and that is all one sees.
const UnknownCause eventlog.Cause = "known to the server only"

// maxInputs is up to which number the lives of inputs are told: they are listed
// by number, and a capture may begin after hours of play.
const maxInputs = 1 << 19

// traceBuilder tells what happens in a game, tick by tick.
type traceBuilder struct {
	eventlog.Trace
	game          *Game
	link          uint64
	acked         uint32
	lastCorrected uint32 // the input that the last correction was about
	view          replica.View
}

// newTraceBuilder begins the story of a game that has not been played yet. Of the
// inputs that are pending then, the keys are known, but not when they were
// made and which packets carried them.
func newTraceBuilder(g *Game) *traceBuilder {
	c := g.capture
	s := &traceBuilder{game: g, link: c.start.link, acked: c.start.Acked, lastCorrected: c.start.Acked}
	s.Packets = c.analysis.packets
	s.Positions = eventlog.NewPositions(1)
	s.Inputs = make([][]eventlog.Input, 1)
	for i, m := range c.start.Pending {
		s.setInput(c.start.Acked+1+uint32(i), eventlog.Input{Keys: m.Keys})
	}
	return s
}

// setInput begins the life of an input; those before it that nobody has seen have
// none, but their places.
func (s *traceBuilder) setInput(seq uint32, l eventlog.Input) {
	if seq > maxInputs {
		return
	}
	lives := &s.Inputs[0]
	for int(seq) > len(*lives) {
		*lives = append(*lives, eventlog.Input{Seq: uint32(len(*lives) + 1)})
	}
	l.Seq = seq
	(*lives)[seq-1] = l
}

// inputSampled tells of an input that a tick made.
func (s *traceBuilder) inputSampled(seq uint32, keys sim.Input) {
	l := eventlog.Input{Keys: keys, Sampled: s.game.tick}
	if s.game.replica.Switches().Prediction {
		l.Shown = l.Sampled
	}
	s.setInput(seq, l)
}

// packetSent tells of a packet that carries inputs.
func (s *traceBuilder) packetSent(packet int) {
	p := &s.Packets[packet]
	for i := range p.Count {
		if l := s.Trace.Input(0, p.First+uint32(i)); l != nil {
			l.Packets = append(l.Packets, packet)
		}
	}
}

// abandonUnacked puts the inputs aside that were not acknowledged when a connection
// died: over the new one, others get their numbers.
func (s *traceBuilder) abandonUnacked(link uint64) {
	lives := s.Inputs[0]
	kept := min(int(s.acked), len(lives))
	for _, l := range lives[kept:] {
		s.Abandoned = append(s.Abandoned, eventlog.AbandonedInput{Link: s.link, Input: l})
	}
	s.Inputs[0] = lives[:kept:kept]
	s.link = link
}

// tickDone tells what the client has learnt in a tick.
func (s *traceBuilder) tickDone() {
	g := s.game
	_, acked := g.replica.InputSeqs()
	if acked < s.acked { // another player: the server has forgotten the old one
		s.acked, s.lastCorrected = acked, acked
	}
	lives := s.Inputs[0]
	for i := min(int(s.acked), len(lives)); i < min(int(acked), len(lives)); i++ {
		lives[i].Acked = g.tick
		lives[i].Shown = cmp.Or(lives[i].Shown, g.tick)
	}
	s.acked = acked
	s.addCorrections()
	s.addPositions()
}

// addCorrections tells those that are new in this tick.
func (s *traceBuilder) addCorrections() {
	for _, k := range s.game.replica.Corrections() {
		if k.At != s.game.now || s.known(k) {
			continue
		}
		c := eventlog.Correction{Tick: s.game.tick, Seq: k.Seq, Size: k.Size, Predicted: k.Predicted, Authoritative: k.Authoritative}
		c.Cause, c.Input = s.cause(k)
		s.Trace.Corrections = append(s.Trace.Corrections, c)
		s.lastCorrected = k.Seq
	}
}

// known reports that a correction has been told, in a tick at the same moment.
func (s *traceBuilder) known(k replica.Correction) bool {
	for i := len(s.Trace.Corrections) - 1; i >= 0; i-- {
		c := &s.Trace.Corrections[i]
		if s.game.capture.ticks[c.Tick-1] != k.At {
			return false
		}
		if c.Seq == k.Seq && c.Authoritative == k.Authoritative {
			return true
		}
	}
	return false
}

// cause finds why there was a correction, and the input that it began with.
func (s *traceBuilder) cause(k replica.Correction) (eventlog.Cause, uint32) {
	switch k.Kind {
	case replica.Relocated:
		return eventlog.LevelChanged, 0
	case replica.Resumed:
		return eventlog.Disconnected, 0
	}
	for seq := min(k.Seq, uint32(len(s.Inputs[0]))); seq > s.lastCorrected; seq-- {
		l := s.Trace.Input(0, seq)
		switch {
		case l == nil || l.Keys == 0 || l.Sampled == 0 || len(l.Packets) == 0: // or carried before the capture
		case !slices.ContainsFunc(l.Packets, func(i int) bool { return s.Packets[i].Arrives != 0 }):
			return eventlog.InputLost, seq
		case s.overtaken(l):
			return eventlog.InputLate, seq
		}
	}
	return UnknownCause, 0
}

// overtaken reports that a packet with later inputs only came before all that
// carried this one, because the simulated wire let it.
func (s *traceBuilder) overtaken(l *eventlog.Input) bool {
	packets := s.game.capture.Packets
	first := maxTime
	for _, i := range l.Packets {
		if !packets[i].Lost {
			first = min(first, packets[i].ArrivesAt)
		}
	}
	for i := l.Packets[0] + 1; i < len(packets) && packets[i].SentAt < first; i++ {
		p := &s.Packets[i]
		if p.Up && p.Count > 0 && p.First > l.Seq && p.Arrives != 0 && packets[i].ArrivesAt < first {
			return true
		}
	}
	return false
}

// addPositions writes down what the client shows, and what is true if that is known.
func (s *traceBuilder) addPositions() {
	nowhere := eventlog.Position{Absent: true}
	truth, shown := nowhere, nowhere
	var hash uint64
	id := s.game.replica.ID()
	if w := s.game.World(); w != nil {
		hash = w.Hash()
		if p := w.Player(id); p != nil {
			truth = eventlog.Position{X: p.X, Y: p.Y}
		}
	}
	s.game.View(0, &s.view)
	if me := s.view.Self(); me != nil {
		shown = eventlog.Position{X: me.X, Y: me.Y}
	}
	s.Positions.Add(hash, truth, shown)
}
