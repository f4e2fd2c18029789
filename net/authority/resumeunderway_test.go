package authority

import (
	"fmt"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/wire"
)

// A client that resumes a player whose Leave is under way becomes a new player, and
// a resume that is under way when its player is kicked ends there.
func TestResumeCrossesLeave(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	token := ann.token
	ann.Disconnect("cable")
	run(a, 2)
	if !a.Kick(1, wire.CodeKicked, "go") || a.Kick(1, wire.CodeKicked, "go") {
		t.Error("a player can be kicked exactly once")
	}
	run(a, 2)
	back := hello(a, "Ann", token)
	run(a, 2)
	commitAll(a, l)
	got := fetch(back)
	if w := only[*wire.Welcome](t, got); w.ID != 2 || w.Resumed || only[*wire.Error](t, got).Code != wire.CodeUnknownToken {
		t.Errorf("%+v", got)
	}
	token = back.token
	back.Disconnect("cable")
	again := hello(a, "Ann", token)
	run(a, 2)
	a.Kick(2, wire.CodeKicked, "go")
	run(a, 2)
	commitAll(a, l)
	if got := fetch(again); len(got) != 1 || only[*wire.Bye](t, got).Code != wire.CodeKicked || len(a.state.Players()) != 0 || a.PlayerCount() != 0 {
		t.Errorf("%v, %d players", got, a.PlayerCount())
	}
}

// Several resumes are under way: the last one that has a good token gets the
// player, and nobody else holds it.
func TestResumesUnderWay(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	token := ann.token
	one := hello(a, "Ann", token)
	run(a, 1)
	two := hello(a, "Ann", token)
	run(a, 1)
	commitAll(a, l)
	if w := only[*wire.Welcome](t, fetch(two)); w.ID != 1 || !w.Resumed || hashToken(w.Token) != a.state.Player(1).Token {
		t.Errorf("%+v", w)
	}
	if len(all[*wire.Welcome](fetch(one))) > 0 || !one.Closed() || !ann.Closed() {
		t.Error("a client that was replaced is welcomed")
	}
}

// A token that a Resume under way has replaced is worth nothing any more: who
// comes with it needs the password, like any newcomer, and the player stays with
// the one who came first.
func TestTokenReplacedUnderWay(t *testing.T) {
	for _, sameTick := range []bool{false, true} {
		a, l := newSlowGame(t, 8)
		ann := enterSlowly(t, a, l, "Ann")[0]
		first := ann.token
		ann.Disconnect("cable")
		lost := hello(a, "Ann", first)
		commitAll(a, l)
		second := only[*wire.Welcome](t, fetch(lost)).Token
		lost.Disconnect("cable")
		lock(a, "sesame")
		replaced := hello(a, "Ann", first) // takes the second token's place
		if !sameTick {
			run(a, 1)
		}
		refused := hello(a, "Ann", second)
		run(a, 1)
		commitAll(a, l)
		commitAll(a, l)
		if bye := only[*wire.Bye](t, fetch(refused)); bye.Code != wire.CodePassword || a.PlayerCount() != 1 {
			t.Errorf("%+v, %d players", bye, a.PlayerCount())
		}
		if w := only[*wire.Welcome](t, fetch(replaced)); w.ID != 1 || !w.Resumed || a.byID[1].client != replaced {
			t.Errorf("%+v", w)
		}
	}
}

// A client to which the State does not give the player is disconnected; the player
// waits for the right one.
func TestResumeRefused(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	ann.Disconnect("cable")
	commitAll(a, l)
	a.byID[1].token = hashToken("forged")
	c := hello(a, "Ann", "forged")
	run(a, 1)
	commitAll(a, l)
	commitAll(a, l)
	if bye := only[*wire.Bye](t, fetch(c)); bye.Code != wire.CodeUnknownToken || a.byID[1].client != nil || !a.state.Player(1).Disconnected {
		t.Errorf("%+v, player 1 has the client %p", bye, a.byID[1].client)
	}
}

// An Authority that goes on from a checkpoint counts inputs exactly once: those that
// the checkpoint has consumed not again, however often they come, and those that
// were under way when the first Authority died when they come again.
func TestTakeoverCountsInputsOnce(t *testing.T) {
	a, l := newSlowGame(t, 8)
	ann := enterSlowly(t, a, l, "Ann")[0]
	token := ann.token
	press(ann, 1, 3, sim.Right)
	run(a, 3)
	commitAll(a, l)
	press(ann, 4, 3, sim.Right)
	run(a, 3) // never committed
	for _, stopped := range []bool{false, true} {
		state, err := game.DecodeCheckpoint(game.AppendCheckpoint(nil, a.State()))
		if err != nil {
			t.Fatal(err)
		}
		if stopped { // its client was known to be gone
			if _, err := state.Apply(&game.Entry{Tick: state.Tick() + 1, Changes: []game.Change{{Kind: game.Disconnect, ID: 1}}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		from, cfg := state.World().Player(1).X, a.cfg
		cfg.State, cfg.NewToken = state, func(n uint64) string { return fmt.Sprint("another", n) }
		b := New(cfg)
		back, w := resumes(t, b, token, 1)
		if w.Seq != 3 || w.Avatar != 'A' {
			t.Errorf("%+v", w)
		}
		for range 3 { // the newest ones again and again
			press(back, 1, 6, sim.Right)
			run(b, 3)
		}
		run(b, 20)
		if p := b.State().Player(1); p.Ack != 6 || p.Disconnected || b.World().Player(1).X != from+3*sim.WalkSpeed {
			t.Errorf("%+v walked %d units", p, b.World().Player(1).X-from)
		}
	}
}
