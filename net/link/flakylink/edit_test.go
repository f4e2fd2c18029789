package flakylink_test

import (
	"testing"
	"time"

	"clew/net/link"
	"clew/net/link/flakylink"
	"clew/net/link/memlink"
)

// An edit changes the packet that it is about, and no other.
func TestEdit(t *testing.T) {
	const ms = time.Millisecond
	bad := flakylink.Conditions{Latency: 20 * ms, Jitter: 50 * ms, Loss: 20, Double: 20, Reorder: 20}
	fates := func(class link.Class, edits ...flakylink.Edit) (fates []flakylink.Event) {
		a, _ := memlink.Pair()
		l := flakylink.New(a, 9, flakylink.Config{Up: bad})
		l.Observe = func(e flakylink.Event, _ []byte) { fates = append(fates, e) }
		for _, e := range edits {
			l.Edit(e)
		}
		for i := range 60 {
			l.Advance(time.Duration(i) * 16 * ms)
			l.Send(class, []byte{byte(i)})
		}
		return fates
	}
	plain := fates(link.Newest)
	for n, was := range plain {
		if was.Lost || was.Doubled {
			continue
		}
		for _, e := range []flakylink.Edit{{Lose: true}, {Delay: 40 * ms}, {Double: true}} {
			e.Number = uint64(n)
			for i, is := range fates(link.Newest, e) {
				want := plain[i]
				if i == n {
					want.Lost, want.Doubled = e.Lose, e.Double
					if is.Lost != want.Lost || is.Doubled != want.Doubled || !e.Lose && is.Arrives != want.Arrives+e.Delay {
						t.Fatalf("%+v makes %+v of %+v", e, is, was)
					}
				} else if is != want {
					t.Fatalf("%+v: packet %d is %+v, was %+v", e, i, is, want)
				}
			}
		}
	}
	for n, was := range plain[:50] {
		e := flakylink.Edit{Number: uint64(n), Arrives: was.Sent + 90*ms}
		if is := fates(link.Newest, e)[n]; !was.Lost && is.Arrives != e.Arrives {
			t.Fatalf("%+v makes it arrive at %v", e, is.Arrives)
		}
		e.Arrives = 1 // long before it is sent, from the second on
		if is := fates(link.Newest, e)[n]; !was.Lost && is.Arrives != max(was.Sent, 1) {
			t.Fatalf("%+v makes it arrive at %v, and it is sent at %v", e, is.Arrives, was.Sent)
		}
	}
	kept := fates(link.Reliable)
	if is := fates(link.Reliable, flakylink.Edit{Number: 5, Lose: true})[5]; is.Lost || is.Resends != kept[5].Resends+1 || is.Arrives < kept[5].Arrives {
		t.Errorf("one that must arrive, lost once more: %+v, was %+v", is, kept[5])
	}
}
