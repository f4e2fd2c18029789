package replica

import (
	"slices"

	"clew/net/wire"
)

// Clone returns a copy that shares nothing that either changes, as of between
// two ticks: it lacks messages and events that were not fetched.
func (r *Replica) Clone() *Replica {
	c := *r
	c.outbox, c.sent, c.events = nil, 0, nil
	c.requests.chats = slices.Clone(r.requests.chats)
	c.level.rows = slices.Clone(r.level.rows)
	c.roster, c.ranking = r.roster.clone(), r.ranking.clone()
	c.predictor = r.predictor.clone()
	c.interpolator = r.interpolator.clone()
	c.corrections.recent = slices.Clone(r.corrections.recent)
	c.inputs = wire.Inputs{}
	return &c
}
