package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// endlessLink is a link that always has another message.
type endlessLink struct {
	codec wire.Codec
	next  func(i int) wire.Message
	n     int
}

// Receive ends after far more messages than any client may read in the ticks of
// a test, so that one that reads them all fails, and does not hang.
func (s *endlessLink) Receive() ([]byte, error) {
	if s.n++; s.n > 200_000 {
		return nil, link.ErrDisconnected
	}
	return s.codec.Append(nil, s.next(s.n-1))
}
func (s *endlessLink) Send(link.Class, []byte) error { return nil }
func (s *endlessLink) Close() error                  { return nil }

// greeting returns what a server first sends to player 1, in a level of this size.
func greeting(t testing.TB, size int) []wire.Message {
	t.Helper()
	m, err := maze.Generate(1, size, size, 50)
	if err != nil {
		t.Fatal(err)
	}
	msgs := []wire.Message{
		&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: sim.TickRate, Interval: 2, Tick: 10},
		&wire.Level{W: size, H: size, Name: "hall", Number: 1},
	}
	for y := range size {
		msgs = append(msgs, &wire.Row{Y: y, Tiles: m.Row(y)})
	}
	return msgs
}

// standing returns a snapshot in which player 1 stands.
func standing(tick sim.Tick) *wire.Snapshot {
	return &wire.Snapshot{Tick: tick, LevelNumber: 1, Bodies: []wire.Body{
		{Player: sim.Player{ID: 1, X: 1536, Y: 1536, Facing: sim.Down}, Avatar: 'A'},
	}}
}

// Whatever a server sends, a client reads a bounded number of messages a tick, and
// keeps a bounded amount.
func TestEndlessServer(t *testing.T) {
	hello := append(greeting(t, 9), standing(10))
	for name, one := range map[string]func(i int) wire.Message{
		"chat": func(i int) wire.Message { return &wire.Chat{ID: 1, Text: strings.Repeat("a", 200)} },
		"names": func(i int) wire.Message {
			return &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: fmt.Sprint("name ", i%7)}
		},
		"errors": func(i int) wire.Message { return &wire.Error{Code: wire.CodeNote, Text: "hear this"} },
		"jumps": func(i int) wire.Message {
			s := standing(sim.Tick(11 + i))
			s.Bodies[0].X += int32(i % 2 * sim.CellUnits)
			return s
		},
		"leaving": func(i int) wire.Message { return &wire.PlayerLeft{ID: sim.ID(i + 2)} },
		"pongs":   func(i int) wire.Message { return &wire.Pong{Time: uint64(i)} },
	} {
		t.Run(name, func(t *testing.T) {
			s := &endlessLink{codec: msgpack.New(), next: func(i int) wire.Message {
				if i < len(hello) {
					return hello[i]
				}
				return one(i - len(hello))
			}}
			c := NewClient(ClientConfig{NewCodec: func() wire.Codec { return msgpack.New() }})
			c.ShouldDial(0)
			c.SetLink(0, s)
			var view replica.View
			for i := range 100 {
				now := time.Duration(i) * replica.TickDuration
				before, _ := c.Traffic()
				c.Tick(now, sim.Right)
				if after, _ := c.Traffic(); after.Messages-before.Messages > maxReadMessages {
					t.Fatalf("tick %d read %d messages, more than %d", i, after.Messages-before.Messages, maxReadMessages)
				}
				c.View(now, &view)
				if len(view.Corrections) > 100 {
					t.Fatalf("%d corrections are shown", len(view.Corrections))
				}
			}
			if c.Status().State != Playing {
				t.Errorf("%+v", c.Status())
			}
			if n := len(c.Events()); n > replica.MaxEvents {
				t.Errorf("%d news wait", n)
			}
		})
	}
}

// Long messages do not make a tick long either.
func TestLongMessages(t *testing.T) {
	rows := greeting(t, maze.MaxSize-1)[1:]
	hello := append(greeting(t, 9), standing(10))
	s := &endlessLink{codec: msgpack.New(), next: func(i int) wire.Message {
		if i < len(hello) {
			return hello[i]
		}
		i = (i - len(hello)) % len(rows)
		return rows[i]
	}}
	c := NewClient(ClientConfig{NewCodec: func() wire.Codec { return msgpack.New() }})
	c.ShouldDial(0)
	c.SetLink(0, s)
	for i := range 100 {
		before, _ := c.Traffic()
		c.Tick(time.Duration(i)*replica.TickDuration, 0)
		if after, _ := c.Traffic(); after.Bytes-before.Bytes > 2*maxReadBytes {
			t.Fatalf("tick %d read %d bytes", i, after.Bytes-before.Bytes)
		}
	}
	if st := c.Status(); !strings.Contains(st.Reason, "too many levels") {
		t.Errorf("levels without end are taken: %+v", st)
	}
}

// A server may introduce as many players as there can be, and no more.
func TestEndlessPlayers(t *testing.T) {
	hello := greeting(t, 9)
	s := &endlessLink{codec: msgpack.New(), next: func(i int) wire.Message {
		if i < len(hello) {
			return hello[i]
		}
		return &wire.PlayerInfo{ID: sim.ID(i - len(hello) + 1), Avatar: 'A', Name: "n"}
	}}
	c := NewClient(ClientConfig{NewCodec: func() wire.Codec { return msgpack.New() }})
	c.ShouldDial(0)
	c.SetLink(0, s)
	for i := 0; i < 1000 && c.Status().State != Ended; i++ {
		c.Tick(time.Duration(i)*replica.TickDuration, 0)
	}
	if st := c.Status(); st.State != Ended || !strings.Contains(st.Reason, "more than 2048 players") {
		t.Errorf("%+v", st)
	}
	if in, _ := c.Traffic(); int(in.Messages) > len(hello)+sim.MaxPlayers+1 {
		t.Errorf("it read %d messages", in.Messages)
	}
}

// The longest possible welcome, and a burst after a stall, are read within some
// ticks.
func TestHonestBursts(t *testing.T) {
	near, far := mem.Pair()
	codec := msgpack.New()
	say := func(msgs ...wire.Message) {
		for _, m := range msgs {
			b, err := codec.Append(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			if err := far.Send(link.Reliable, b); err != nil {
				t.Fatal(err)
			}
		}
	}
	c := NewClient(ClientConfig{NewCodec: func() wire.Codec { return msgpack.New() }})
	c.ShouldDial(0)
	c.SetLink(0, near)
	say(greeting(t, maze.MaxSize-1)...)
	all := standing(10)
	for id := sim.ID(1); id <= sim.MaxPlayers; id++ {
		say(&wire.PlayerInfo{ID: id, Avatar: '가', Name: strings.Repeat("n", 16)})
		if id > 1 {
			all.Bodies = append(all.Bodies, wire.Body{Player: sim.Player{ID: id, X: 1536, Y: 1536, Facing: sim.Down}, Avatar: 'B'})
		}
	}
	say(all)
	ticks := 0
	until := func(most int, what string, done func() bool) {
		t.Helper()
		for range most {
			ticks++
			c.Tick(time.Duration(ticks)*replica.TickDuration, 0)
			if done() {
				return
			}
		}
		t.Fatalf("%s is not read within %d ticks", what, most)
	}
	until(20, "the greeting", c.Ready)
	for i := range 4 * 30 { // four seconds' worth
		say(&wire.Snapshot{Tick: sim.Tick(12 + 2*i), LevelNumber: 1, Bodies: slices.Clone(all.Bodies)})
	}
	say(&wire.Chat{ID: 2, Text: "at last"})
	until(60, "a burst", func() bool {
		return slices.ContainsFunc(c.Events(), func(n replica.Event) bool { return n.Text == "at last" })
	})
}
