package endpoint

import (
	"errors"
	"fmt"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/memlink"
	"clew/net/wire"
	"clew/net/wire/textwire"
)

// deaf is a link from which nothing can be read any more.
type deaf struct {
	link.Link
	err error
}

func (d deaf) Receive() ([]byte, error) { return nil, d.err }

// Whoever sends what cannot be read is told so before the end; whoever is gone
// is not.
func TestUnreadableIsTold(t *testing.T) {
	fault := wire.Faultf(wire.CodeLong, "no end in sight")
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("%w: %w", link.ErrGone, fault), "B|long: no end in sight|"},
		{fmt.Errorf("%w: 5000 bytes", link.ErrTooLong), "B|long: your message is longer than any may be|"},
		{errors.New("reset"), ""},
	} {
		server := NewServer(authority.New(authority.Config{Level: level(t)}))
		near, far := memlink.Pair()
		server.Attach(deaf{far, c.err}, textwire.NewPlain(), authority.Plain, "test")
		server.Tick(0)
		var last string
		for b, err := near.Receive(); b != nil && err == nil; b, err = near.Receive() {
			last = string(b)
		}
		if last != c.want || server.Seats() != 0 {
			t.Errorf("after %v: the last word is %q, want %q; %d seats", c.err, last, c.want, server.Seats())
		}
	}
}

func level(t *testing.T) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"#####", "#S.E#", "#####", "#####", "#####"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "test", Maze: m}
}
