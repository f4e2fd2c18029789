package session

import (
	"testing"
	"time"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// inGame returns a server with one client that plays, over a link that wrap wraps at
// the server.
func inGame(t *testing.T, wrap func(link.Link) link.Link) (s *Server, c *Client, tick func()) {
	t.Helper()
	codec := func() wire.Codec { return msgpack.New() }
	s = NewServer(authority.New(authority.Config{Level: closet(t), SnapshotInterval: 1, NewToken: func(uint64) string { return "token" }}))
	c = NewClient(ClientConfig{NewCodec: codec})
	var now time.Duration
	tick = func() {
		now += replica.TickDuration
		if c.ShouldDial(now) {
			near, far := mem.Pair()
			c.SetLink(now, near)
			s.Accept(wrap(far), codec, authority.Game, "test")
		}
		c.Tick(now, 0)
		s.Tick(now)
	}
	for range 60 {
		tick()
	}
	if c.Status().State != Playing {
		t.Fatalf("%+v", c.Status())
	}
	return s, c, tick
}

// A player that quits leaves the game even if the server's link fails to send before
// the Quit has been read.
func TestQuitIsReadFromAFailedLink(t *testing.T) {
	lag := netem.Conditions{Latency: 100 * time.Millisecond}
	for name, wrap := range map[string]func(link.Link) link.Link{
		"plain":           func(l link.Link) link.Link { return l },
		"lag down":        func(l link.Link) link.Link { return netem.New(l, 1, netem.Config{Down: lag}) },
		"lag up and down": func(l link.Link) link.Link { return netem.New(l, 1, netem.Config{Up: lag, Down: lag}) },
		"reads too late":  func(l link.Link) link.Link { return &lateReader{Link: l} },
	} {
		s, c, tick := inGame(t, wrap)
		c.Leave()
		for range 60 {
			tick()
		}
		if n := s.Game.PlayerCount(); n != 0 || s.ConnCount() != 0 {
			t.Errorf("%s: %d players and %d connections after the only one left", name, n, s.ConnCount())
		}
	}
}

// lateReader returns a message only at every second call.
type lateReader struct {
	link.Link
	asked bool
}

func (l *lateReader) Receive() ([]byte, error) {
	if l.asked = !l.asked; l.asked {
		return nil, nil
	}
	return l.Link.Receive()
}

// A client whose link fails to send before it has read the server's Bye still reads
// it.
func TestByeIsReadFromAFailedLink(t *testing.T) {
	s, c, tick := inGame(t, func(l link.Link) link.Link { return l })
	c.SetNetem(netem.Config{Down: netem.Conditions{Latency: 100 * time.Millisecond}})
	s.Game.Kick(c.ID(), wire.CodeKicked, "go away")
	for range 60 {
		tick()
	}
	if st := c.Status(); st.State != Ended || st.Code != wire.CodeKicked {
		t.Errorf("%+v", st)
	}
}
