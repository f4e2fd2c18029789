package screen

import (
	"testing"
	"time"

	"clew/net/endpoint"
	"clew/net/wire"
)

func TestConnection(t *testing.T) {
	for _, tc := range []struct {
		s    endpoint.Status
		want string
	}{
		{endpoint.Status{Phase: endpoint.Dialing}, "Connecting to maze:8856 …"},
		{endpoint.Status{Phase: endpoint.Joining}, "Connecting to maze:8856 …"},
		{endpoint.Status{Phase: endpoint.Playing}, ""},
		{endpoint.Status{Phase: endpoint.Playing, Quiet: 2500 * time.Millisecond}, "No word from the server for 2 s …"},
		{endpoint.Status{Phase: endpoint.Playing, Quiet: 800 * time.Millisecond}, "No word from the server for 1 s …"},
		{endpoint.Status{Phase: endpoint.Lost, Try: 2}, "Connection lost – trying again (2 of 8) …"},
		{endpoint.Status{Phase: endpoint.Lost, Try: 3, Next: 1200 * time.Millisecond}, "Connection lost – trying again (3 of 8) in 2 s"},
	} {
		if got := connection(tc.s, "maze:8856"); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.s, got, tc.want)
		}
	}
}

func TestParting(t *testing.T) {
	for _, tc := range []struct {
		s    endpoint.Status
		want string
	}{
		{endpoint.Status{Code: wire.CodeQuit, Reason: "you left"}, ""},
		{endpoint.Status{Code: wire.CodeStop, Reason: "the server stops"}, "The server stops."},
		{endpoint.Status{Reason: "élan is gone"}, "Élan is gone."},
		{endpoint.Status{Reason: "Full."}, "Full."},
	} {
		if got := parting(tc.s); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.s, got, tc.want)
		}
	}
}

// Usually an Update is a tick; after a frame that took long, some are made up.
func TestPace(t *testing.T) {
	var p pace
	at := func(ticks float64) time.Duration { return time.Duration(ticks * float64(tick)) }
	for _, tc := range []struct {
		now  float64
		want int
	}{
		{100, 1}, {101, 1}, {102.5, 1}, {102.9, 1}, {103.1, 1}, // as Ebitengine calls it
		{107, 1},           // two late: nobody sees that
		{111, 6}, {112, 1}, // a long frame
		{400, 1}, {401, 1}, // the window was dragged
	} {
		if got := p.due(at(tc.now)); got != tc.want {
			t.Errorf("at tick %v: %d ticks, want %d", tc.now, got, tc.want)
		}
	}
}
