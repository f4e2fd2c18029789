package authority

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/engine/timeline"
	"clew/net/wire"
)

func TestGreeting(t *testing.T) {
	a := newGame(t, 8)
	c := a.Open(Game, "test")
	a.Tick()
	if msgs := fetch(c); len(msgs) != 0 {
		t.Fatalf("before its Hello a client gets %v", msgs)
	}
	c.Receive(&wire.Hello{Version: wire.Version, Name: "Ana"})
	a.Tick()
	msgs := fetch(c)
	if _, first := msgs[0].(*wire.Welcome); !first {
		t.Errorf("the first message is %T", msgs[0])
	}
	w, l, rows := only[*wire.Welcome](t, msgs), only[*wire.Level](t, msgs), all[*wire.Row](msgs)
	if w.ID != 1 || w.Avatar != 'A' || w.TickRate != 60 || w.Interval != 2 || w.Token == "" || w.Server != "test" {
		t.Errorf("%+v", w)
	}
	if l.W != 10 || l.H != 5 || len(rows) != 5 || rows[1].Tiles != "#S.......#" {
		t.Errorf("%+v, %d rows", l, len(rows))
	}
	if who := only[*wire.Who](t, msgs); who.Name != "Ana" || who.ID != 1 {
		t.Errorf("%+v", who)
	}
}

func TestSnapshots(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	ticks := []sim.Tick{}
	for i := range 10 {
		press(c, uint32(i+1), 1, sim.Right)
		a.Tick()
		for _, s := range all[*wire.Snapshot](fetch(c)) {
			ticks = append(ticks, s.Tick)
			if s.Ack != uint32(i+1) || len(s.Bodies) != 1 || s.Bodies[0].ID != w.ID {
				t.Errorf("input %d: %+v", i+1, s)
			}
		}
	}
	if !slices.Equal(ticks, []sim.Tick{2, 4, 6, 8, 10}) {
		t.Errorf("snapshots of ticks %v", ticks)
	}
}

// Whatever a client sends, it never walks faster than the rules allow.
func TestSpeedCheatGainsNothing(t *testing.T) {
	const window = 600
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	for range 100 {
		a.Tick() // saves up as much as can be saved up
	}
	var acks []uint32
	sent := uint32(0)
	for range 2000 {
		for q := &c.player.queue; q.Len() < timeline.QueueSize; {
			sent++
			press(c, sent, 1, sim.Right)
		}
		a.Tick()
		acks = append(acks, c.player.ack)
	}
	for i := window; i < len(acks); i++ {
		if n := acks[i] - acks[i-window]; n > window+sim.TickRate/2 {
			t.Fatalf("%d inputs consumed in %d ticks", n, window)
		}
	}
	if acks[len(acks)-1] < 1999 {
		t.Errorf("only %d inputs consumed in 2000 ticks", acks[len(acks)-1])
	}
}

func TestOldAndRepeatedInputsAreIgnored(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	x := a.World().Player(w.ID).X
	for i := range 5 {
		press(c, 1, i+1, sim.Right)
		press(c, 1, i+1, sim.Right)
		a.Tick()
	}
	if got := a.World().Player(w.ID).X - x; got != 5*sim.WalkSpeed {
		t.Errorf("walked %d units with 5 inputs", got)
	}
}

func TestTooFarAheadCostsTheConnection(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	press(c, timeline.MaxAhead+1, 1, 0)
	if b := only[*wire.Bye](t, fetch(c)); !c.Ended() || b.Code != wire.CodeAhead {
		t.Errorf("%+v", b)
	}
}

func TestActingForAnotherIsRefused(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	other, w := enter(t, a, "")
	before := *a.World().Player(w.ID)
	for _, m := range []wire.Message{
		&wire.Inputs{ID: w.ID, First: 1, Moves: []wire.Move{{Keys: sim.Right}}},
		&wire.Say{ID: w.ID, Text: "hi"},
		&wire.Rename{ID: w.ID, Name: "x"},
		&wire.Quit{ID: w.ID},
	} {
		fetch(c)
		c.Receive(m)
		if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeID || !strings.Contains(e.Text, "you are player 1") {
			t.Errorf("%T: %+v", m, e)
		}
	}
	a.Tick()
	if *a.World().Player(w.ID) != before || other.Ended() {
		t.Error("the other player felt it")
	}
}

func TestBadMessages(t *testing.T) {
	a := newGame(t, 8)
	c := a.Open(Game, "test")
	c.Receive(&wire.Ping{})
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeOrder {
		t.Errorf("before Hello: %+v", e)
	}
	c, _ = enter(t, a, "")
	for _, m := range []wire.Message{&wire.Walk{ID: c.ID(), Dir: sim.Up}, &wire.Snapshot{}, &wire.Hello{Version: 1}} {
		c.Receive(m)
	}
	if n := len(all[*wire.Error](fetch(c))); n != 3 || c.Ended() {
		t.Errorf("%d errors for 3 bad messages", n)
	}
	for range maxStrikes {
		c.Fault(wire.Faultf(wire.CodeForm, "nonsense"))
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFlood || !c.Ended() {
		t.Errorf("%+v", b)
	}
}

// Bad messages are forgotten with time, and not for good ones between them: who
// sends one of each in every tick is cut off, who errs once a second is not.
func TestBadMessagesBetweenGoodOnes(t *testing.T) {
	for _, c := range []struct {
		every, ticks int
		ended        bool
	}{{1, maxStrikes, true}, {forgive / 2, 2 * maxStrikes * forgive / 2, true}, {forgive, 10 * maxStrikes * forgive, false}} {
		a := newGame(t, 8)
		client, _ := enter(t, a, "")
		for n := range c.ticks + 1 {
			if n%c.every == 0 {
				client.Receive(&wire.Inputs{ID: client.ID() + 1, First: 1, Moves: []wire.Move{{}}})
			}
			client.Receive(&wire.Ping{})
			a.Tick()
			fetch(client)
		}
		if client.Ended() != c.ended {
			t.Errorf("one bad message in %d ticks, for %d: cut off: %v", c.every, c.ticks, client.Ended())
		}
	}
}

func TestVersion(t *testing.T) {
	a := newGame(t, 8)
	c := a.Open(Game, "test")
	c.Receive(&wire.Hello{Version: 77})
	msgs := fetch(c)
	e, b := only[*wire.Error](t, msgs), only[*wire.Bye](t, msgs)
	if e.Code != wire.CodeVersion || b.Code != wire.CodeVersion || !strings.Contains(e.Text, "77") ||
		!strings.Contains(e.Text, fmt.Sprint(wire.Version)) || !c.Ended() {
		t.Errorf("%+v, %+v", e, b)
	}
}

func TestFull(t *testing.T) {
	a := newGame(t, 2)
	first, _ := enter(t, a, "")
	enter(t, a, "")
	c := a.Open(Game, "test")
	c.Receive(&wire.Hello{Version: wire.Version})
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFull {
		t.Errorf("%+v", b)
	}
	// Whoever is away for a while makes room, and not before: it may be on its way back.
	first.Gone("cable")
	for range MakeWayTicks {
		early := a.Open(Game, "test")
		early.Receive(&wire.Hello{Version: wire.Version})
		if b := only[*wire.Bye](t, fetch(early)); b.Code != wire.CodeFull {
			t.Fatalf("%+v", b)
		}
		a.Tick()
	}
	if c, w := enter(t, a, ""); c.Ended() || w.ID != 3 || w.Avatar != 'A' || a.Players() != 2 {
		t.Errorf("%+v, %d players", w, a.Players())
	}
}

func TestResume(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	for i := range 20 {
		press(c, uint32(i+1), 1, sim.Right)
		a.Tick()
	}
	c.Gone("cable")
	for range ResumeTicks - 10 {
		a.Tick()
	}
	before := *a.World().Player(w.ID)
	back := a.Open(Game, "test")
	back.Receive(&wire.Hello{Version: wire.Version, Token: w.Token})
	w2 := only[*wire.Welcome](t, fetch(back))
	if w2.ID != w.ID || !w2.Resumed || w2.Seq != 20 || *a.World().Player(w.ID) != before {
		t.Errorf("%+v", w2)
	}
	press(back, 21, 1, sim.Right)
	a.Tick()
	if a.World().Player(w.ID).X != before.X+sim.WalkSpeed {
		t.Error("the player does not walk on")
	}
	// A second connection with the token takes over from a live one.
	third := a.Open(Game, "test")
	third.Receive(&wire.Hello{Version: wire.Version, Token: w2.Token})
	if b := only[*wire.Bye](t, fetch(back)); b.Code != wire.CodeReplace || third.ID() != w.ID {
		t.Errorf("%+v", b)
	}
}

func TestAwayForTooLong(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	c.Gone("cable")
	for range ResumeTicks + 2 {
		a.Tick()
	}
	if a.Players() != 0 || len(a.World().Players()) != 0 {
		t.Fatal("the player is still there")
	}
	back := a.Open(Game, "test")
	back.Receive(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	msgs := fetch(back)
	if w2 := only[*wire.Welcome](t, msgs); w2.Resumed || w2.ID == w.ID || only[*wire.Error](t, msgs).Code != wire.CodeToken {
		t.Errorf("%+v", w2)
	}
	if _, ok := msgs[0].(*wire.Welcome); !ok {
		t.Errorf("first comes %+v, which a client that may be late takes for another's", msgs[0])
	}
}

func TestSilence(t *testing.T) {
	a := newGame(t, 8)
	mute := a.Open(Game, "mute")
	c, _ := enter(t, a, "")
	plain := a.Open(Plain, "plain")
	for range JoinTicks + 1 {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(mute)); b.Code != wire.CodeTimeout {
		t.Errorf("without a Hello: %+v", b)
	}
	for range SilentTicks {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeTimeout {
		t.Errorf("silent: %+v", b)
	}
	if plain.Ended() {
		t.Fatal("a plain client was ended after 20 s")
	}
	for range PlainTicks {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(plain)); b.Code != wire.CodeTimeout {
		t.Errorf("plain, silent: %+v", b)
	}
}

func TestChat(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	plain := a.Open(Plain, "plain")
	a.Tick()
	fetch(c)
	c.Receive(&wire.Say{ID: w.ID, Text: "this way"})
	for _, o := range []*Client{other, plain, c} { // its author too, who knows by it that it was said
		if m := only[*wire.Chat](t, fetch(o)); m.ID != w.ID || m.Text != "this way" {
			t.Errorf("%+v", m)
		}
	}
	plain.Receive(&wire.Say{ID: plain.ID(), Text: "that way"})
	if len(all[*wire.Chat](fetch(plain))) != 0 {
		t.Error("a plain author got it too")
	}
	for _, o := range []*Client{other, c} {
		only[*wire.Chat](t, fetch(o))
	}
	for range 20 {
		c.Receive(&wire.Say{ID: w.ID, Text: "spam"})
	}
	if n := len(all[*wire.Chat](fetch(other))); n >= chatBurst {
		t.Errorf("%d of 20 chats went through", n)
	}
	if n := len(all[*wire.Error](fetch(c))); n < 20-chatBurst || c.Ended() {
		t.Errorf("%d errors, ended: %v", n, c.Ended())
	}
}

// The plain text mode, as in SEED-PROTOCOL's example.
func TestPlain(t *testing.T) {
	a := newGame(t, 8)
	enter(t, a, "")
	p := a.Open(Plain, "nc")
	a.Tick()
	msgs := fetch(p)
	if w := only[*wire.Welcome](t, msgs); w.ID != 2 || w.Avatar != 'B' || msgs[0] != wire.Message(w) {
		t.Errorf("%+v", w)
	}
	if cells := all[*wire.Cell](msgs); len(cells) != 2 || *cells[1] != (wire.Cell{ID: 2, Avatar: 'B', X: 1, Y: 1}) {
		t.Errorf("cells: %v", cells)
	}
	p.Receive(&wire.Walk{ID: 2, Dir: sim.Right})
	p.Receive(&wire.Walk{ID: 2, Dir: sim.Right})
	p.Receive(&wire.Walk{ID: 2, Dir: sim.Up})
	var told []wire.Cell
	for range 40 {
		a.Tick()
		for _, c := range all[*wire.Cell](fetch(p)) {
			told = append(told, *c)
		}
	}
	want := []wire.Cell{{ID: 2, Avatar: 'B', X: 2, Y: 1}, {ID: 2, Avatar: 'B', X: 3, Y: 1}, {ID: 2, Avatar: 'B', X: 3, Y: 1}}
	if !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	if s := a.World().Player(2); s.Moving || s.X < 3*sim.CellUnits+sim.CellUnits/2 || s.X > 3*sim.CellUnits+sim.CellUnits/2+sim.WalkSpeed {
		t.Errorf("at the end: %+v", s)
	}
	for range 100 {
		p.Receive(&wire.Walk{ID: 2, Dir: sim.Up})
	}
	errs := all[*wire.Error](fetch(p))
	if len(errs) != refusalsTold || errs[0].Code != wire.CodeBusy || p.Ended() {
		t.Errorf("%d errors for 100 moves at once", len(errs))
	}
	p.Gone("closed")
	a.Tick()
	if a.World().Player(2) != nil {
		t.Error("a plain player must leave at once")
	}
}

func TestExitIsTold(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	for i := range 30 {
		press(c, uint32(i+1), 1, sim.Down)
		a.Tick()
	}
	if e := only[*wire.Exited](t, fetch(c)); e.ID != w.ID || e.Tick != a.World().Player(w.ID).Exit {
		t.Errorf("%+v", e)
	}
}

func TestQuitAndStop(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	fetch(other)
	c.Receive(&wire.Quit{ID: w.ID})
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeQuit || a.Players() != 1 {
		t.Errorf("%+v, %d players", b, a.Players())
	}
	if l := only[*wire.Left](t, fetch(other)); l.ID != w.ID {
		t.Errorf("%+v", l)
	}
	a.Stop("maintenance")
	if b := only[*wire.Bye](t, fetch(other)); b.Code != wire.CodeStop || b.Text != "maintenance" {
		t.Errorf("%+v", b)
	}
}

func TestLettersAreUnique(t *testing.T) {
	a := newGame(t, sim.MaxPlayers)
	seen := map[rune]bool{}
	for range sim.MaxPlayers {
		a.Open(Plain, "")
	}
	for _, p := range a.players {
		if seen[p.avatar] {
			t.Fatalf("two players have the letter %q", p.avatar)
		}
		seen[p.avatar] = true
	}
}

func BenchmarkTick64(b *testing.B) {
	a, clients := crowd(b, 64)
	in := &wire.Inputs{Moves: make([]wire.Move, 1)}
	b.ReportAllocs()
	for i := uint32(1); b.Loop(); i++ {
		for _, c := range clients {
			in.ID, in.First, in.Moves[0].Keys = c.ID(), i, sim.Input(1<<(i/16%4))
			c.Receive(in)
		}
		a.Tick()
		for _, c := range clients {
			for m := c.Next(); m != nil; m = c.Next() {
				_ = m
			}
		}
	}
}
