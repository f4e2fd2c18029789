package session

import (
	"net/netip"
	"slices"
	"time"

	"clew/net/peer"
	"clew/net/peerwire"
)

// The limits of dialing. Others tell where to dial, so this must be of no use
// against somebody that is not in the game.
const (
	maxBook      = 128 // addresses
	maxOpen      = 16  // links and dials
	dialInterval = time.Second
	yieldFor     = 1500 * time.Millisecond // to the dial of a peer with a smaller GUID
	hearsayTries = 8                       // of an address that others told of
)

// redialDelays are the times between tries of an address; the last one repeats.
var redialDelays = [...]time.Duration{time.Second, time.Second, 2 * time.Second, 3 * time.Second, 4 * time.Second}

// bookEntry is an address at which a peer may be dialed.
type bookEntry struct {
	addr    netip.AddrPort
	process peer.Process // who was there or is said to be; zero: unknown
	hearsay bool         // others told of it
	dialing bool
	linked  bool // there is a link to it, perhaps still without a handshake
	never   bool // it is this peer, or refuses for good
	tries   int  // in vain, in a row
	next    time.Duration
}

// addressBook holds the addresses at which peers may be dialed.
type addressBook struct {
	entries  []*bookEntry
	lastDial time.Duration
	dials    int
}

func (b *addressBook) entry(addr netip.AddrPort) *bookEntry {
	for _, e := range b.entries {
		if e.addr == addr {
			return e
		}
	}
	return nil
}

// add adds an address, and makes room for it where it can.
func (b *addressBook) add(e bookEntry) {
	addr := e.addr
	if !addr.IsValid() || addr.Port() == 0 || addr.Addr().IsUnspecified() || addr.Addr().IsMulticast() {
		return
	}
	if old := b.entry(addr); old != nil {
		if e.process != (peer.Process{}) && !old.linked {
			old.process = e.process
		}
		if !e.hearsay {
			old.hearsay = false
			old.next = min(old.next, e.next)
		}
		return
	}
	if len(b.entries) >= maxBook {
		i := slices.IndexFunc(b.entries, func(o *bookEntry) bool { return !o.linked && !o.dialing && (o.hearsay || o.never) })
		if i < 0 {
			return
		}
		b.entries = slices.Delete(b.entries, i, i+1)
	}
	b.entries = append(b.entries, &e)
}

// due returns the address to dial now, or nil.
func (b *addressBook) due(now time.Duration, open int, linked func(peer.Process) bool) *bookEntry {
	if b.dials > 0 && now-b.lastDial < dialInterval {
		return nil
	}
	for _, e := range b.entries {
		if e.dialing {
			open++
		}
	}
	if open >= maxOpen {
		return nil
	}
	var best *bookEntry
	for _, e := range b.entries {
		if e.dialing || e.linked || e.never || now < e.next || e.process != (peer.Process{}) && linked(e.process) {
			continue
		}
		if best == nil || e.next < best.next {
			best = e
		}
	}
	return best
}

func (b *addressBook) dialed(addr netip.AddrPort) {
	if e := b.entry(addr); e != nil {
		e.dialing, e.linked = false, true
	}
}

func (b *addressBook) failed(now time.Duration, addr netip.AddrPort) {
	e := b.entry(addr)
	if e == nil {
		return
	}
	e.dialing, e.linked = false, false
	e.next = now + redialDelays[min(e.tries, len(redialDelays)-1)]
	if e.tries++; e.hearsay && e.tries >= hearsayTries {
		b.entries = slices.DeleteFunc(b.entries, func(o *bookEntry) bool { return o == e })
	}
}

// met notes who is at an address.
func (b *addressBook) met(now time.Duration, l *meshLink) {
	if !l.reachable.IsValid() {
		return
	}
	b.add(bookEntry{addr: l.reachable, process: l.process, hearsay: true, next: now + yieldFor})
	if e := b.entry(l.reachable); e != nil {
		e.process, e.tries = l.process, 0
	}
}

// closed notes that a link has ended.
func (b *addressBook) closed(now time.Duration, l *meshLink) {
	for _, e := range b.entries {
		switch {
		case l.dialed && e.addr == l.from:
			e.linked = false
			if !l.ready {
				b.failed(now, e.addr)
				return
			}
			e.next = now + redialDelays[0]
		case l.ready && e.process == l.process:
			e.next = max(e.next, now+redialDelays[0])
		}
	}
}

// refused notes that the one at an address refuses this peer.
func (b *addressBook) refused(now time.Duration, l *meshLink, code string) {
	e := b.entry(l.from)
	if e == nil {
		return
	}
	switch code {
	case peerwire.CodeSelf:
		e.never = true
	case peerwire.CodeSecond:
		e.process = l.met.Process()
	}
}

// Learn tells the Mesh of addresses at which peers may be dialed: from discovery, an
// invitation, a tracker or a person.
func (m *Mesh) Learn(addrs ...netip.AddrPort) {
	for _, a := range addrs {
		m.book.add(bookEntry{addr: netip.AddrPortFrom(a.Addr().Unmap(), a.Port()), next: m.now})
	}
}

// Dials returns the addresses to dial now. Each must be answered by Dialed or
// DialFailed.
func (m *Mesh) Dials(now time.Duration) []netip.AddrPort {
	m.now = max(m.now, now)
	if m.closed || m.Gone() || m.endCode != "" {
		return nil
	}
	e := m.book.due(m.now, len(m.links), func(p peer.Process) bool { return p == m.Process() || m.linkTo(p) != nil })
	if e == nil {
		return nil
	}
	e.dialing = true
	m.book.lastDial = m.now
	m.book.dials++
	return []netip.AddrPort{e.addr}
}

// tellAddresses tells the peer at a new link where the others can be dialed, and the
// others where it can.
func (m *Mesh) tellAddresses(l *meshLink) {
	var all peerwire.Addresses
	for _, o := range m.links {
		if o == l || !o.ready || o.dead {
			continue
		}
		if o.reachable.IsValid() && len(all.List) < peerwire.MaxAddresses {
			all.List = append(all.List, peerwire.Address{Process: o.process, AddrPort: o.reachable})
		}
		if l.reachable.IsValid() {
			m.send(o, &peerwire.Addresses{List: []peerwire.Address{{Process: l.process, AddrPort: l.reachable}}})
		}
	}
	if len(all.List) > 0 {
		m.send(l, &all)
	}
}

// hearAddresses takes in where others can be dialed. To a peer with a smaller GUID
// it leaves the first try, so that most pairs dial once.
func (m *Mesh) hearAddresses(msg *peerwire.Addresses) {
	own := m.Process()
	for _, a := range msg.List {
		if a.Process.GUID == own.GUID || m.linkTo(a.Process) != nil {
			continue
		}
		next := m.now
		if string(a.Process.GUID[:]) < string(own.GUID[:]) {
			next += yieldFor
		}
		m.book.add(bookEntry{addr: a.AddrPort, process: a.Process, hearsay: true, next: next})
	}
}
