package authority

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

const testTimeLimit = 100 * sim.TickRate

// newRounds returns a game with rounds, and how many levels have been asked for.
func newRounds(t testing.TB) (a *Authority, levels *int) {
	t.Helper()
	a, levels = newGame(t, 8), new(int)
	a.cfg.Rounds = roundsOf(t, levels)
	return a, levels
}

func roundsOf(t testing.TB, levels *int) *Rounds {
	return &Rounds{TimeLimit: testTimeLimit, Next: func() (*maze.Level, uint64) {
		*levels++
		return corridor(t), uint64(*levels)
	}}
}

// walkOut brings a client's player to the exit of newGame's level.
func walkOut(t testing.TB, a *Authority, c *Client) {
	t.Helper()
	for n := 0; a.World().Player(c.ID()).ExitTick == 0; n++ {
		if n > 100 {
			t.Fatal("the player does not reach the exit")
		}
		press(c, c.player.consumed+1, 1, sim.Down)
		a.Tick()
	}
}

// wantCountdown checks how many ticks are left.
func wantCountdown(t testing.TB, a *Authority, left sim.Tick) {
	t.Helper()
	if got := a.state.Countdown() - a.state.Tick(); got != left {
		t.Errorf("the level ends in %d ticks (%d at %d), want %d", got, a.state.Countdown(), a.state.Tick(), left)
	}
}

// heartbeat keeps clients from timing out for some ticks.
func heartbeat(a *Authority, ticks int, clients ...*Client) {
	for range ticks {
		for _, c := range clients {
			c.lastHeard = a.now
		}
		a.Tick()
	}
}

// The first that is out starts the time limit, the last shortens it to the intermission,
// and then the next level begins. Everybody is told of all.
func TestRound(t *testing.T) {
	a, levels := newRounds(t)
	ann, _ := enter(t, a, "")
	ben, _ := enter(t, a, "")
	plain := a.AddClient(Plain, "nc")
	a.Tick()
	a.announce(plain.player)
	walkOut(t, a, ann)
	for _, c := range []*Client{ann, ben} {
		msgs := fetch(c)
		score := only[*wire.Score](t, msgs)
		if want := (wire.Score{ID: ann.ID(), Place: 1, Gained: 10, Points: 10, Ticks: score.Ticks}); *score != want || score.Ticks == 0 || score.Ticks > 100 {
			t.Errorf("%+v", score)
		}
		if len(all[*wire.Countdown](msgs)) > 0 {
			t.Error("the countdown is told before it is in an entry")
		}
	}
	a.Tick()
	wantCountdown(t, a, testTimeLimit)
	if m := only[*wire.Countdown](t, fetch(ben)); m.Tick != a.state.Countdown() {
		t.Errorf("%+v", m)
	}
	a.Tick()
	if len(all[*wire.Countdown](fetch(ben))) > 0 {
		t.Error("the same countdown is told again")
	}
	walkOut(t, a, ben)
	for range 3 {
		a.Tick()
	}
	if a.AllFinished() || a.state.Countdown()-a.state.Tick() < testTimeLimit/2 {
		t.Fatal("it does not wait for the plain client")
	}
	plain.Handle(&wire.Quit{ID: plain.ID()})
	a.Tick()
	a.Tick()
	wantCountdown(t, a, DefaultIntermission-1)
	heartbeat(a, DefaultIntermission-2, ann, ben)
	if _, number := a.state.Level(); number != 1 || *levels != 0 {
		t.Fatal("the level ends too early")
	}
	fetch(ann)
	a.Tick()
	if _, number := a.state.Level(); number != 2 || *levels != 1 || a.state.Countdown() != 0 {
		t.Errorf("level %d after %d, countdown %d", number, *levels, a.state.Countdown())
	}
	if msgs := fetch(ann); len(all[*wire.Score](msgs))+len(all[*wire.Countdown](msgs)) > 0 || only[*wire.Level](t, msgs).Number != 2 {
		t.Errorf("%v", msgs)
	}
	if p := a.state.Player(ben.ID()); p.Points != 7 || p.Place != 0 {
		t.Errorf("%+v", p)
	}
	heartbeat(a, 3*DefaultIntermission, ann, ben)
	if *levels != 1 {
		t.Error("levels go on though nobody is out")
	}
}

// Those that are not out when the time is over gain nothing.
func TestTimeLimit(t *testing.T) {
	a, levels := newRounds(t)
	ann, _ := enter(t, a, "")
	ben, _ := enter(t, a, "")
	walkOut(t, a, ann)
	heartbeat(a, testTimeLimit, ann, ben)
	if *levels != 0 {
		t.Fatal("the level ends too early")
	}
	heartbeat(a, 2, ann, ben)
	if p := a.state.Player(ben.ID()); *levels != 1 || p.Points != 0 || a.state.Player(ann.ID()).Points != 10 {
		t.Errorf("%d levels, %+v", *levels, p)
	}
	// Without a limit they have as long as they like.
	a.SetTimeLimit(0)
	a.SetLevel(newGame(t, 1).cfg.Level, 1)
	a.Tick()
	walkOut(t, a, ann)
	heartbeat(a, 2*testTimeLimit, ann, ben)
	if *levels != 1 || a.state.Countdown() != 0 {
		t.Errorf("%d levels, countdown %d", *levels, a.state.Countdown())
	}
}

// Whoever joins, resumes or leaves during a countdown does not lengthen it, and is told
// what is left; nobody collects points by coming again.
func TestCountdownGoesOn(t *testing.T) {
	a, levels := newRounds(t)
	ann, w := enter(t, a, "")
	walkOut(t, a, ann)
	a.Tick()
	until := a.state.Countdown()
	wantCountdown(t, a, DefaultIntermission)
	for i := range 3 {
		late := a.AddClient(Game, "late")
		late.Handle(&wire.Hello{Version: wire.Version, Name: fmt.Sprint("Lee", i)})
		a.Tick()
		msgs := fetch(late)
		if m := only[*wire.Countdown](t, msgs); m.Tick != until {
			t.Errorf("%+v", m)
		}
		if m := only[*wire.Score](t, msgs); m.ID != w.ID || m.Points != 10 || m.Place != 1 || m.Ticks == 0 {
			t.Errorf("%+v", m)
		}
		late.Handle(&wire.Quit{ID: late.ID()})
		a.Tick()
	}
	ann.Disconnect("cut")
	back := hello(a, "", w.Token)
	a.Tick()
	msgs := fetch(back)
	if m := only[*wire.Score](t, msgs); !only[*wire.Welcome](t, msgs).Resumed || m.Points != 10 || only[*wire.Countdown](t, msgs).Tick != until {
		t.Errorf("%+v", m)
	}
	watcher := a.AddClient(Game, "watcher")
	a.SetMaxSpectators(1)
	watcher.Handle(&wire.Hello{Version: wire.Version, Spectate: wire.SpectateAlways})
	if msgs := fetch(watcher); only[*wire.Countdown](t, msgs).Tick != until || only[*wire.Score](t, msgs).Points != 10 {
		t.Errorf("%v", msgs)
	}
	// She leaves and comes again: as a new player, without points.
	back.Handle(&wire.Quit{ID: back.ID()})
	again := hello(a, "Ann", "")
	a.Tick()
	if p := a.state.Player(again.ID()); p.Points != 0 || a.state.Countdown() != until {
		t.Errorf("%+v, countdown %d", p, a.state.Countdown())
	}
	again.Disconnect("cut")
	heartbeat(a, int(until-a.state.Tick()))
	if *levels != 1 {
		t.Errorf("%d levels", *levels)
	}
	// Nobody is there any more: no more levels.
	heartbeat(a, 2*testTimeLimit)
	if *levels != 1 || a.state.Countdown() != 0 {
		t.Errorf("%d levels on an empty server, countdown %d", *levels, a.state.Countdown())
	}
}

// While entries are under way nothing is decided twice, and a countdown that is committed
// late still belongs to its level.
func TestRoundUnderWay(t *testing.T) {
	a, levels := newRounds(t)
	l := new(manualLog)
	a.log = l
	ann := enterSlowly(t, a, l, "Ann")[0]
	for a.state.Out() == 0 {
		press(ann, ann.player.consumed+1, 1, sim.Down)
		commitAll(a, l)
	}
	heartbeat(a, 20, ann)
	if n := countChanges(l, game.SetCountdown); n != 1 {
		t.Errorf("the countdown was proposed %d times", n)
	}
	commitAll(a, l)
	for range DefaultIntermission/2 - 20 {
		if a.proposed+3 >= a.state.Countdown() {
			break
		}
		heartbeat(a, 1, ann)
		commitAll(a, l)
	}
	heartbeat(a, 20, ann)
	if n := countChanges(l, game.StartLevel); n != 1 || *levels != 1 {
		t.Errorf("a level was proposed %d times, %d were asked for", n, *levels)
	}
	commitAll(a, l)
	commitAll(a, l)
	if _, number := a.state.Level(); number != 2 || a.state.Countdown() != 0 {
		t.Errorf("level %d, countdown %d", number, a.state.Countdown())
	}
}

// A countdown that waits for its entry is about the level that goes on, and dies with it.
func TestCountdownOfOldLevel(t *testing.T) {
	a, _ := newRounds(t)
	enter(t, a, "")
	a.shortenCountdown(a.proposed + 50)
	a.SetLevel(corridor(t), 1)
	a.Tick()
	if _, number := a.state.Level(); number != 2 || a.state.Countdown() != 0 {
		t.Errorf("level %d begins with the countdown %d", number, a.state.Countdown())
	}
}

func countChanges(l *manualLog, kind game.ChangeKind) (n int) {
	for _, e := range l.underWay {
		for _, c := range e.Changes {
			if c.Kind == kind {
				n++
			}
		}
	}
	return n
}

// Whoever takes the game over goes on with the countdown, and with points and places.
func TestRoundIsTakenOver(t *testing.T) {
	a, _ := newRounds(t)
	ann, w := enter(t, a, "")
	enter(t, a, "")
	walkOut(t, a, ann)
	a.Tick()
	until, levels := a.state.Countdown(), 0
	cfg := a.cfg
	cfg.State, cfg.Rounds = a.state.Clone(), roundsOf(t, &levels)
	b := New(cfg)
	back := hello(b, "", w.Token)
	b.Tick()
	msgs := fetch(back)
	if m := only[*wire.Score](t, msgs); m.Points != 10 || m.Place != 1 || m.Ticks == 0 {
		t.Errorf("%+v", m)
	}
	heartbeat(b, reconnectGrace-3, back)
	if got := b.state.Countdown(); got != until {
		t.Errorf("it does not wait for the other one: countdown %d, was %d, now %d", got, until, b.state.Tick())
	}
	heartbeat(b, 3, back)
	// The other one is gone, so that all that count are out.
	if got := b.state.Countdown(); got >= until || got > b.state.Tick()+DefaultIntermission {
		t.Errorf("countdown %d, was %d, now %d", got, until, b.state.Tick())
	}
	heartbeat(b, DefaultIntermission, back)
	if levels != 1 {
		t.Errorf("%d levels", levels)
	}
}

// A countdown that is longer than the ticks last ends with the level that restarts them.
func TestCountdownAtTickRestart(t *testing.T) {
	a, _ := newRounds(t)
	skipTo(a, game.LastTick-100)
	ann, _ := enter(t, a, "")
	ben, _ := enter(t, a, "")
	a.SetTimeLimit(MaxTimeLimit + 5)
	walkOut(t, a, ann)
	a.Tick()
	wantCountdown(t, a, MaxTimeLimit)
	heartbeat(a, 110, ann, ben)
	if _, number := a.state.Level(); number != 2 || a.state.Countdown() != 0 || a.state.Tick() > game.LastTick/2 || a.state.Player(ann.ID()).Points != 10 {
		t.Errorf("level %d at %d, countdown %d", number, a.state.Tick(), a.state.Countdown())
	}
}

// A person at a terminal hears it all in words, and only where there are rounds.
func TestPlainHearsOfRounds(t *testing.T) {
	for _, rounds := range []bool{true, false} {
		a, _ := newRounds(t)
		if !rounds {
			a.cfg.Rounds = nil
		}
		ann, _ := enter(t, a, "")
		plain := a.AddClient(Plain, "nc")
		a.Tick()
		fetch(plain)
		walkOut(t, a, ann)
		a.Tick()
		heard := notes(fetch(plain))
		plain.Handle(&wire.WalkCell{ID: plain.ID(), Dir: sim.Down})
		plain.Handle(&wire.WalkCell{ID: plain.ID(), Dir: sim.Down})
		heartbeat(a, 40, ann)
		heard += notes(fetch(plain))
		late := a.AddClient(Plain, "nc")
		a.Tick()
		heard += notes(fetch(late))
		want := "Ana is out as 1st after 0.N s: 10 points, 10 in all|the level ends in 100 s; still walking: walker B|" +
			"you are out as 2nd after 0.N s: 7 points, 7 in all|everybody is out; the next level begins in 10 s|points so far: Ana 10, walker B 7|" +
			"points so far: Ana 10, walker B 7|the level ends in 10 s; still walking: walker C|"
		if !rounds {
			want = ""
		}
		if heard = strings.NewReplacer("0.1", "0.N", "0.2", "0.N", "0.3", "0.N", "0.4", "0.N", "0.5", "0.N", "0.6", "0.N").Replace(heard); heard != want {
			t.Errorf("rounds %v: heard\n%s\nwant\n%s", rounds, heard, want)
		}
	}
}

// notes returns the texts of notices.
func notes(msgs []wire.Message) (texts string) {
	for _, m := range all[*wire.Error](msgs) {
		texts += m.Text + "|"
	}
	return texts
}

// lane returns a level with a long straight way.
func lane(t testing.TB) *maze.Level {
	t.Helper()
	wall := strings.Repeat("#", 33)
	m, err := maze.FromRows([]string{wall, "#S" + strings.Repeat(".", 29) + "E#", wall, wall, wall})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "lane", Maze: m}
}

// testRecords keeps records in memory.
type testRecords map[string]wire.Record

func (r testRecords) Record(l *maze.Level) wire.Record       { return r[l.Name] }
func (r testRecords) SetRecord(l *maze.Level, w wire.Record) { r[l.Name] = w }

// The best time counts, is told at once and with the level, and not if somebody has used
// more inputs than there were ticks.
func TestRecordsOfLevels(t *testing.T) {
	a, _ := newRounds(t)
	records := testRecords{}
	a.cfg.Records = records
	ann, _ := enter(t, a, "")
	ben, _ := enter(t, a, "")
	again := func() {
		t.Helper()
		a.SetLevel(newGame(t, 1).cfg.Level, 1)
		a.Tick()
		fetch(ann)
	}
	heartbeat(a, 10, ann, ben)
	walkOut(t, a, ann)
	first := records["ring"]
	if m := only[*wire.Record](t, fetch(ann)); first.Name != "Ana" || *m != first {
		t.Errorf("%+v, kept %+v", m, first)
	}
	again()
	walkOut(t, a, ben)
	better := records["ring"]
	if m := only[*wire.Record](t, fetch(ann)); better.Ticks >= first.Ticks || better.Name != "(1)Ana" || *m != better {
		t.Errorf("%+v, kept %+v", m, better)
	}
	again()
	walkOut(t, a, ann) // as fast
	if records["ring"] != better || len(all[*wire.Record](fetch(ann))) > 0 {
		t.Errorf("%+v", records)
	}
	late := hello(a, "Lee", "")
	a.Tick()
	if m := only[*wire.Record](t, fetch(late)); *m != better {
		t.Errorf("%+v", m)
	}
	for _, cheats := range []bool{true, false} {
		heartbeat(a, 60, ann) // saves up
		a.SetLevel(lane(t), 1)
		a.Tick()
		for a.state.Out() == 0 {
			n := 1
			if cheats {
				n = 4
			}
			press(ann, ann.player.consumed+uint32(ann.player.queue.Len())+1, n, sim.Right)
			a.Tick()
		}
		if _, kept := records["lane"]; kept == cheats {
			t.Errorf("cheats: %v, records: %+v", cheats, records)
		}
	}
}

func TestListOf(t *testing.T) {
	names := slices.Repeat([]string{"0123456789"}, 400)
	if got := listOf("x: ", names); len(got) > wire.MaxTextLen || !strings.HasSuffix(got, "0123456789 and 382 more") {
		t.Errorf("%d bytes: %s", len(got), got)
	}
	if got := listOf("x: ", names[:2]); got != "x: 0123456789, 0123456789" {
		t.Errorf("%s", got)
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[uint32]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th", 400: "400th"} {
		if got := ordinal(n); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for ticks, want := range map[sim.Tick]string{1: "0.1 s", 60: "1.0 s", 2475: "41.3 s", 3600: "1 min 0.0 s", 4000: "1 min 6.7 s"} {
		if got := formatSeconds(ticks); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for ticks, want := range map[sim.Tick]string{599: "10 s", 600: "10 s", 7140: "119 s", 7200: "2 minutes", 7201: "2 min 1 s", 10800: "3 minutes"} {
		if got := formatLeft(ticks); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What a hundred terminals are told at once is put into words once.
func TestNotesAreShared(t *testing.T) {
	a, _ := newRounds(t)
	a.cfg.MaxPlayers = 100
	for range 100 {
		c := a.AddClient(Plain, "nc")
		a.Tick()
		a.announce(c.player)
	}
	p := a.players[0]
	for what, tell := range map[string]func(){
		"the countdown": a.countdownSet,
		"an exit":       func() { a.noteExit(p, &wire.Score{ID: p.id, Place: 1, Gained: 10, Points: 10, Ticks: 60}) },
	} {
		if n := testing.AllocsPerRun(1, tell); n > 300 {
			t.Errorf("%s is told with %v allocations", what, n)
		}
	}
}

// Nobody is told that all are out while a player whose connection was lost is waited
// for; then they are.
func TestLostConnectionCountsAsWalking(t *testing.T) {
	a, _ := newRounds(t)
	ann, _ := enter(t, a, "")
	ben, _ := enter(t, a, "")
	walkOut(t, a, ann)
	ben.Disconnect("cable")
	a.Tick()
	if names := a.walking(); !slices.Equal(names, []string{a.player(2).name}) {
		t.Errorf("%q still walk", names)
	}
	heartbeat(a, reconnectGrace, ann)
	if names := a.walking(); len(names) > 0 {
		t.Errorf("%q still walk", names)
	}
}
