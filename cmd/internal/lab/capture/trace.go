package capture

import (
	"cmp"
	"slices"

	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
	"clew/net/replica"
)

// UnknownCause is the cause of a correction that only the server knows: it had
// no room for an input, or the real network lost or delayed one. What the
// simulated network did is known (eventlog.InputLost, eventlog.InputLate), and
// so are eventlog.Disconnected and eventlog.LevelChanged, but not
// eventlog.InputRejected: a server that rejects an input ends the link, and
// the client sees no more than that.
const UnknownCause eventlog.Cause = "known to the server only"

// maxInputs bounds the numbers of inputs that are traced: they are indexes of
// a list, and a capture may start after hours of play.
const maxInputs = 1 << 19

// traceBuilder writes the trace of a replay, tick by tick.
type traceBuilder struct {
	eventlog.Trace
	game          *Game
	link          uint64
	acked         uint32
	lastCorrected uint32 // the input that the last correction was about
	view          replica.View
	chat          []ChatLine
	chatDated     int // lines of chat that have their tick
}

// newTraceBuilder starts the trace of a game that has not been replayed yet.
// Of the inputs that are pending then, it knows the keys, but neither when
// they were sampled nor which packets carried them.
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

// setInput stores an input, and empty ones in the place of those before it
// that nobody has seen.
func (s *traceBuilder) setInput(seq uint32, l eventlog.Input) {
	if seq > maxInputs {
		return
	}
	inputs := &s.Inputs[0]
	for int(seq) > len(*inputs) {
		*inputs = append(*inputs, eventlog.Input{Seq: uint32(len(*inputs) + 1)})
	}
	l.Seq = seq
	(*inputs)[seq-1] = l
}

// inputSampled records an input that a tick sampled.
func (s *traceBuilder) inputSampled(seq uint32, keys sim.Input) {
	l := eventlog.Input{Keys: keys, Sampled: s.game.tick}
	if s.game.replica.Switches().Prediction {
		l.Shown = l.Sampled
	}
	s.setInput(seq, l)
}

// packetSent records a packet that carries inputs.
func (s *traceBuilder) packetSent(packet int) {
	p := &s.Packets[packet]
	for i := range p.Count {
		if l := s.Trace.Input(0, p.First+uint32(i)); l != nil {
			l.Packets = append(l.Packets, packet)
		}
	}
}

// abandonUnacked sets the inputs aside that were not acknowledged when a
// connection died. The next connection uses their numbers again.
func (s *traceBuilder) abandonUnacked(link uint64) {
	inputs := s.Inputs[0]
	kept := min(int(s.acked), len(inputs))
	for _, l := range inputs[kept:] {
		s.Abandoned = append(s.Abandoned, eventlog.AbandonedInput{Link: s.link, Input: l})
	}
	s.Inputs[0] = inputs[:kept:kept]
	s.link = link
}

// tickDone records what the client has learnt in a tick.
func (s *traceBuilder) tickDone() {
	g := s.game
	_, acked := g.replica.InputSeqs()
	if acked < s.acked { // another player: the server has forgotten the old one
		s.acked, s.lastCorrected = acked, acked
	}
	inputs := s.Inputs[0]
	for i := min(int(s.acked), len(inputs)); i < min(int(acked), len(inputs)); i++ {
		inputs[i].Acked = g.tick
		inputs[i].Shown = cmp.Or(inputs[i].Shown, g.tick)
	}
	s.acked = acked
	s.addCorrections()
	s.addPositions()
	for ; s.chatDated < len(s.chat); s.chatDated++ {
		s.chat[s.chatDated].Tick = g.tick
	}
}

// addCorrections records the corrections of this tick.
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

// known reports whether a correction has been recorded already, in an earlier
// tick at the same time.
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

// cause returns the cause of a correction and the input that it started with.
func (s *traceBuilder) cause(k replica.Correction) (eventlog.Cause, uint32) {
	switch k.Kind {
	case replica.Relocated:
		return eventlog.LevelChanged, 0
	case replica.Resumed:
		return eventlog.Disconnected, 0
	case replica.Snapped:
		return eventlog.Snapped, 0
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

// overtaken reports whether a packet that carries only later inputs arrived
// before all that carried this one, because the simulated network let it.
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

// addPositions records what the client shows, and where the server has its
// player, if known.
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
