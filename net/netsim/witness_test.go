package netsim

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link/netem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// witness is an Observer that reads what clients are sent, and compares it with
// what was committed by then: nothing may be told before that.
type witness struct {
	sim      *Simulation
	follower *follower
	codec    wire.Codec
	ids      map[int]sim.ID // as of the clients' last Welcomes
	welcomed map[int]uint64 // the links on which they came
	consumed map[sim.ID]uint32
	messages int
	err      error // the first one
}

func newWitness(r *Simulation, f *follower) *witness {
	w := &witness{sim: r, follower: f, codec: msgpack.New(), ids: map[int]sim.ID{}, welcomed: map[int]uint64{}, consumed: map[sim.ID]uint32{}}
	r.Observe(w)
	return w
}

// Input implements Observer.
func (w *witness) Input(e authority.InputEvent) {
	if e.Outcome == authority.Consumed {
		w.consumed[e.ID] = e.Seq
	}
}

// Entry implements Observer. The follower sees them all.
func (w *witness) Entry(*game.Entry) {}

// Packet implements Observer.
func (w *witness) Packet(client int, e netem.PacketEvent, msg []byte) {
	m, err := w.codec.Decode(msg)
	if err == nil && e.Direction == netem.Up {
		w.sent(m)
	} else if err == nil {
		err = w.received(client, m)
	}
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("tick %d, client %d, %T: %w", w.sim.Ticks(), client, m, err)
	}
}

// sent notes the inputs that a client sends.
func (w *witness) sent(m wire.Message) {
	in, ok := m.(*wire.Inputs)
	if !ok {
		return
	}
	h := &w.follower.history
	for i, f := range in.Frames {
		if n := (inputNumber{in.ID, in.First + uint32(i)}); !slices.Contains(h.sent[n], f.Keys) {
			h.sent[n] = append(h.sent[n], f.Keys)
		}
	}
}

var errTooEarly = errors.New("it was not committed")

// received checks a message that has just come from the server.
func (w *witness) received(client int, m wire.Message) error {
	w.messages++
	h := &w.follower.history
	link := w.sim.Clients[client].LinkNumber()
	known := true
	switch m := m.(type) {
	case *wire.Welcome:
		w.ids[client], w.welcomed[client] = m.ID, link
		known = m.ID == 0 || h.tokens[hashOf(m.Token)] == m.ID && m.Seq == h.ack(m.ID, m.Tick)
		return check(known, m)
	case *wire.Bye, *wire.Error:
		if e, ok := m.(*wire.Error); !ok || e.Code != wire.CodeNote {
			return nil // which may come at any time
		}
	case *wire.Snapshot:
		known = h.has(m, w.ids[client])
	case *wire.Chat:
		known = slices.Contains(h.said[m.ID], m.Text)
	case *wire.PlayerInfo:
		known = slices.Contains(h.names[m.ID], m.Name) && slices.Contains(h.appearances[m.ID], game.Appearance(m.Appearance))
	case *wire.PlayerLeft:
		known = h.gone[m.ID]
	case *wire.ReachedExit:
		known = h.exits[m.ID]
	case *wire.Score:
		score := *m
		score.Ticks = 0
		known = h.scores[score]
	case *wire.Countdown:
		known = h.countdowns[m.Tick]
	case *wire.Level:
		known = m.Number <= h.levels
	}
	if w.welcomed[client] != link {
		return fmt.Errorf("%+v before the Welcome", m)
	}
	return check(known, m)
}

func check(known bool, m wire.Message) error {
	if !known {
		return fmt.Errorf("%w: %+v", errTooEarly, m)
	}
	return nil
}

// hashOf returns what a State has of a token.
func hashOf(token string) (h game.TokenHash) {
	sum := sha256.Sum256([]byte(token))
	copy(h[:], sum[:])
	return h
}

// ack returns what a player's State acknowledged at a tick.
func (h *history) ack(id sim.ID, at sim.Tick) uint32 { return h.ticks[at].acks[id] }

// has reports whether a snapshot for a player shows what was committed with its
// tick, and acknowledges exactly that.
func (h *history) has(m *wire.Snapshot, id sim.ID) bool {
	tick, ok := h.ticks[m.Tick]
	if !ok || tick.level != m.LevelNumber || m.Ack != tick.acks[id] {
		return false
	}
	for i := range m.Bodies {
		if !slices.Contains(tick.bodies, m.Bodies[i].Player) {
			return false
		}
	}
	return true
}
