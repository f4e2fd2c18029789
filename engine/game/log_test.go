package game

import (
	"reflect"
	"testing"

	"clew/engine/sim"
)

// Immediate commits each entry at once, in the order in which they were proposed,
// and keeps copies.
func TestImmediate(t *testing.T) {
	var l Log = new(Immediate)
	if got := l.Committed(); len(got) != 0 {
		t.Errorf("%v in an empty log", got)
	}
	proposed := fullEntry(t)
	for n := range 3 {
		for i := range n {
			proposed.Tick = sim.Tick(10*n + i)
			l.Propose(proposed)
		}
		proposed.Changes[0].Name, proposed.Inputs[0].Keys = "somebody else", 0
		got := l.Committed()
		if len(got) != n {
			t.Fatalf("%d entries, want %d", len(got), n)
		}
		proposed = fullEntry(t)
		for i, e := range got {
			if proposed.Tick = sim.Tick(10*n + i); !reflect.DeepEqual(e, proposed) {
				t.Errorf("%+v, want %+v", e, proposed)
			}
		}
		if again := l.Committed(); len(again) != 0 {
			t.Errorf("%v was committed twice", again)
		}
	}
	// A short entry has nothing of the long one whose place it takes.
	l.Propose(&Entry{Tick: 5})
	if got := l.Committed(); len(got) != 1 || !reflect.DeepEqual(normal(got[0]), &Entry{Tick: 5}) {
		t.Errorf("%+v", got)
	}
}

func TestImmediateAllocatesNothing(t *testing.T) {
	var l Immediate
	e := fullEntry(t)
	entries := 0
	if n := testing.AllocsPerRun(100, func() {
		l.Propose(e)
		l.Propose(e)
		entries += len(l.Committed())
	}); n != 0 {
		t.Errorf("Propose and Committed allocate %v times", n)
	}
	if entries == 0 {
		t.Error("nothing was committed")
	}
}
