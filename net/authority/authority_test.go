package authority

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

func TestGreeting(t *testing.T) {
	a := newGame(t, 8)
	c := a.AddClient(Game, "test")
	a.Tick()
	if msgs := fetch(c); len(msgs) != 0 {
		t.Fatalf("before its Hello a client gets %v", msgs)
	}
	c.Handle(&wire.Hello{Version: wire.Version, Name: "Ana"})
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
	if who := only[*wire.PlayerInfo](t, msgs); who.Name != "Ana" || who.ID != 1 {
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

// No client walks faster than the rules allow, whatever it sends.
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
		for q := &c.player.queue; q.Len() < rollback.InputQueueSize; {
			sent++
			press(c, sent, 1, sim.Right)
		}
		a.Tick()
		acks = append(acks, c.player.consumed)
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
	press(c, rollback.MaxAhead+1, 1, 0)
	if b := only[*wire.Bye](t, fetch(c)); !c.Closed() || b.Code != wire.CodeTooFarAhead {
		t.Errorf("%+v", b)
	}
}

func TestActingForAnotherIsRefused(t *testing.T) {
	a := newGame(t, 8)
	c, _ := enter(t, a, "")
	other, w := enter(t, a, "")
	before := *a.World().Player(w.ID)
	for _, m := range []wire.Message{
		&wire.Inputs{ID: w.ID, First: 1, Frames: []wire.InputFrame{{Keys: sim.Right}}},
		&wire.SendChat{ID: w.ID, Text: "hi"},
		&wire.Rename{ID: w.ID, Name: "x"},
		&wire.Quit{ID: w.ID},
	} {
		fetch(c)
		c.Handle(m)
		if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeID || !strings.Contains(e.Text, "you are player 1") {
			t.Errorf("%T: %+v", m, e)
		}
	}
	a.Tick()
	if *a.World().Player(w.ID) != before || other.Closed() {
		t.Error("the other player felt it")
	}
}

func TestBadMessages(t *testing.T) {
	a := newGame(t, 8)
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Ping{})
	if e := only[*wire.Error](t, fetch(c)); e.Code != wire.CodeUnexpected {
		t.Errorf("before Hello: %+v", e)
	}
	c, _ = enter(t, a, "")
	for _, m := range []wire.Message{&wire.WalkCell{ID: c.ID(), Dir: sim.Up}, &wire.Snapshot{}, &wire.Hello{Version: 1}} {
		c.Handle(m)
	}
	if n := len(all[*wire.Error](fetch(c))); n != 3 || c.Closed() {
		t.Errorf("%d errors for 3 bad messages", n)
	}
	for range maxStrikes {
		c.Reject(wire.ProtocolErrorf(wire.CodeMalformed, "nonsense"))
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFlood || !c.Closed() {
		t.Errorf("%+v", b)
	}
}

// Bad messages are forgotten with time, not for good ones in between: a client that
// sends one of each every tick is disconnected, one that errs once a second is not.
func TestBadMessagesBetweenGoodOnes(t *testing.T) {
	for _, c := range []struct {
		every, ticks int
		ended        bool
	}{{1, maxStrikes, true}, {strikeDecay / 2, 2 * maxStrikes * strikeDecay / 2, true}, {strikeDecay, 10 * maxStrikes * strikeDecay, false}} {
		a := newGame(t, 8)
		client, _ := enter(t, a, "")
		for n := range c.ticks + 1 {
			if n%c.every == 0 {
				client.Handle(&wire.Inputs{ID: client.ID() + 1, First: 1, Frames: []wire.InputFrame{{}}})
			}
			client.Handle(&wire.Ping{})
			a.Tick()
			fetch(client)
		}
		if client.Closed() != c.ended {
			t.Errorf("one bad message in %d ticks, for %d: cut off: %v", c.every, c.ticks, client.Closed())
		}
	}
}

func TestVersion(t *testing.T) {
	a := newGame(t, 8)
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: 77})
	msgs := fetch(c)
	e, b := only[*wire.Error](t, msgs), only[*wire.Bye](t, msgs)
	if e.Code != wire.CodeVersion || b.Code != wire.CodeVersion || !strings.Contains(e.Text, "77") ||
		!strings.Contains(e.Text, fmt.Sprint(wire.Version)) || !c.Closed() {
		t.Errorf("%+v, %+v", e, b)
	}
}

func TestFull(t *testing.T) {
	a := newGame(t, 2)
	first, _ := enter(t, a, "")
	enter(t, a, "")
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version})
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeFull {
		t.Errorf("%+v", b)
	}
	// A player that has been disconnected for a while makes room, but not before: it
	// may be reconnecting.
	first.Disconnect("cable")
	for range ReservedTicks {
		early := a.AddClient(Game, "test")
		early.Handle(&wire.Hello{Version: wire.Version})
		if b := only[*wire.Bye](t, fetch(early)); b.Code != wire.CodeFull {
			t.Fatalf("%+v", b)
		}
		a.Tick()
	}
	if c, w := enter(t, a, ""); c.Closed() || w.ID != 3 || w.Avatar != 'A' || a.PlayerCount() != 2 {
		t.Errorf("%+v, %d players", w, a.PlayerCount())
	}
}

func TestResume(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	for i := range 20 {
		press(c, uint32(i+1), 1, sim.Right)
		a.Tick()
	}
	c.Disconnect("cable")
	for range ResumeTicks - 10 {
		a.Tick()
	}
	before := *a.World().Player(w.ID)
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
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
	third := a.AddClient(Game, "test")
	third.Handle(&wire.Hello{Version: wire.Version, Token: w2.Token})
	if b := only[*wire.Bye](t, fetch(back)); b.Code != wire.CodeReplaced || third.ID() != w.ID {
		t.Errorf("%+v", b)
	}
}

func TestDisconnectedForTooLong(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	c.Disconnect("cable")
	for range ResumeTicks + 2 {
		a.Tick()
	}
	if a.PlayerCount() != 0 || len(a.World().Players()) != 0 {
		t.Fatal("the player is still there")
	}
	back := a.AddClient(Game, "test")
	back.Handle(&wire.Hello{Version: wire.Version, Token: w.Token})
	a.Tick()
	msgs := fetch(back)
	if w2 := only[*wire.Welcome](t, msgs); w2.Resumed || w2.ID == w.ID || only[*wire.Error](t, msgs).Code != wire.CodeUnknownToken {
		t.Errorf("%+v", w2)
	}
	if _, ok := msgs[0].(*wire.Welcome); !ok {
		t.Errorf("first comes %+v, which a client that may be late takes for another's", msgs[0])
	}
}

func TestSilence(t *testing.T) {
	a := newGame(t, 8)
	mute := a.AddClient(Game, "mute")
	c, _ := enter(t, a, "")
	plain := a.AddClient(Plain, "plain")
	for range HelloTicks + 1 {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(mute)); b.Code != wire.CodeTimeout {
		t.Errorf("without a Hello: %+v", b)
	}
	for range TimeoutTicks {
		a.Tick()
	}
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeTimeout {
		t.Errorf("silent: %+v", b)
	}
	if plain.Closed() {
		t.Fatal("a plain client was ended after 20 s")
	}
	for range PlainTimeoutTicks {
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
	plain := a.AddClient(Plain, "plain")
	a.Tick()
	fetch(c)
	c.Handle(&wire.SendChat{ID: w.ID, Text: "this way"})
	a.Tick()
	for _, o := range []*Client{other, plain, c} { // its author too, who knows by it that it was said
		if m := only[*wire.Chat](t, fetch(o)); m.ID != w.ID || m.Text != "this way" {
			t.Errorf("%+v", m)
		}
	}
	plain.Handle(&wire.SendChat{ID: plain.ID(), Text: "that way"})
	a.Tick()
	if len(all[*wire.Chat](fetch(plain))) != 0 {
		t.Error("a plain author got it too")
	}
	for _, o := range []*Client{other, c} {
		only[*wire.Chat](t, fetch(o))
	}
	for range 20 {
		c.Handle(&wire.SendChat{ID: w.ID, Text: "spam"})
	}
	a.Tick()
	if n := len(all[*wire.Chat](fetch(other))); n >= chatBurst {
		t.Errorf("%d of 20 chats went through", n)
	}
	if n := len(all[*wire.Error](fetch(c))); n < 20-chatBurst || c.Closed() {
		t.Errorf("%d errors, ended: %v", n, c.Closed())
	}
}

// The plain text mode, with the messages of a whole game.
func TestPlain(t *testing.T) {
	a := newGame(t, 8)
	enter(t, a, "")
	p := a.AddClient(Plain, "nc")
	a.Tick()
	msgs := fetch(p)
	if w := only[*wire.Welcome](t, msgs); w.ID != 2 || w.Avatar != 'B' || msgs[0] != wire.Message(w) {
		t.Errorf("%+v", w)
	}
	if cells := all[*wire.PlayerCell](msgs); len(cells) != 2 || *cells[1] != (wire.PlayerCell{ID: 2, Avatar: 'B', X: 1, Y: 1}) {
		t.Errorf("cells: %v", cells)
	}
	p.Handle(&wire.WalkCell{ID: 2, Dir: sim.Right})
	p.Handle(&wire.WalkCell{ID: 2, Dir: sim.Right})
	p.Handle(&wire.WalkCell{ID: 2, Dir: sim.Up})
	var told []wire.PlayerCell
	for range 40 {
		a.Tick()
		for _, c := range all[*wire.PlayerCell](fetch(p)) {
			told = append(told, *c)
		}
	}
	want := []wire.PlayerCell{{ID: 2, Avatar: 'B', X: 2, Y: 1}, {ID: 2, Avatar: 'B', X: 3, Y: 1}, {ID: 2, Avatar: 'B', X: 3, Y: 1}}
	if !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	if s := a.World().Player(2); s.Moving || s.X < 3*sim.CellUnits+sim.CellUnits/2 || s.X > 3*sim.CellUnits+sim.CellUnits/2+sim.WalkSpeed {
		t.Errorf("at the end: %+v", s)
	}
	for range 100 {
		p.Handle(&wire.WalkCell{ID: 2, Dir: sim.Up})
	}
	errs := all[*wire.Error](fetch(p))
	if len(errs) != dropsReported || errs[0].Code != wire.CodeBusy || p.Closed() {
		t.Errorf("%d errors for 100 moves at once", len(errs))
	}
	p.Disconnect("closed")
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
	if e := only[*wire.ReachedExit](t, fetch(c)); e.ID != w.ID || e.Tick != a.World().Player(w.ID).ExitTick {
		t.Errorf("%+v", e)
	}
}

func TestQuitAndStop(t *testing.T) {
	a := newGame(t, 8)
	c, w := enter(t, a, "")
	other, _ := enter(t, a, "")
	fetch(other)
	c.Handle(&wire.Quit{ID: w.ID})
	if b := only[*wire.Bye](t, fetch(c)); b.Code != wire.CodeQuit || a.PlayerCount() != 1 {
		t.Errorf("%+v, %d players", b, a.PlayerCount())
	}
	a.Tick()
	if l := only[*wire.PlayerLeft](t, fetch(other)); l.ID != w.ID {
		t.Errorf("%+v", l)
	}
	a.Stop("maintenance")
	if b := only[*wire.Bye](t, fetch(other)); b.Code != wire.CodeShutdown || b.Text != "maintenance" {
		t.Errorf("%+v", b)
	}
}

func TestLettersAreUnique(t *testing.T) {
	a := newGame(t, sim.MaxPlayers)
	seen := map[rune]bool{}
	for range sim.MaxPlayers {
		a.AddClient(Plain, "")
	}
	a.Tick()
	for _, p := range a.players {
		if seen[p.avatar] {
			t.Fatalf("two players have the letter %q", p.avatar)
		}
		seen[p.avatar] = true
	}
}

func BenchmarkTick64(b *testing.B) {
	a, clients := crowd(b, 64)
	in := &wire.Inputs{Frames: make([]wire.InputFrame, 1)}
	b.ReportAllocs()
	for i := uint32(1); b.Loop(); i++ {
		for _, c := range clients {
			in.ID, in.First, in.Frames[0].Keys = c.ID(), i, sim.Input(1<<(i/16%4))
			c.Handle(in)
		}
		a.Tick()
		for _, c := range clients {
			for m := c.Next(); m != nil; m = c.Next() {
				_ = m
			}
		}
	}
}
