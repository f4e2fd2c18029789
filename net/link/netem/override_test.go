package netem_test

import (
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
)

// An edit changes the packet that it is about, and no other.
func TestEdit(t *testing.T) {
	const ms = time.Millisecond
	bad := netem.Conditions{Latency: 20 * ms, Jitter: 50 * ms, Loss: 20, Duplicate: 20, Reorder: 20}
	fates := func(class link.Class, edits ...netem.Override) (fates []netem.PacketEvent) {
		a, _ := mem.Pair()
		l := netem.New(a, 9, netem.Config{Up: bad})
		l.OnPacket = func(e netem.PacketEvent, _ []byte) { fates = append(fates, e) }
		for _, e := range edits {
			l.Override(e)
		}
		for i := range 60 {
			l.Advance(time.Duration(i) * 16 * ms)
			l.Send(class, []byte{byte(i)})
		}
		return fates
	}
	plain := fates(link.Unreliable)
	for n, was := range plain {
		if was.Lost || was.Duplicated {
			continue
		}
		for _, e := range []netem.Override{{Drop: true}, {Delay: 40 * ms}, {Duplicate: true}} {
			e.Number = uint64(n)
			for i, is := range fates(link.Unreliable, e) {
				want := plain[i]
				if i == n {
					want.Lost, want.Duplicated = e.Drop, e.Duplicate
					if is.Lost != want.Lost || is.Duplicated != want.Duplicated || !e.Drop && is.ArrivesAt != want.ArrivesAt+e.Delay {
						t.Fatalf("%+v makes %+v of %+v", e, is, was)
					}
				} else if is != want {
					t.Fatalf("%+v: packet %d is %+v, was %+v", e, i, is, want)
				}
			}
		}
	}
	for n, was := range plain[:50] {
		e := netem.Override{Number: uint64(n), ArrivesAt: was.SentAt + 90*ms}
		if is := fates(link.Unreliable, e)[n]; !was.Lost && is.ArrivesAt != e.ArrivesAt {
			t.Fatalf("%+v makes it arrive at %v", e, is.ArrivesAt)
		}
		e.ArrivesAt = 1 // long before it is sent, from the second on
		if is := fates(link.Unreliable, e)[n]; !was.Lost && is.ArrivesAt != max(was.SentAt, 1) {
			t.Fatalf("%+v makes it arrive at %v, and it is sent at %v", e, is.ArrivesAt, was.SentAt)
		}
	}
	kept := fates(link.Reliable)
	if is := fates(link.Reliable, netem.Override{Number: 5, Drop: true})[5]; is.Lost || is.Retransmits != kept[5].Retransmits+1 || is.ArrivesAt < kept[5].ArrivesAt {
		t.Errorf("one that must arrive, lost once more: %+v, was %+v", is, kept[5])
	}
}
