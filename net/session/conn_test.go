package session

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/wire"
	"clew/net/wire/text"
)

// failingReader is a link that cannot be read.
type failingReader struct {
	link.Link
	err error
}

func (d failingReader) Receive() ([]byte, error) { return nil, d.err }

// A client that sends what cannot be read is told so; one that has disconnected is
// not.
func TestUnreadableIsTold(t *testing.T) {
	fault := wire.ProtocolErrorf(wire.CodeTooLong, "no end in sight")
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("%w: %w", link.ErrDisconnected, fault), "B|long: no end in sight|"},
		{fmt.Errorf("%w: 5000 bytes", link.ErrTooLong), "B|long: your message is too long|"},
		{errors.New("reset"), "U|1|A|1|1|"},
	} {
		server := NewServer(authority.New(authority.Config{Level: closet(t)}))
		near, far := mem.Pair()
		server.Accept(failingReader{far, c.err}, func() wire.Codec { return text.NewPlain() }, authority.Plain, "test")
		server.Tick(0)
		server.Tick(0)
		var last string
		for b, err := near.Receive(); b != nil && err == nil; b, err = near.Receive() {
			last = string(b)
		}
		if last != c.want || server.ConnCount() != 0 {
			t.Errorf("after %v: the last word is %q, want %q; %d seats", c.err, last, c.want, server.ConnCount())
		}
	}
}

// The Welcome is the first message that a client gets, whatever it sends before.
func TestWelcomeComesFirst(t *testing.T) {
	for _, c := range []struct {
		mode  authority.Mode
		codec func() wire.Codec
		says  []string
	}{
		{authority.Plain, func() wire.Codec { return text.NewPlain() }, []string{"x|", "r|9|", "c|1|hello|"}},
		{authority.Game, func() wire.Codec { return text.NewNumbered() }, []string{"H|5|Ann|||0|0|0|", "x|", "c|9|hello|"}},
	} {
		server := NewServer(authority.New(authority.Config{Level: closet(t), NewToken: func(uint64) string { return "token" }}))
		near, far := mem.Pair()
		for _, s := range c.says {
			near.Send(link.Reliable, []byte(s))
		}
		server.Accept(far, c.codec, c.mode, "test")
		var heard []string
		for range 3 {
			server.Tick(0)
			for b, _ := near.Receive(); b != nil; b, _ = near.Receive() {
				heard = append(heard, string(b[:1]))
			}
		}
		if all := strings.Join(heard, ""); !strings.HasPrefix(all, "IM") || !strings.Contains(all, "E") {
			t.Errorf("after %q the client is sent messages %s", c.says, all)
		}
	}
}

func closet(t *testing.T) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"#####", "#S.E#", "#####", "#####", "#####"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "test", Maze: m}
}
