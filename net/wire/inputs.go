package wire

import (
	"math"

	"clew/engine/sim"
)

// InputFrame is one tick of one player's input.
type InputFrame struct {
	Keys sim.Input
	Tick sim.Tick // of the other players on screen at the time
}

// Inputs carries numbered inputs of one player. Frames[0] has number First, the
// next First+1, and so on: every message repeats those that the server has not
// acknowledged yet, so that losing one does no harm.
//
//	text     i|ID|FIRST|N| and N times KEYS|TICK|
//	msgpack  ['i', id, first, keys, tick, keys, step, keys, step, ...]
//
// A step is added to the tick before; it may be negative.
type Inputs struct {
	ID     sim.ID
	First  uint32       // from 1; the last number fits 32 bits as well
	Frames []InputFrame // 1 to MaxInputFrames
}

// Type implements Message.
func (*Inputs) Type() byte { return TypeInputs }

func (m *Inputs) check() *ProtocolError {
	if err := checkID(m.ID); err != nil {
		return err
	}
	n := int64(len(m.Frames))
	if err := checkRange("N", n, 1, MaxInputFrames); err != nil {
		return err
	}
	if err := checkRange("FIRST", int64(m.First), 1, math.MaxUint32-n+1); err != nil {
		return err
	}
	for i := range m.Frames {
		if k := m.Frames[i].Keys; k&^sim.AllKeys != 0 {
			return ProtocolErrorf(CodeNumber, "KEYS is %#x, which is not a set of directions", uint8(k))
		}
	}
	return nil
}
