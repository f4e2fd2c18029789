package text

import (
	"clew/engine/sim"
	"clew/net/wire"
)

func appendSnapshot(dst []byte, m *wire.Snapshot) []byte {
	dst = appendUint(append(dst, "S|"...), uint64(m.Tick))
	dst = appendUint(dst, uint64(m.Ack))
	dst = appendUint(dst, uint64(m.Waiting))
	dst = appendUint(dst, uint64(m.LevelNumber))
	dst = appendUint(dst, uint64(len(m.Bodies)))
	for i := range m.Bodies {
		dst = appendBody(dst, &m.Bodies[i])
	}
	return dst
}

func appendBody(dst []byte, b *wire.Body) []byte {
	dst = appendUint(append(dst, "U|"...), uint64(b.ID))
	dst = appendRune(dst, b.Avatar)
	dst = appendUint(dst, uint64(b.X))
	dst = appendUint(dst, uint64(b.Y))
	dst = append(dst, letter(b.Facing), '|')
	dst = appendFlag(dst, b.Moving)
	return appendUint(dst, uint64(b.ExitTick))
}

func (f *reader) snapshot() *wire.Snapshot {
	m := &wire.Snapshot{Tick: f.tick("TICK"), Ack: f.uint32("ACK"), Waiting: f.uint32("WAITING"), LevelNumber: f.uint32("LEVEL")}
	n := f.count(sim.MaxPlayers, "U|1|A|0|0|u|0|0|")
	if n == 0 {
		return m
	}
	m.Bodies = make([]wire.Body, n)
	for i := range m.Bodies {
		if m.Bodies[i] = f.body(); f.err != nil {
			break
		}
	}
	return m
}

func (f *reader) body() (b wire.Body) {
	if string(f.field("U")) != "U" {
		f.fail(wire.CodeMalformed, "a player in a snapshot starts with U")
	}
	b.ID = f.id()
	b.Avatar = f.avatar()
	b.X = f.coord("POSX")
	b.Y = f.coord("POSY")
	b.Facing = f.keys("FACING")
	b.Moving = f.flag("MOVING")
	b.ExitTick = f.tick("EXIT")
	return b
}
