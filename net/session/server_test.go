package session

import (
	"fmt"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// crowd returns a server with n msgpack game clients, and the clients' links.
func crowd(t testing.TB, n int) (*Server, []link.Link) {
	t.Helper()
	m, err := maze.Generate(1, 41, 31, 50)
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(authority.New(authority.Config{
		Level: &maze.Level{Name: "crowd", Maze: m}, MaxPlayers: n, SnapshotInterval: 2, InputQueueTarget: 2, Name: "bench",
		NewToken: func(n uint64) string { return fmt.Sprint("token", n) },
	}))
	codec := msgpack.New()
	var ends []link.Link
	for range n {
		near, far := mem.Pair()
		s.Accept(far, func() wire.Codec { return msgpack.New() }, authority.Game, "bench")
		b, err := codec.Append(nil, &wire.Hello{Version: wire.Version})
		if err != nil {
			t.Fatal(err)
		}
		near.Send(link.Reliable, b)
		ends = append(ends, near)
	}
	s.Tick(0)
	return s, ends
}

// drain reads everything that has arrived.
func drain(t testing.TB, l link.Link) (n int) {
	for {
		b, err := l.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if b == nil {
			return n
		}
		n++
	}
}

// A tick that receives nothing but sends much allocates nothing.
func TestSendingAllocatesNothing(t *testing.T) {
	s, ends := crowd(t, 16)
	turn := func() {
		s.Tick(0)
		for _, l := range ends {
			drain(t, l)
		}
	}
	for range 200 {
		turn()
	}
	if n := testing.AllocsPerRun(100, turn); n != 0 {
		t.Errorf("%v allocations a tick", n)
	}
}

// BenchmarkTick64 measures a whole tick of a server with 64 walking players: decoding
// their inputs, the rules, and in every second tick a snapshot for each.
func BenchmarkTick64(b *testing.B) {
	s, ends := crowd(b, 64)
	codec := msgpack.New()
	in := &wire.Inputs{Frames: make([]wire.InputFrame, 8)} // as at a round trip of 130 ms
	var buf []byte
	b.ReportAllocs()
	for i := uint32(1); b.Loop(); i++ {
		b.StopTimer()
		for j, l := range ends {
			in.ID, in.First = sim.ID(j+1), i
			for k := range in.Frames {
				in.Frames[k].Keys = sim.Input(1 << ((i + uint32(k)) / 16 % 4))
			}
			buf, _ = codec.Append(buf[:0], in)
			l.Send(link.Unreliable, buf)
			drain(b, l)
		}
		b.StartTimer()
		s.Tick(time.Duration(i) * replica.TickDuration)
	}
}
