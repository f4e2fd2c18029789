package wire

import "clew/engine/sim"

// PlayerStats describes a player's connection, as its own client reports it:
// the server does not check it, and nothing depends on it.
type PlayerStats struct {
	ID   sim.ID
	RTT  uint16 // see Ping; 0: unknown, as for plain text clients
	Loss uint8
	Idle uint16 // seconds without a key press, at most MaxIdle
}

// ConnectionStats reports on the players' connections. A player that was
// disconnected or has just joined is not in it.
//
//	text     h|N| and N times ID|RTT|LOSS|IDLE|
//	msgpack  ['h', step, rtt, loss, idle, step, ...]
//
// A step is added to the ID before, which is 0 at first.
type ConnectionStats struct {
	Players []PlayerStats // by ascending ID, at most sim.MaxPlayers
}

// Type implements Message.
func (*ConnectionStats) Type() byte { return TypeConnectionStats }

func (m *ConnectionStats) check() *ProtocolError {
	if err := checkRange("N", int64(len(m.Players)), 0, sim.MaxPlayers); err != nil {
		return err
	}
	var last sim.ID
	for _, v := range m.Players {
		if err := firstError(checkID(v.ID), checkRange("RTT", int64(v.RTT), 0, MaxRTT), checkLoss(v.Loss)); err != nil {
			return err
		}
		if v.ID <= last {
			return ProtocolErrorf(CodeMalformed, "ID %d follows %d, but IDs must ascend", v.ID, last)
		}
		last = v.ID
	}
	return nil
}
