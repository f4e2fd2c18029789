package peer

import "testing"

// That a newcomer is ready is passed on for one that watches here, and believed of
// members only.
func TestRelayedWatch(t *testing.T) {
	s := scene(1, 2, 2, 1, 0)
	p, member, stranger := s.procs[0], s.procs[1].Process(), Process{GUID{1}, 1}
	key := NewEd25519([32]byte{77}).Key()
	newcomer := Process{key.GUID(), 5}
	watch := &Watch{In: p.current.in(), Tick: 1, Ready: true, Vouch: true, Seat: Seat{Process: newcomer, Key: key}}
	ready := func() bool { w := p.contactOf(newcomer).watch; return w != nil && w.ready }
	passedOn := func(from Process, m *Watch) (count int) {
		p.Packets()
		p.Receive(from, &Relayed{From: newcomer, To: member, Message: m})
		for _, packet := range p.Packets() {
			if r, ok := packet.Message.(*Relayed); ok && packet.To == member && r.From == newcomer {
				count++
			}
		}
		return count
	}

	p.Receive(stranger, &Relayed{From: newcomer, To: p.id, Message: watch})
	if ready() || passedOn(newcomer, watch) != 0 {
		t.Error("a stranger's word counts")
	}
	p.Receive(member, &Relayed{From: newcomer, To: p.id, Message: watch})
	if !ready() {
		t.Error("a member's word does not count")
	}
	p.Receive(newcomer, watch)
	asks := *watch
	asks.Vouch = false
	if passedOn(newcomer, watch) != 1 || passedOn(stranger, watch) != 0 || passedOn(newcomer, &asks) != 0 {
		t.Error("not exactly its own word that it is ready is passed on")
	}
}
