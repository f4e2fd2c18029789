package replica

import (
	"fmt"
	"testing"

	"clew/net/wire"
)

// News that nobody fetches are kept up to a bound, the newest of them, and a copy
// of the replica has none.
func TestNewsAreBounded(t *testing.T) {
	r := begin(t, 2000, 2048)
	for i := range 3 * MaxEvents {
		if err := r.Receive(0, &wire.Chat{ID: 1, Text: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.Clone().Events()); n != 0 {
		t.Errorf("a copy has %d news", n)
	}
	news := r.Events()
	if len(news) > MaxEvents || len(news) < MaxEvents/2 {
		t.Errorf("%d news are kept, at most %d should be", len(news), MaxEvents)
	}
	if last := news[len(news)-1]; last.Text != fmt.Sprint(3*MaxEvents-1) {
		t.Errorf("the last is %q", last.Text)
	}
	if n := len(r.Events()); n != 0 {
		t.Errorf("%d are told twice", n)
	}
}
