package netem

import "time"

// Override changes what happens to one packet, whatever the conditions and the
// draws say. It affects no other packet.
type Override struct {
	Direction Direction
	Number    uint64        // of the packet in its direction, from 0
	Drop      bool          // where it must arrive: lost once more, and sent again
	Delay     time.Duration // it takes this much longer
	Duplicate bool          // a second copy arrives with the first; not where it must arrive once
	ArrivesAt time.Duration // where not 0, when it arrives on the clock of Advance; never before it is sent
}

// Override adds an override. It does not affect a packet in flight.
func (l *Link) Override(e Override) {
	p := &l.up
	if e.Direction == Down {
		p = &l.down
	}
	if p.overrides == nil {
		p.overrides = map[uint64]Override{}
	}
	p.overrides[e.Number] = e
}

// apply changes an outcome that was drawn under conditions c.
func (e Override) apply(f *outcome, c Conditions, reliable bool, now time.Duration) {
	if e.ArrivesAt != 0 {
		f.delay = max(e.ArrivesAt-now, 0)
	}
	f.delay += max(e.Delay, 0)
	f.duplicateDelay += max(e.Delay, 0)
	switch {
	case reliable && e.Drop:
		f.delay += retransmitTimeout(c) << f.retransmits
		f.retransmits++
	case e.Drop:
		*f = outcome{lost: true}
	case e.Duplicate && !reliable && !f.lost && !f.duplicated:
		f.duplicated, f.duplicateDelay = true, f.delay
	}
}
