package wire

import "clew/engine/sim"

// Body is the state of a player in a Snapshot.
type Body struct {
	sim.Player
	Avatar rune
}

// Snapshot is the whole state of a tick. All clients get the same bodies.
//
//	text     S|TICK|ACK|WAITING|LEVEL|N| and N times U|ID|AVATAR|POSX|POSY|FACING|MOVING|EXIT|
//	msgpack  ['S', tick, ack, waiting, level, step, avatar, x, y, motion, exit, step, ...]
//
// A step is added to the ID before, which is 0 at first; motion is the
// facing, plus 16 when moving. A Snapshot may overtake the Level that it
// belongs to: it is useless before that is whole, and after the next one is.
type Snapshot struct {
	Tick        sim.Tick
	Ack         uint32 // the last input of this client that the server consumed
	Waiting     uint32 // inputs of this client that wait in the server's queue, after this tick
	LevelNumber uint32 // the Number of its Level
	Bodies      []Body // by ascending ID, at most sim.MaxPlayers
}

// Type implements Message.
func (*Snapshot) Type() byte { return TypeSnapshot }

func (m *Snapshot) check() *ProtocolError {
	if err := checkRange("N", int64(len(m.Bodies)), 0, sim.MaxPlayers); err != nil {
		return err
	}
	var last sim.ID
	for i := range m.Bodies {
		b := &m.Bodies[i]
		if err := b.check(); err != nil {
			return err
		}
		if b.ID <= last {
			return ProtocolErrorf(CodeMalformed, "ID %d follows %d, but IDs must ascend", b.ID, last)
		}
		last = b.ID
	}
	return nil
}

func (b *Body) check() *ProtocolError {
	return firstError(
		checkID(b.ID),
		checkAvatar(b.Avatar),
		checkRange("POSX", int64(b.X), 0, MaxCoord),
		checkRange("POSY", int64(b.Y), 0, MaxCoord),
		checkDirection(b.Facing),
	)
}
