package wire

import "clew/engine/sim"

// Record tells the best time in which anybody has reached an exit of this level on
// this server: after each Level, and when it is beaten.
//
//	text     z|NAME|TICKS|
//	msgpack  ['z', name, ticks]
type Record struct {
	Name  string   // of the player then; empty if there is no record yet
	Ticks sim.Tick // from entering the level to reaching an exit; 0: no record yet
}

// Type implements Message.
func (*Record) Type() byte { return TypeRecord }

func (m *Record) check() *ProtocolError {
	if m.Ticks == 0 && m.Name == "" {
		return nil
	}
	return firstError(checkRange("TICKS", int64(m.Ticks), 1, maxTick), checkName(m.Name))
}

const maxTick = 1<<32 - 1
