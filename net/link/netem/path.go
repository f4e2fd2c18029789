package netem

import (
	"math"
	"time"

	"clew/net/link"
)

// The limits of what may be in flight in each direction.
const (
	MaxMessages = 4096
	MaxBytes    = 4 << 20
)

// Counts counts the messages of one direction. At any time Sent + Duplicated =
// Delivered + Lost + InFlight.
type Counts struct {
	Sent        uint64 // handed over by the sender
	Delivered   uint64 // handed out, second copies too
	Lost        uint64 // by the conditions, by too many under way, or by the end
	Duplicated  uint64 // second copies
	Reordered   uint64 // handed out after one that was sent later
	Retransmits uint64 // resends of those that must arrive
	InFlight    uint64 // under way now
}

// PacketEvent says what was decided about a packet when it was sent. It may
// still be dropped later, if too many packets are in flight.
type PacketEvent struct {
	Direction   Direction
	Number      uint64 // in its direction, from 0
	Class       link.Class
	Size        int           // in bytes
	SentAt      time.Duration // when, on the clock of Advance
	ArrivesAt   time.Duration // when; without meaning where Lost
	DuplicateAt time.Duration // when its second copy arrives, where Duplicated
	Retransmits int           // how many times it was lost and sent again
	Lost        bool          // by the conditions, or by a Cut
	Duplicated  bool
	Reordered   bool // held back behind later ones, by Reorder
}

// path is one direction of a link.
type path struct {
	inFlight
	seed         uint64
	dir          Direction
	next         uint64        // number of the next packet
	highest      uint64        // highest number handed out so far
	lastReliable time.Duration // when the last reliable packet arrives
	last         time.Duration // when the last packet of all arrives
	cut          time.Duration // the path is cut until then
	count        Counts
	overrides    map[uint64]Override // by number
}

func (p *path) full() bool {
	return len(p.waiting()) >= MaxMessages || p.bytes >= MaxBytes
}

// makeRoom drops old Unreliable messages while the path is full, and reports
// whether that was enough.
func (p *path) makeRoom() bool {
	for p.full() {
		if !p.dropOldest() {
			return false
		}
		p.count.Lost++
	}
	return true
}

// send puts a message on its way and returns what was decided about it.
func (p *path) send(c Conditions, stream bool, now time.Duration, class link.Class, msg []byte) PacketEvent {
	pk := packet{number: p.next, class: class, reliable: stream || class == link.Reliable}
	f := packetRand{p.seed, p.dir, pk.number}.decide(c, pk.reliable)
	if e, ok := p.overrides[pk.number]; ok {
		e.apply(&f, c, pk.reliable, now)
	}
	if now < p.cut {
		f.cut(p.cut-now, pk.reliable)
	}
	p.next++
	p.count.Sent++
	p.count.Retransmits += uint64(f.retransmits)
	pk.due = p.keepOrder(now+f.delay, stream, pk.reliable)
	if f.lost {
		p.count.Lost++
	} else {
		p.enqueue(pk, msg)
	}
	if f.duplicated {
		p.count.Duplicated++
		second := pk
		second.copy, second.due = 1, now+f.duplicateDelay
		p.enqueue(second, msg)
	}
	return PacketEvent{
		Direction: p.dir, Number: pk.number, Class: class, Size: len(msg), SentAt: now,
		ArrivesAt: pk.due, DuplicateAt: now + f.duplicateDelay, Retransmits: f.retransmits,
		Lost: f.lost, Duplicated: f.duplicated, Reordered: f.reordered,
	}
}

// keepOrder delays the arrival of a packet until it overtakes nothing that it
// must not.
func (p *path) keepOrder(due time.Duration, stream, reliable bool) time.Duration {
	if stream {
		due = max(due, p.last)
	}
	if reliable {
		due = max(due, p.lastReliable)
		p.lastReliable = due
	}
	return due
}

func (p *path) enqueue(pk packet, msg []byte) {
	p.last = max(p.last, pk.due)
	p.put(pk, msg)
}

// arrive removes the next packet that has arrived by now.
func (p *path) arrive(now time.Duration) (packet, bool) {
	pk, ok := p.pop(now)
	if !ok {
		return pk, false
	}
	p.count.Delivered++
	if pk.number >= p.highest {
		p.highest = pk.number
	} else if pk.copy == 0 {
		p.count.Reordered++
	}
	return pk, true
}

// popReliable removes the next reliable packet, however long it still has to
// go, and drops the unreliable ones before it.
func (p *path) popReliable() (packet, bool) {
	for {
		pk, ok := p.pop(math.MaxInt64)
		if !ok {
			return pk, false
		}
		if pk.reliable {
			p.count.Delivered++
			return pk, true
		}
		p.count.Lost++
	}
}

// dropAll drops everything in flight.
func (p *path) dropAll() {
	p.count.Lost += uint64(len(p.waiting()))
	p.inFlight = inFlight{}
}

func (p *path) counts() Counts {
	c := p.count
	c.InFlight = uint64(len(p.waiting()))
	return c
}
