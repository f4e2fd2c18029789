package wire

import "clew/engine/sim"

// PlayerStats is how a player is. How its connection is its own client says: the
// server does not check it, and nothing depends on it.
type PlayerStats struct {
	ID   sim.ID
	RTT  uint16 // see Ping; 0: not told, as by plain text clients
	Loss uint8
	Idle uint16 // seconds for which it has pressed nothing, at most MaxIdle
}

// ConnectionStats tells how the players are. Of who is not in it there is nothing to
// tell: it was cut off, or has just come.
//
//	text     h|N| and N times ID|RTT|LOSS|IDLE|
//	msgpack  ['h', step, rtt, loss, idle, step, ...]
//
// A step is what is added to the ID before, which at first is 0.
type ConnectionStats struct {
	Players []PlayerStats // by ascending ID, at most sim.MaxPlayers
}

// Type implements Message.
func (*ConnectionStats) Type() byte { return TypeConnectionStats }

func (m *ConnectionStats) check() *ProtocolError {
	if f := checkRange("N", int64(len(m.Players)), 0, sim.MaxPlayers); f != nil {
		return f
	}
	var last sim.ID
	for _, v := range m.Players {
		if f := firstError(checkID(v.ID), checkRange("RTT", int64(v.RTT), 0, MaxRTT), checkLoss(v.Loss)); f != nil {
			return f
		}
		if v.ID <= last {
			return ProtocolErrorf(CodeMalformed, "ID %d follows %d, but IDs must ascend", v.ID, last)
		}
		last = v.ID
	}
	return nil
}
