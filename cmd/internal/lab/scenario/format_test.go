package scenario

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/replica"
)

// maybe draws a value, or nil.
func maybe[T any](t *rapid.T, g *rapid.Generator[T], name string) *T {
	if rapid.Bool().Draw(t, name+"?") {
		return nil
	}
	v := g.Draw(t, name)
	return &v
}

var (
	times   = rapid.Map(rapid.Int64Range(0, int64(netem.MaxDelay)), func(n int64) time.Duration { return time.Duration(n) })
	share   = rapid.IntRange(0, 100)
	oddText = rapid.StringOf(rapid.RuneFrom([]rune(`abc "'\#=[]{}é迷`)))
)

func drawPatch(t *rapid.T) ConditionsPatch {
	return ConditionsPatch{
		maybe(t, times, "latency"), maybe(t, times, "jitter"),
		maybe(t, share, "loss"), maybe(t, share, "double"), maybe(t, share, "reorder"),
	}
}

func drawSwitches(t *rapid.T) SwitchesPatch {
	b := rapid.Bool()
	return SwitchesPatch{
		maybe(t, b, "prediction"), maybe(t, rapid.SampledFrom(replica.Reconciliations), "reconciliation"),
		maybe(t, b, "interpolation"), maybe(t, b, "smoothing"),
	}
}

func drawSpans(t *rapid.T) (spans []Span) {
	at := 1
	for range rapid.IntRange(0, 3).Draw(t, "spans") {
		s := Span{at + rapid.IntRange(0, 99).Draw(t, "gap"), rapid.IntRange(1, 99).Draw(t, "length")}
		spans, at = append(spans, s), s.end()
	}
	return spans
}

func drawInputSource(t *rapid.T) InputSource {
	p := InputSource{Kind: InputKind(rapid.IntRange(0, 2).Draw(t, "play"))}
	switch p.Kind {
	case Bot:
		p.Seed = rapid.Uint64().Draw(t, "bot")
	case Script:
		p.Repeat = rapid.Bool().Draw(t, "repeat")
		for range rapid.IntRange(1, 5).Draw(t, "runs") {
			p.Keys = append(p.Keys, KeyRun{rapid.IntRange(1, 999).Draw(t, "ticks"), sim.Input(rapid.IntRange(0, int(sim.AllKeys)).Draw(t, "keys"))})
		}
	}
	return p
}

var (
	redundancies = rapid.IntRange(1, 32)
	drifts       = rapid.SampledFrom([]int{-20, -2, 0, 0, 1, 20})
	delays       = rapid.Map(rapid.Int64Range(0, int64(MaxDelay)), func(n int64) time.Duration { return time.Duration(n) })
	inputSources = rapid.Custom(drawInputSource)
	rates        = rapid.IntRange(1, 60)
	targets      = rapid.IntRange(1, MaxTarget)
)

func drawSettings(t *rapid.T) Settings {
	return Settings{
		Input: drawInputSource(t), Redundancy: redundancies.Draw(t, "redundancy"), Drift: drifts.Draw(t, "drift"), InterpolationDelay: delays.Draw(t, "delay"),
		Netem: netem.Config{
			Up: drawPatch(t).Apply(netem.Conditions{}), Down: drawPatch(t).Apply(netem.Conditions{}),
			Stream: rapid.Bool().Draw(t, "stream"),
		},
		Switches: drawSwitches(t).Apply(replica.DefaultSwitches),
	}
}

func drawChange(t *rapid.T, at int) Change {
	return Change{
		At: at, Input: maybe(t, inputSources, "play"), Redundancy: maybe(t, redundancies, "redundancy"), InterpolationDelay: maybe(t, delays, "delay"),
		Drift: maybe(t, drifts, "drift"), Up: drawPatch(t), Down: drawPatch(t), Stream: maybe(t, rapid.Bool(), "stream"), Switches: drawSwitches(t),
	}
}

func drawClient(t *rapid.T) Client {
	c := Client{
		Name:     rapid.SampledFrom([]string{"", "Ann", `O"\'`, "迷路"}).Draw(t, "client"),
		Wire:     rapid.SampledFrom([]Wire{Msgpack, Text}).Draw(t, "wire"),
		Cheat:    rapid.SampledFrom(append(Cheats, NoCheat)).Draw(t, "cheat"),
		Settings: drawSettings(t), Stalls: drawSpans(t), Disconnects: drawSpans(t),
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "changes") {
		if ch := drawChange(t, 1+10*i); ch != (Change{At: ch.At}) {
			c.Changes = append(c.Changes, ch)
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "packets") {
		e := PacketOverride{Link: rapid.Uint64Range(1, 3).Draw(t, "link"), Override: netem.Override{
			Direction: netem.Direction(rapid.IntRange(0, 1).Draw(t, "way")), Number: uint64(i),
			Drop: rapid.Bool().Draw(t, "lose"), Duplicate: rapid.Bool().Draw(t, "double"),
			Delay: times.Draw(t, "late"), ArrivesAt: 1 + times.Draw(t, "arrives"),
		}}
		c.PacketOverrides = append(c.PacketOverrides, e)
	}
	return c
}

// One change over another is the one after the other.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, a, b := drawSettings(t), drawChange(t, 1), drawChange(t, 1)
		if got, want := a.Merge(b).Apply(s), b.Apply(a.Apply(s)); !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	})
}

// Whatever is done to a clone, the original stays as it was.
func TestClone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		before := s.Format()
		c := s.Clone()
		if !reflect.DeepEqual(c, s) {
			t.Fatal("the clone is another scenario")
		}
		for i := range c.Clients {
			n := &c.Clients[i]
			for _, list := range []any{n.Changes, n.PacketOverrides, n.Stalls, n.Disconnects, c.Changes, c.ServerStalls} {
				for k := range reflect.ValueOf(list).Len() {
					reflect.ValueOf(list).Index(k).SetZero()
				}
			}
			n.Name = "other"
		}
		if !bytes.Equal(s.Format(), before) {
			t.Fatal("a change of the clone changed the original")
		}
	})
}

func drawHeader(t *rapid.T) Header {
	h := Header{
		Name:        "x" + oddText.Filter(func(s string) bool { return len(s) < 40 }).Draw(t, "name"),
		Description: rapid.StringOf(rapid.RuneFrom([]rune("a\n \"'\\é"))).Draw(t, "note"),
		Seed:        rapid.Uint64Range(0, 1<<63-1).Draw(t, "seed"), Ticks: rapid.IntRange(1, MaxTicks).Draw(t, "ticks"),
	}
	h.Opening = rapid.IntRange(0, h.Ticks-1).Draw(t, "opening")
	if rapid.Bool().Draw(t, "inline") {
		h.Maze = "#######\n#S...E#\n#.###.#\n#.....#\n#######" + rapid.SampledFrom([]string{"", "\n", "\n\n"}).Draw(t, "end")
	} else {
		h.Level = "x" + oddText.Filter(func(s string) bool { return len(s) < 200 }).Draw(t, "level")
	}
	return h
}

func drawScenario(t *rapid.T) *Scenario {
	s := &Scenario{
		Header:       drawHeader(t),
		SnapshotRate: rapid.IntRange(1, 60).Draw(t, "rate"), QueueTarget: rapid.IntRange(1, MaxTarget).Draw(t, "target"),
		ServerStalls: drawSpans(t),
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "server changes") {
		ch := ServerChange{At: 5 + i, SnapshotRate: maybe(t, rates, "rate"), QueueTarget: maybe(t, targets, "target"),
			Level: maybe(t, rapid.SampledFrom([]string{"cloister", "spiral"}), "next")}
		if ch != (ServerChange{At: ch.At}) {
			s.Changes = append(s.Changes, ch)
		}
	}
	for range rapid.IntRange(1, MaxClients).Draw(t, "clients") {
		s.Clients = append(s.Clients, drawClient(t))
	}
	return s
}

// drawPeerScenario draws a valid scenario without a server.
func drawPeerScenario(t *rapid.T) *PeerScenario {
	s := &PeerScenario{
		Header: drawHeader(t), Window: rapid.IntRange(0, 20).Draw(t, "window"), Delay: rapid.IntRange(1, 8).Draw(t, "delay"),
		Agree:      rapid.SampledFrom([]Agreement{AgreeCut, AgreeMin, AgreeNone}).Draw(t, "agree"),
		Conditions: drawPatch(t).Apply(netem.Conditions{}),
	}
	names := []string{"Ann", `O"\'`, "迷路", "Cy"}[:rapid.IntRange(2, 4).Draw(t, "peers")]
	one := rapid.IntRange(0, len(names)-1)
	for i, name := range names {
		p := Peer{Name: name, Input: InputSource{Kind: Bot, Seed: uint64(i)}, Start: 1}
		if i > 0 {
			p.Knows = rapid.SampledFrom([][]string{nil, {"Ann"}, {"Ann", `O"\'`}}).Draw(t, "knows")
			p.Start = rapid.IntRange(1, 99).Draw(t, "start")
		}
		p.Crash, p.Quit = rapid.SampledFrom([]int{0, 100}).Draw(t, "crash"), rapid.SampledFrom([]int{0, 200}).Draw(t, "quit")
		s.Peers = append(s.Peers, p)
	}
	if rapid.Bool().Draw(t, "link") {
		s.Links = []PeerLink{{A: 1, B: 0, Up: drawPatch(t), Down: drawPatch(t)}}
	}
	if rapid.Bool().Draw(t, "cut") {
		s.Cuts = []Cut{{[][]int{{0}, {1}}, Span{7, 8}}}
	}
	if len(names) > 2 {
		s.Cuts = append(s.Cuts, Cut{[][]int{{1, 0}, {2}}, Span{9, 9}})
	}
	for range rapid.IntRange(0, 2).Draw(t, "faults") {
		d := Divergence{rapid.IntRange(1, 99).Draw(t, "at"), one.Draw(t, "peer"), rapid.SampledFrom(peer.DivergingFields).Draw(t, "field")}
		s.Diverges = append(s.Diverges, d)
	}
	return s
}

// What Format writes of a game without a server, ParseAny reads back; and whatever is
// done to a clone, the original stays as it was.
func TestPeersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPeerScenario(t)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		file := s.Format()
		_, got, err := ParseAny(file, "again.toml")
		if err != nil || !reflect.DeepEqual(got, s) {
			t.Fatalf("%v\n%s\ngot  %+v\nwant %+v", err, file, got, s)
		}
		c := s.Clone()
		if !reflect.DeepEqual(c, s) {
			t.Fatal("the clone is another scenario")
		}
		for i := range c.Cuts {
			c.Cuts[i].Sides[0][0] = 3
		}
		for _, list := range []any{c.Peers, c.Links, c.Cuts, c.Diverges} {
			for k := range reflect.ValueOf(list).Len() {
				reflect.ValueOf(list).Index(k).SetZero()
			}
		}
		if !bytes.Equal(s.Format(), file) {
			t.Fatal("a change of the clone changed the original")
		}
	})
}

// What Format writes, Parse reads back.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		got, err := Parse(s.Format(), "again.toml")
		if err != nil || !reflect.DeepEqual(got, s) {
			t.Fatalf("%v\n%s\ngot  %+v\nwant %+v", err, s.Format(), got, s)
		}
	})
}

// FuzzParse: no file does harm, every refusal has its place, and what is taken
// goes through Format and can be played.
func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	for _, name := range Examples() {
		src, err := Example(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := Parse(src, "f.toml")
		if err != nil {
			if fault, ok := err.(*Error); !ok || fault.Line < 1 || fault.Col < 1 || fault.Msg == "" {
				t.Fatalf("a fault without a place: %#v", err)
			}
			return
		}
		again, err := Parse(s.Format(), "again.toml")
		if err != nil || !reflect.DeepEqual(again, s) || !bytes.Equal(again.Format(), s.Format()) {
			t.Fatalf("%v\n%s", err, s.Format())
		}
		g, err := s.Game(resolve)
		if err != nil {
			return // a level that there is not
		}
		g.Run(min(s.Ticks, 30))
	})
}
