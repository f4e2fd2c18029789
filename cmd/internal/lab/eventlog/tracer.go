package eventlog

import (
	"cmp"
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/netsim"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/text"
)

// Tracer observes a simulation and writes its trace.
type Tracer struct {
	Trace
	Sim  *netsim.Simulation
	game Stepper

	codecs    []wire.Codec // to look into packets, one for each client
	typeCodec *text.Numbered
	scratch   []byte
	encoded   []byte // room for entries
	clients   []clientState
	view      replica.View
}

// clientState is what has been recorded about a client.
type clientState struct {
	id              sim.ID
	acked           uint32
	lastCorrected   uint32        // the input that the last correction was about
	lastCorrectedAt time.Duration // when that was
	rejected        uint32        // the input that the server ended the connection for
}

// Stepper steps a simulation: the simulation itself, or the Game of a
// scenario.
type Stepper interface{ Step() }

// NewTracer starts the trace of a game in which nothing has happened yet. From
// here on the game must only be stepped through the Tracer. sim is the
// simulation that game steps.
func NewTracer(game Stepper, s *netsim.Simulation) *Tracer {
	t := &Tracer{Sim: s, game: game, typeCodec: text.NewNumbered(), clients: make([]clientState, len(s.Clients))}
	t.Inputs = make([][]Input, len(s.Clients))
	t.players = map[sim.ID]int{}
	for _, c := range s.Clients {
		t.codecs = append(t.codecs, c.Codec())
	}
	s.Observe(t)
	return t
}

// Step runs one tick of the game.
func (t *Tracer) Step() {
	t.game.Step()
	for i := range t.Sim.Clients {
		t.observe(i)
	}
	t.addPositions()
}

// Run runs n ticks.
func (t *Tracer) Run(n int) {
	for range n {
		t.Step()
	}
}

// Packet implements netsim.Observer.
func (t *Tracer) Packet(client int, e netem.PacketEvent, msg []byte) {
	p := Packet{
		Client: client, Link: t.Sim.Clients[client].LinkNumber(), Up: isUp(e), Number: e.Number, Size: e.Size, Retransmits: e.Retransmits, Reordered: e.Reordered,
		Sent: ceilTick(e.SentAt),
	}
	if !e.Lost {
		p.Arrives = ceilTick(e.ArrivesAt)
	}
	if e.Duplicated {
		p.DuplicateAt = ceilTick(e.DuplicateAt)
	}
	m, err := t.codecs[client].Decode(msg)
	if err != nil {
		panic("eventlog: cannot decode a message of the game: " + err.Error())
	}
	p.Type = t.messageType(m)
	switch m := m.(type) {
	case *wire.Hello:
		t.abandonUnacked(client)
	case *wire.Inputs:
		p.First, p.Count = m.First, len(m.Frames)
		t.addInputs(client, m)
	case *wire.Snapshot:
		p.Tick, p.Ack = m.Tick, m.Ack
	}
	t.Packets = append(t.Packets, p)
}

// abandonUnacked sets the inputs aside that were not acknowledged when a
// connection died. The next connection uses their numbers again.
func (t *Tracer) abandonUnacked(client int) {
	inputs := t.Inputs[client]
	kept := min(int(t.clients[client].acked), len(inputs))
	for _, l := range inputs[kept:] {
		t.Abandoned = append(t.Abandoned, AbandonedInput{client, t.Sim.Clients[client].LinkNumber() - 1, l})
	}
	t.Inputs[client] = inputs[:kept:kept]
}

// ceilTick returns the first tick at or after a time.
func ceilTick(at time.Duration) int {
	return int((at + replica.TickDuration - 1) / replica.TickDuration)
}

// addInputs records that the next packet carries these inputs.
func (t *Tracer) addInputs(client int, m *wire.Inputs) {
	inputs := &t.Inputs[client]
	for i, move := range m.Frames {
		seq := m.First + uint32(i)
		for int(seq) > len(*inputs) {
			*inputs = append(*inputs, Input{Seq: uint32(len(*inputs) + 1)})
		}
		l := &(*inputs)[seq-1]
		if l.Sampled == 0 {
			l.Sampled, l.Keys = t.Sim.Ticks(), move.Keys
			if t.Sim.Clients[client].Switches().Prediction {
				l.Shown = l.Sampled
			}
		}
		l.Packets = append(l.Packets, len(t.Packets))
	}
}

// Input implements netsim.Observer.
func (t *Tracer) Input(o authority.InputEvent) {
	for i := range t.clients {
		if t.clients[i].id != o.ID {
			continue
		}
		l := t.Trace.Input(i, o.Seq)
		if l == nil {
			return
		}
		l.setOutcome(o.Outcome, t.Sim.Ticks())
		if l.Outcome == Rejected {
			t.clients[i].rejected = l.Seq
		}
		return
	}
}

// setOutcome records what the server did with the input.
func (in *Input) setOutcome(o authority.InputOutcome, tick int) {
	if o == authority.Consumed {
		in.Consumed = tick
		return
	}
	if in.Arrived == 0 {
		in.Arrived = tick
	}
	if in.Outcome == "" || in.Outcome == Overflow && o == authority.Accepted {
		in.Outcome = outcomes[o]
	}
}

// entryChunk is how many bytes are allocated for entries at a time.
const entryChunk = 1 << 14

// Entry implements netsim.Observer.
func (t *Tracer) Entry(e *game.Entry) {
	t.scratch = game.AppendEntry(t.scratch[:0], e)
	if len(t.scratch) > cap(t.encoded)-len(t.encoded) {
		t.encoded = make([]byte, 0, max(entryChunk, len(t.scratch)))
	}
	start := len(t.encoded)
	t.encoded = append(t.encoded, t.scratch...)
	end := len(t.encoded)
	record := Entry{Applied: t.Sim.Ticks(), Tick: e.Tick, Changes: len(e.Changes), Encoded: t.encoded[start:end:end]}
	for _, in := range e.Inputs {
		record.Keys = record.Keys || in.Keys != 0
	}
	for _, w := range e.Walks {
		record.Keys = record.Keys || w.Keys != 0
	}
	t.Entries = append(t.Entries, record)
}

// observe records what a client has learnt in this tick.
func (t *Tracer) observe(i int) {
	c, p := t.Sim.Clients[i], &t.clients[i]
	if p.id = c.ID(); p.id != 0 {
		t.players[p.id] = i
	}
	_, acked := c.InputSeqs()
	for ; p.acked < acked; p.acked++ {
		if l := t.Trace.Input(i, p.acked+1); l != nil {
			l.Acked = t.Sim.Ticks()
			l.Shown = cmp.Or(l.Shown, l.Acked)
		}
	}
	for _, k := range c.Corrections() {
		if k.At < p.lastCorrectedAt || k.At == p.lastCorrectedAt && k.Seq <= p.lastCorrected {
			continue
		}
		cause, input := t.cause(i, k)
		t.Corrections = append(t.Corrections, Correction{
			Client: i, Tick: t.Sim.Ticks(), Seq: k.Seq, Size: k.Size, Cause: cause, Input: input,
			Predicted: k.Predicted, Authoritative: k.Authoritative,
		})
		p.lastCorrectedAt, p.lastCorrected = k.At, k.Seq
	}
}

// cause returns the cause of a correction and the input that it started with.
func (t *Tracer) cause(client int, k replica.Correction) (Cause, uint32) {
	p := &t.clients[client]
	switch {
	case k.Kind == replica.Relocated:
		return LevelChanged, 0
	case k.Kind == replica.Resumed && p.rejected != 0:
		seq := p.rejected
		p.rejected = 0
		return InputRejected, seq
	case k.Kind == replica.Resumed:
		return Disconnected, 0
	case k.Kind == replica.Snapped:
		return Snapped, 0
	}
	return t.findInput(client, p.lastCorrected, k.Seq)
}

// findInput returns the input that made a prediction wrong: of those since the
// last correction, the newest one that moved the player in the prediction and
// was never consumed.
func (t *Tracer) findInput(client int, after, upTo uint32) (Cause, uint32) {
	for seq := upTo; seq > after; seq-- {
		l := t.Trace.Input(client, seq)
		if l == nil || l.Consumed != 0 || l.Keys == 0 {
			continue
		}
		switch l.Outcome {
		case "":
			if t.arrives(l) {
				return InputLate, seq
			}
			return InputLost, seq
		case Late:
			return InputLate, seq
		case Overflow:
			return QueueFull, seq
		}
	}
	if t.Sim.Clients[client].Cheats() {
		return ModifiedClient, 0
	}
	return Defect, 0
}

// arrives reports whether any packet that carries the input gets through, now
// or later.
func (t *Tracer) arrives(l *Input) bool {
	return slices.ContainsFunc(l.Packets, func(i int) bool { return t.Packets[i].Arrives != 0 })
}

// messageType returns the letter of a message's type.
func (t *Tracer) messageType(m wire.Message) string {
	b, err := t.typeCodec.Append(t.scratch[:0], m)
	if err != nil {
		panic("eventlog: cannot encode a message of the game: " + err.Error())
	}
	t.scratch = b
	return string(b[:1])
}
