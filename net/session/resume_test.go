package session

import (
	"testing"
	"time"

	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// A server that stalls for so long that a client tries again later reads all of the
// client's tries, in any order: the client must not give up because one of its own
// tries replaced another. If it is replaced more often, that is another window.
func TestClientIsNotReplacedByItself(t *testing.T) {
	codec := func() wire.Codec { return msgpack.New() }
	s := NewServer(authority.New(authority.Config{
		Level: closet(t), MaxPlayers: 2, SnapshotInterval: 2, InputQueueTarget: 2,
		NewToken: func(uint64) string { return "token" },
	}))
	c := NewClient(ClientConfig{NewCodec: codec})
	now := time.Duration(0)
	var waiting []link.Link // ends that the server has not accepted
	tick := func() {
		now += replica.TickDuration
		if c.ShouldDial(now) {
			near, far := mem.Pair()
			waiting = append(waiting, far)
			c.SetLink(now, near)
		}
		c.Tick(now, 0)
	}
	accept := func() {
		for i := len(waiting) - 1; i >= 0; i-- { // the newest first, which is the worst order
			s.Accept(waiting[i], codec, authority.Game, "test")
		}
		waiting = nil
	}
	run := func(d time.Duration) {
		for end := now + d; now < end; {
			tick()
			accept()
			s.Tick(now)
		}
	}
	run(time.Second)
	id := c.ID()
	if c.Status().State != Playing || id == 0 {
		t.Fatalf("the client did not get in: %+v", c.Status())
	}
	for end := now + 40*time.Second; now < end; {
		tick()
	}
	if len(waiting) < 3 {
		t.Fatalf("%d links in 40 s of silence; this test is about more", len(waiting))
	}
	run(15 * time.Second)
	if st := c.Status(); st.State != Playing || c.ID() != id || s.ConnCount() != 1 {
		t.Errorf("after the server went on: %+v, player %d; want player %d in the game; %d seats", st, c.ID(), id, s.ConnCount())
	}

	for range MaxTries {
		near, far := mem.Pair()
		s.Accept(far, codec, authority.Game, "another window")
		b, err := msgpack.New().Append(nil, &wire.Hello{Version: wire.Version, Token: "token"})
		if err != nil {
			t.Fatal(err)
		}
		near.Send(link.Reliable, b)
		run(time.Second)
	}
	if st := c.Status(); st.State != Ended || st.Code != wire.CodeReplaced {
		t.Errorf("after another window took the place: %+v", st)
	}
}
