package replica

import "clew/net/wire"

// sendInputs sends the pending inputs from number first on, as many as the
// redundancy allows.
func (r *Replica) sendInputs(first uint32) {
	frames := r.predictor.AppendInputs(r.inputs.Frames[:0], first, r.cfg.InputRedundancy)
	r.inputs = wire.Inputs{ID: r.id, First: first, Frames: frames}
	r.send(&r.inputs)
}
