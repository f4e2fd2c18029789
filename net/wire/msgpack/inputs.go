package msgpack

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

// A player looks at one tick after the other, so the step from one move's
// tick to the next is nearly always one byte.

func (w *writer) inputs(m *wire.Inputs) {
	w.header(wire.TypeInputs, 2+2*len(m.Frames))
	w.uint(uint64(m.ID))
	w.uint(uint64(m.First))
	var last int64
	for i := range m.Frames {
		tick := int64(m.Frames[i].Tick)
		w.uint(uint64(m.Frames[i].Keys))
		w.int(tick - last)
		last = tick
	}
}

func (r *reader) inputs(n int) *wire.Inputs {
	moves := (n - 2) / 2
	if n < 2 || n%2 != 0 {
		r.fail(wire.CodeMalformed, "an Inputs cannot have %d fields", n)
		return nil
	}
	m := r.in
	m.ID, m.First, m.Frames = r.id(), r.uint32("FIRST"), m.Frames[:0]
	var tick int64
	for i := range moves {
		r.dissection.startItem("move", i+1)
		keys := sim.Input(r.uint("KEYS", uint64(sim.AllKeys)))
		tick += r.delta("TICK", math.MaxUint32)
		if tick < 0 || tick > math.MaxUint32 {
			r.fail(wire.CodeNumber, "TICK is out of range")
		}
		if r.err != nil {
			break
		}
		r.dissection.resolveDelta(uint64(tick))
		m.Frames = append(m.Frames, wire.InputFrame{Keys: keys, Tick: sim.Tick(tick)})
	}
	return m
}
