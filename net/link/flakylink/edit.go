package flakylink

import "time"

// Edit changes the fate of one packet, whatever the conditions and the dice
// say. The fate of every other packet stays as it is.
type Edit struct {
	Direction Direction
	Number    uint64        // of the packet in its direction, from 0
	Lose      bool          // where it must arrive: lost once more, and sent again
	Delay     time.Duration // it takes so much longer
	Double    bool          // a second copy arrives with the first; not where it must arrive once
	Arrives   time.Duration // where not 0, when it arrives on the clock of Advance; never before it is sent
}

// Edit makes an edit. It is without effect on a packet that is under way.
func (l *Link) Edit(e Edit) {
	p := &l.up
	if e.Direction == Down {
		p = &l.down
	}
	if p.edits == nil {
		p.edits = map[uint64]Edit{}
	}
	p.edits[e.Number] = e
}

// apply changes a fate that was drawn under conditions c.
func (e Edit) apply(f *fate, c Conditions, kept bool, now time.Duration) {
	if e.Arrives != 0 {
		f.delay = max(e.Arrives-now, 0)
	}
	f.delay += max(e.Delay, 0)
	f.again += max(e.Delay, 0)
	switch {
	case kept && e.Lose:
		f.delay += resendWait(c) << f.resends
		f.resends++
	case e.Lose:
		*f = fate{lost: true}
	case e.Double && !kept && !f.lost && !f.doubled:
		f.doubled, f.again = true, f.delay
	}
}
