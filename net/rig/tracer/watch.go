package tracer

import (
	"cmp"
	"slices"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/rig"
	"clew/net/wire"
	"clew/net/wire/textwire"
)

// Tracer watches a game on a rig and writes its story.
type Tracer struct {
	Trace
	Rig  *rig.Rig
	game Game

	codecs  []wire.Codec // to look into packets, one for each client
	letters *textwire.Numbered
	scratch []byte
	clients []progress
	view    replica.View
}

// progress is what has been told of a client.
type progress struct {
	id        sim.ID
	acked     uint32
	corrected uint32        // the input that the last correction was about
	seen      time.Duration // when that was
	refused   uint32        // the input that the server ended the connection for
}

// Game is what steps a rig: the rig itself, or a scenario's Game.
type Game interface{ Step() }

// Watch begins the story of a game in which nothing has happened yet. It must
// not be stepped but through the Tracer. The rig is the game's.
func Watch(game Game, r *rig.Rig) *Tracer {
	t := &Tracer{Rig: r, game: game, letters: textwire.NewNumbered(), clients: make([]progress, len(r.Clients))}
	t.Inputs = make([][]Input, len(r.Clients))
	for _, c := range r.Clients {
		t.codecs = append(t.codecs, c.Codec())
	}
	r.Watch(t)
	return t
}

// Step lets one tick of the game pass.
func (t *Tracer) Step() {
	t.game.Step()
	for i := range t.Rig.Clients {
		t.follow(i)
	}
	t.believe()
}

// Run lets n ticks pass.
func (t *Tracer) Run(n int) {
	for range n {
		t.Step()
	}
}

// Packet implements rig.Watcher.
func (t *Tracer) Packet(client int, e flakylink.Event, msg []byte) {
	p := Packet{
		Client: client, Link: t.Rig.Clients[client].Link(), Up: up(e), Number: e.Number, Size: e.Size, Resends: e.Resends, Held: e.Held,
		Sent: ticks(e.Sent),
	}
	if !e.Lost {
		p.Arrives = ticks(e.Arrives)
	}
	if e.Doubled {
		p.Again = ticks(e.Again)
	}
	m, err := t.codecs[client].Decode(msg)
	if err != nil {
		panic("tracer: a message of ours makes no sense: " + err.Error())
	}
	p.Kind = t.kind(m)
	switch m := m.(type) {
	case *wire.Hello:
		t.restart(client)
	case *wire.Inputs:
		p.First, p.Count = m.First, len(m.Moves)
		t.carried(client, m)
	case *wire.Snapshot:
		p.Tick, p.Ack = m.Tick, m.Ack
	}
	t.Packets = append(t.Packets, p)
}

// restart puts the inputs aside that were not acknowledged when a connection
// died: over the new one, others get their numbers.
func (t *Tracer) restart(client int) {
	lives := t.Inputs[client]
	kept := min(int(t.clients[client].acked), len(lives))
	for _, l := range lives[kept:] {
		t.Abandoned = append(t.Abandoned, Lost{client, t.Rig.Clients[client].Link() - 1, l})
	}
	t.Inputs[client] = lives[:kept:kept]
}

// ticks is the first tick at or after a moment.
func ticks(at time.Duration) int { return int((at + replica.TickTime - 1) / replica.TickTime) }

// carried writes into the inputs' lives that the next packet carries them.
func (t *Tracer) carried(client int, m *wire.Inputs) {
	lives := &t.Inputs[client]
	for i, move := range m.Moves {
		seq := m.First + uint32(i)
		for int(seq) > len(*lives) {
			*lives = append(*lives, Input{Seq: uint32(len(*lives) + 1)})
		}
		l := &(*lives)[seq-1]
		if l.Made == 0 {
			l.Made, l.Keys = t.Rig.Ticks(), move.Keys
			if t.Rig.Clients[client].Switches().Prediction {
				l.Shown = l.Made
			}
		}
		l.Packets = append(l.Packets, len(t.Packets))
	}
}

// Input implements rig.Watcher.
func (t *Tracer) Input(o authority.Observation) {
	for i := range t.clients {
		if t.clients[i].id != o.ID {
			continue
		}
		l := t.Trace.Input(i, o.Seq)
		if l == nil {
			return
		}
		l.happened(o.Outcome, t.Rig.Ticks())
		if l.Outcome == Refused {
			t.clients[i].refused = l.Seq
		}
		return
	}
}

// happened writes down what the server did with the input.
func (l *Input) happened(o authority.Outcome, tick int) {
	if o == authority.Consumed {
		l.Consumed = tick
		return
	}
	if l.Arrived == 0 {
		l.Arrived = tick
	}
	if l.Outcome == "" || l.Outcome == Overflow && o == authority.Accepted {
		l.Outcome = outcomes[o]
	}
}

// follow sees what a client has learnt in this tick.
func (t *Tracer) follow(i int) {
	c, p := t.Rig.Clients[i], &t.clients[i]
	p.id = c.ID()
	_, acked := c.Inputs()
	for ; p.acked < acked; p.acked++ {
		if l := t.Trace.Input(i, p.acked+1); l != nil {
			l.Acked = t.Rig.Ticks()
			l.Shown = cmp.Or(l.Shown, l.Acked)
		}
	}
	for _, k := range c.Corrections() {
		if k.At < p.seen || k.At == p.seen && k.Seq <= p.corrected {
			continue
		}
		cause, input := t.cause(i, k)
		t.Corrections = append(t.Corrections, Correction{
			Client: i, Tick: t.Rig.Ticks(), Seq: k.Seq, Size: k.Size, Cause: cause, Input: input,
			Predicted: k.Predicted, Truth: k.Truth,
		})
		p.seen, p.corrected = k.At, k.Seq
	}
}

// cause finds why there was a correction, and the input that it began with.
func (t *Tracer) cause(client int, k replica.Correction) (Cause, uint32) {
	p := &t.clients[client]
	switch {
	case k.Kind == replica.Relocated:
		return WorldChanged, 0
	case k.Kind == replica.Resumed && p.refused != 0:
		seq := p.refused
		p.refused = 0
		return InputRefused, seq
	case k.Kind == replica.Resumed:
		return LinkDied, 0
	}
	return t.why(client, p.corrected, k.Seq)
}

// why finds the input that made a prediction wrong: the newest that walked in
// the prediction and was never consumed, of those after the last correction.
func (t *Tracer) why(client int, after, upTo uint32) (Cause, uint32) {
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
	if t.Rig.Clients[client].Cheats() {
		return OtherRules, 0
	}
	return Defect, 0
}

// arrives reports whether a packet that carried the input gets through, if
// only later than now.
func (t *Tracer) arrives(l *Input) bool {
	return slices.ContainsFunc(l.Packets, func(i int) bool { return t.Packets[i].Arrives != 0 })
}

// kind is the letter of a message's type.
func (t *Tracer) kind(m wire.Message) string {
	b, err := t.letters.Append(t.scratch[:0], m)
	if err != nil {
		panic("tracer: a message of ours has no text form: " + err.Error())
	}
	t.scratch = b
	return string(b[:1])
}
