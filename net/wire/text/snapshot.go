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

func (r *reader) snapshot() *wire.Snapshot {
	m := &wire.Snapshot{Tick: r.tick("TICK"), Ack: r.uint32("ACK"), Waiting: r.uint32("WAITING"), LevelNumber: r.uint32("LEVEL")}
	n := r.count(sim.MaxPlayers, "U|1|A|0|0|u|0|0|")
	if n == 0 {
		return m
	}
	m.Bodies = make([]wire.Body, n)
	for i := range m.Bodies {
		if m.Bodies[i] = r.body(); r.err != nil {
			break
		}
	}
	return m
}

func (r *reader) body() (b wire.Body) {
	if string(r.field("U")) != "U" {
		r.fail(wire.CodeMalformed, "a player in a snapshot starts with U")
	}
	b.ID = r.id()
	b.Avatar = r.avatar()
	b.X = r.coord("POSX")
	b.Y = r.coord("POSY")
	b.Facing = r.keys("FACING")
	b.Moving = r.flag("MOVING")
	b.ExitTick = r.tick("EXIT")
	return b
}
