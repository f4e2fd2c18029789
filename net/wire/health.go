package wire

import "clew/engine/sim"

// Vitals is how a player is. How its connection is its own client says: the
// server does not check it, and nothing depends on it.
type Vitals struct {
	ID   sim.ID
	Trip uint16 // see Ping; 0: not told, as by plain text clients
	Loss uint8
	Idle uint16 // seconds for which it has pressed nothing, at most MaxIdle
}

// Health tells how the players are. Of who is not in it there is nothing to
// tell: it was cut off, or has just come.
//
//	text     h|N| and N times ID|TRIP|LOSS|IDLE|
//	msgpack  ['h', step, trip, loss, idle, step, ...]
//
// A step is what is added to the ID before, which at first is 0.
type Health struct {
	Players []Vitals // by ascending ID, at most sim.MaxPlayers
}

// Lossy is true.
func (*Health) Lossy() bool { return true }

func (m *Health) check() *Fault {
	if f := checkRange("N", int64(len(m.Players)), 0, sim.MaxPlayers); f != nil {
		return f
	}
	var last sim.ID
	for _, v := range m.Players {
		if f := first(checkID(v.ID), checkRange("TRIP", int64(v.Trip), 0, MaxTrip), checkLoss(v.Loss)); f != nil {
			return f
		}
		if v.ID <= last {
			return Faultf(CodeForm, "ID %d follows %d, but IDs must ascend", v.ID, last)
		}
		last = v.ID
	}
	return nil
}
