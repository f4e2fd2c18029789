package authority

import (
	"fmt"
	"slices"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// manualLog is a Log that commits entries when it is told to.
type manualLog struct{ underWay, committed []*game.Entry }

func (l *manualLog) Propose(e *game.Entry) {
	c := new(game.Entry)
	c.CopyFrom(e)
	l.underWay = append(l.underWay, c)
}

func (l *manualLog) Committed() []*game.Entry {
	committed := l.committed
	l.committed = nil
	return committed
}

// newSlowGame returns a game over a manualLog.
func newSlowGame(t testing.TB, max int) (*Authority, *manualLog) {
	t.Helper()
	a, l := newGame(t, max), new(manualLog)
	a.log = l
	return a, l
}

// commitAll runs one tick, in which everything is committed, its own entry included.
func commitAll(a *Authority, l *manualLog) {
	a.log = commitsNow{l}
	a.Tick()
	a.log = l
}

// commitsNow commits each entry at once, after those that are under way.
type commitsNow struct{ *manualLog }

func (l commitsNow) Propose(e *game.Entry) {
	l.manualLog.Propose(e)
	l.committed, l.underWay = append(l.committed, l.underWay...), nil
}

// hello adds a game client that says Hello.
func hello(a *Authority, name, token string) *Client {
	c := a.AddClient(Game, "test")
	c.Handle(&wire.Hello{Version: wire.Version, Name: name, Token: token})
	return c
}

// enterSlowly adds clients that are all welcomed, announced, and have read that.
func enterSlowly(t testing.TB, a *Authority, l *manualLog, names ...string) (clients []*Client) {
	t.Helper()
	for _, name := range names {
		clients = append(clients, hello(a, name, ""))
	}
	commitAll(a, l)
	for _, c := range clients {
		a.announce(c.player)
	}
	for _, c := range clients {
		only[*wire.Welcome](t, fetch(c))
	}
	return clients
}

// run runs ticks that commit nothing.
func run(a *Authority, ticks int) {
	for range ticks {
		a.Tick()
	}
}

// Nothing is told before its entry is committed, however long that takes.
func TestNothingIsToldBeforeItIsCommitted(t *testing.T) {
	a, l := newSlowGame(t, 8)
	clients := enterSlowly(t, a, l, "Ann", "Bob", "Cy")
	ann, bob, cy := clients[0], clients[1], clients[2]
	ann.Handle(&wire.SendChat{ID: 1, Text: "hello"})
	ann.Handle(&wire.Rename{ID: 1, Name: "Anna"})
	ann.Handle(&wire.SetAppearance{ID: 1, Appearance: wire.Appearance{Colour: 3}})
	press(ann, 1, 3, sim.Right)
	cy.Handle(&wire.Quit{ID: 3})
	zoe := hello(a, "Zoe", "")
	run(a, 20)
	if got := fetch(zoe); len(got) > 0 || !zoe.AwaitingWelcome() {
		t.Errorf("a client whose Join is under way is told %v", got)
	}
	for _, m := range fetch(bob) {
		if _, ok := m.(*wire.ConnectionStats); !ok {
			t.Errorf("Bob is told %T %+v", m, m)
		}
	}
	commitAll(a, l)
	if w := only[*wire.Welcome](t, fetch(zoe)); w.ID != 4 || w.Tick != a.state.Player(4).JoinTick {
		t.Errorf("%+v", w)
	}
	got := fetch(bob)
	if only[*wire.Chat](t, got).Text != "hello" || only[*wire.PlayerLeft](t, got).ID != 3 || len(all[*wire.PlayerInfo](got)) != 2 {
		t.Errorf("Bob is told %v", got)
	}
	fetch(ann)
	run(a, 2)
	if s := all[*wire.Snapshot](fetch(ann)); len(s) > 0 {
		t.Errorf("a snapshot although nothing was committed: %+v", s[0])
	}
	commitAll(a, l)
	commitAll(a, l)
	if s := all[*wire.Snapshot](fetch(ann)); len(s) == 0 || s[0].Ack != 3 {
		t.Errorf("%+v", s)
	}
}

// A snapshot acknowledges what the State has consumed, not what is under way.
func TestAckOfWhatIsCommitted(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	press(ann, 1, 4, sim.Right)
	run(a, 4)
	for n := range 4 {
		l.committed, l.underWay = l.underWay[:1:1], l.underWay[1:]
		a.Tick()
		for _, s := range all[*wire.Snapshot](fetch(ann)) {
			if s.Ack != a.state.Player(1).Ack || s.Ack == ann.player.consumed && n == 0 {
				t.Errorf("Ack %d, the State has consumed %d", s.Ack, a.state.Player(1).Ack)
			}
		}
	}
}

// A client that goes while its Join is under way leaves a player that leaves as
// soon as it has come, and that nobody hears of.
func TestClientGoneWhileItsJoinIsUnderWay(t *testing.T) {
	for _, kept := range []int{0, 1} { // entries committed together with the Join
		a, l := newSlowGame(t, 2)
		ann := enterSlowly(t, a, l, "Ann")[0]
		zoe := hello(a, "Zoe", "")
		run(a, 1)
		zoe.Disconnect("cable")
		if a.PlayerCount() != 1 {
			t.Errorf("%d players", a.PlayerCount())
		}
		bob := hello(a, "Bob", "") // has the slot already
		run(a, kept)
		commitAll(a, l)
		commitAll(a, l)
		if n := len(a.state.Players()); n != 2 || a.PlayerCount() != 2 || bob.ID() != 3 || len(a.byID) != 2 {
			t.Errorf("%d players in the State, %d in the Authority", n, a.PlayerCount())
		}
		for _, c := range []*Client{ann, bob} {
			for _, m := range fetch(c) {
				switch m := m.(type) {
				case *wire.PlayerInfo:
					if m.ID == 2 {
						t.Errorf("player %d is told of Zoe", c.ID())
					}
				case *wire.PlayerLeft:
					t.Errorf("player %d is told that %d left", c.ID(), m.ID)
				case *wire.Snapshot:
					if slices.ContainsFunc(m.Bodies, func(b wire.Body) bool { return b.ID == 2 }) {
						t.Errorf("player %d sees Zoe", c.ID())
					}
				}
			}
		}
		if len(fetch(zoe)) > 0 {
			t.Error("Zoe is told something")
		}
	}
}

// The State is full because of a player that is about to leave: whoever has its
// slot gets in right after it.
func TestJoinRefusedIsProposedAgain(t *testing.T) {
	a, l := newSlowGame(t, sim.MaxPlayers)
	for i := range sim.MaxPlayers - 1 {
		a.propose(game.Change{Kind: game.Join, Name: fmt.Sprint("p", i)}, &player{}, nil)
		if i%1000 == 999 {
			commitAll(a, l)
		}
	}
	commitAll(a, l)
	commitAll(a, l)
	if n := len(a.state.Players()); n != sim.MaxPlayers-1 {
		t.Fatalf("%d players", n)
	}
	gone := hello(a, "Ann", "")
	run(a, 1)
	gone.Disconnect("cable")
	bob := hello(a, "Bob", "")
	for range 4 {
		commitAll(a, l)
	}
	if only[*wire.Welcome](t, fetch(bob)); bob.ID() == 0 || a.state.Player(bob.ID()).Name != "Bob" {
		t.Errorf("Bob is player %d", bob.ID())
	}
}

// Of two that ask for one name at the same time, the first one gets it, and the
// other one is told.
func TestOneNameTwiceUnderWay(t *testing.T) {
	a, l := newSlowGame(t, 8)
	bob := enterSlowly(t, a, l, "Bob")[0]
	one := hello(a, "Zoe", "")
	run(a, 1)
	bob.Handle(&wire.Rename{ID: 1, Name: "Zoe"})
	two := hello(a, "Zoe", "")
	run(a, 3)
	commitAll(a, l)
	for _, c := range []struct {
		client *Client
		name   string
		told   int
	}{{one, "Zoe", 0}, {bob, "(1)Zoe", 1}, {two, "(2)Zoe", 1}} {
		if got := a.state.Player(c.client.ID()).Name; got != c.name || c.client.player.name != c.name {
			t.Errorf("player %d is %q, want %q", c.client.ID(), got, c.name)
		}
		if notices := all[*wire.Error](fetch(c.client)); len(notices) != c.told {
			t.Errorf("%q is told %v", c.name, notices)
		}
	}
}

// A level that starts while a Resume is under way does not welcome the client.
func TestLevelCrossesResume(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	token := ann.token
	ann.Disconnect("cable")
	a.SetLevel(a.cfg.Level, 2)
	run(a, 1)
	back := hello(a, "Ann", token)
	l.committed, l.underWay = l.underWay, nil
	run(a, 1)
	if got := fetch(back); len(got) > 0 || a.levelMessages[0].(*wire.Level).Number != 2 {
		t.Errorf("a client whose Resume is under way is told %v", got)
	}
	commitAll(a, l)
	if got := fetch(back); !only[*wire.Welcome](t, got).Resumed || only[*wire.Level](t, got).Number != 2 {
		t.Errorf("%v", got)
	}
}

// What a player says while its Mute is under way does nothing; what it said before
// counts, and its client is told which.
func TestMuteUnderWay(t *testing.T) {
	a, l := newSlowGame(t, 8)
	clients := enterSlowly(t, a, l, "Ann", "Bob")
	ann, bob := clients[0], clients[1]
	ann.Handle(&wire.SendChat{ID: 1, Text: "before"})
	run(a, 1)
	a.Mute(1, game.Forever)
	run(a, 1)
	ann.Handle(&wire.SendChat{ID: 1, Text: "after"})
	ann.Handle(&wire.Rename{ID: 1, Name: "Anna"})
	if e := all[*wire.Error](fetch(ann)); len(e) != 2 || e[0].Code != wire.CodeMuted || e[1].Code != wire.CodeMuted {
		t.Errorf("Ann is told %v", e)
	}
	run(a, 1)
	commitAll(a, l)
	if chat := all[*wire.Chat](fetch(bob)); len(chat) != 1 || chat[0].Text != "before" || a.state.Player(1).Name != "Ann" {
		t.Errorf("Bob hears %v of %q", chat, a.state.Player(1).Name)
	}
}

// A spectator hears what is said while its Join is under way, and is welcomed once.
func TestSpectatorHearsWhileItsJoinIsUnderWay(t *testing.T) {
	a, l := newSlowGame(t, 2)
	a.SetMaxSpectators(2)
	clients := enterSlowly(t, a, l, "Ann", "Bob")
	zoe := a.AddClient(Game, "test")
	zoe.Handle(&wire.Hello{Version: wire.Version, Name: "Zoe", Spectate: wire.SpectateIfFull})
	commitAll(a, l)
	fetch(zoe)
	clients[1].Handle(&wire.Quit{ID: 2})
	run(a, 1)
	clients[0].Handle(&wire.SendChat{ID: 1, Text: "hello"})
	l.committed, l.underWay = l.underWay, nil
	run(a, 1)
	l.committed, l.underWay = l.underWay, nil
	clients[0].Handle(&wire.SendChat{ID: 1, Text: "again"})
	run(a, 1)
	if got := fetch(zoe); only[*wire.PlayerLeft](t, got).ID != 2 || only[*wire.Chat](t, got).Text != "hello" || len(all[*wire.Welcome](got)) != 1 {
		t.Errorf("%v", got)
	}
	commitAll(a, l)
	got := fetch(zoe)
	if only[*wire.Chat](t, got).Text != "again" || len(all[*wire.Welcome](got)) > 0 || zoe.AwaitingWelcome() || zoe.ID() != 3 {
		t.Errorf("%v, player %d", got, zoe.ID())
	}
}

// Nobody is told what a player says of whose Leave they know already that it is
// decided.
func TestWordsOfALeaver(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	bob := hello(a, "Bob", "")
	run(a, 1)
	ann.Handle(&wire.SendChat{ID: 1, Text: "bye"})
	ann.Handle(&wire.Quit{ID: 1})
	run(a, 1)
	commitAll(a, l)
	if got := fetch(bob); len(all[*wire.Welcome](got)) != 1 || len(all[*wire.Chat](got))+len(all[*wire.PlayerLeft](got)) > 0 {
		t.Errorf("Bob, whose list has no Ann, is told %v", got)
	}
}

// A player that was not announced is hidden once its Disconnect is committed.
func TestHiddenWhenCommitted(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := hello(a, "Ann", "")
	commitAll(a, l)
	bob := hello(a, "Bob", "")
	commitAll(a, l)
	ann.Disconnect("cable")
	run(a, 1)
	if left := all[*wire.PlayerLeft](fetch(bob)); len(left) > 0 {
		t.Error("Bob is told too early")
	}
	commitAll(a, l)
	if only[*wire.PlayerLeft](t, fetch(bob)).ID != 1 {
		t.Error("Bob is told of another one")
	}
}

// A walk of one cell is one cell long, however late entries are committed, and a
// level that is under way ends it.
func TestPlainWalkUnderWay(t *testing.T) {
	const twoCells = 2 * 11 * sim.WalkSpeed
	for _, delay := range []int{0, 1, 5, 12, 30} {
		a, l := newSlowGame(t, 8)
		c := a.AddClient(Plain, "test")
		commitAll(a, l)
		tick := func() {
			if len(l.underWay) >= delay {
				n := len(l.underWay) - delay
				l.committed = append(l.committed, l.underWay[:n]...)
				l.underWay = l.underWay[n:]
			}
			a.Tick()
		}
		from := a.World().Player(1).Cell()
		c.Handle(&wire.WalkCell{ID: 1, Dir: sim.Right})
		c.Handle(&wire.WalkCell{ID: 1, Dir: sim.Right})
		for range 150 {
			tick()
		}
		if p := a.World().Player(1); p.X != int32(from.X)*sim.CellUnits+sim.CellUnits/2+twoCells || p.Moving {
			t.Errorf("delay %d: from %v to %+v", delay, from, *p)
		}
		c.Handle(&wire.WalkCell{ID: 1, Dir: sim.Right})
		run(a, 1)
		a.SetLevel(a.cfg.Level, 1)
		run(a, 1)
		c.Handle(&wire.WalkCell{ID: 1, Dir: sim.Right})
		for range 100 {
			tick()
		}
		if p := a.World().Player(1); delay > 0 && (p.Cell() != from || p.Moving) {
			t.Errorf("delay %d: in the new level at %+v", delay, *p)
		}
	}
}

// A game with entries under way, which only its Log knows, cannot be cloned.
func TestNoCloneOfEntriesUnderWay(t *testing.T) {
	a, l := newSlowGame(t, 8)
	commitAll(a, l)
	a.Clone()
	run(a, 1)
	defer func() {
		if recover() == nil {
			t.Error("it was cloned")
		}
	}()
	a.Clone()
}

// A game can be copied while the Resume of a client that has gone again waits.
func TestCloneWithoutTheClient(t *testing.T) {
	a := newGame(t, 4)
	c, w := enter(t, a, "")
	c.Disconnect("cable")
	a.Tick()
	again := hello(a, "Ana", w.Token)
	again.Disconnect("cable")
	clone, _ := a.Clone()
	a.Tick()
	clone.Tick()
	if clone.State().Hash() != a.State().Hash() {
		t.Error("the copy goes another way")
	}
}
