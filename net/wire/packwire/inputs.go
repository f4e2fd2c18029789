package packwire

import (
	"math"

	"clew/engine/sim"
	"clew/net/wire"
)

// A player looks at one tick after the other, so the step from one move's
// tick to the next is nearly always one byte.

func (w *writer) inputs(m *wire.Inputs) {
	w.head(wire.TypeInputs, 2+2*len(m.Moves))
	w.uint(uint64(m.ID))
	w.uint(uint64(m.First))
	var last int64
	for i := range m.Moves {
		tick := int64(m.Moves[i].Tick)
		w.uint(uint64(m.Moves[i].Keys))
		w.int(tick - last)
		last = tick
	}
}

func (r *reader) inputs(n int) *wire.Inputs {
	moves := (n - 2) / 2
	if n < 2 || n%2 != 0 {
		r.fail(wire.CodeForm, "%d fields make no inputs", n)
		return nil
	}
	m := r.in
	m.ID, m.First, m.Moves = r.id(), r.uint32("FIRST"), m.Moves[:0]
	var tick int64
	for i := range moves {
		r.tape.next("move", i+1)
		keys := sim.Input(r.uint("KEYS", uint64(sim.Keys)))
		tick += r.step("TICK", math.MaxUint32)
		if tick < 0 || tick > math.MaxUint32 {
			r.fail(wire.CodeNumber, "TICK is out of range")
		}
		if r.fault != nil {
			break
		}
		r.tape.sum(uint64(tick))
		m.Moves = append(m.Moves, wire.Move{Keys: keys, Tick: sim.Tick(tick)})
	}
	return m
}
