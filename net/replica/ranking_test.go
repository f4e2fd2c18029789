package replica

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"clew/net/wire"
)

// standings returns a ranking in short: place, name, points; - after those that left.
func standings(r *Replica) (all []string) {
	for _, s := range r.Ranking() {
		text := fmt.Sprintf("%d %s %d", s.Place, s.Name, s.Points)
		if s.Left {
			text += " -"
		}
		all = append(all, text)
	}
	return all
}

func wantStandings(t *testing.T, r *Replica, want ...string) {
	t.Helper()
	if got := standings(r); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// receive makes the replica receive messages.
func receive(t *testing.T, r *Replica, msgs ...wire.Message) {
	t.Helper()
	for _, m := range msgs {
		if err := r.Receive(r.now, m); err != nil {
			t.Fatalf("%T: %v", m, err)
		}
	}
}

// startLevel makes the replica receive a level.
func startLevel(t *testing.T, r *Replica, number uint32) {
	t.Helper()
	receive(t, r, &wire.Level{W: len(rows[0]), H: len(rows), Name: "hall", Number: number})
	for y, row := range rows {
		receive(t, r, &wire.Row{Y: y, Tiles: row})
	}
}

// crowded returns a replica in level 1 with Ana and three others, of whom two are out.
func crowded(t *testing.T) *Replica {
	r := begin(t, 2000, 2048)
	startLevel(t, r, 1)
	receive(t, r,
		&wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Ben"}, &wire.PlayerInfo{ID: 3, Avatar: 'C', Name: "Cai"}, &wire.PlayerInfo{ID: 4, Avatar: 'D', Name: "Dio"},
		&wire.Score{ID: 3, Place: 1, Gained: 10, Points: 12, Ticks: 300}, &wire.Score{ID: 2, Place: 2, Gained: 7, Points: 30, Ticks: 200}, &wire.Score{ID: 4, Points: 9},
		&wire.Score{ID: 99, Place: 3}, // whom nobody has introduced
		&wire.Countdown{Tick: 70}, &wire.Record{Name: "Zoe", Ticks: 150})
	snapshot := newSnapshot(10, 0, 2000, 2048)
	snapshot.LevelNumber = 1
	receive(t, r, snapshot)
	return r
}

// The ranking is by place, then by points. Who leaves after the exit stays in it until
// the level ends, under the last name; points are kept over the level.
func TestRanking(t *testing.T) {
	r := crowded(t)
	wantStandings(t, r, "1 Cai 12", "2 Ben 30", "0 Dio 9", "0 Ana 0")
	before := r.Ranking()
	receive(t, r, &wire.PlayerInfo{ID: 3, Avatar: 'C', Name: "Kai"}, &wire.PlayerLeft{ID: 3}, &wire.PlayerLeft{ID: 4})
	wantStandings(t, r, "1 Kai 12 -", "2 Ben 30", "0 Ana 0")
	if before[0].Name != "Cai" {
		t.Error("a ranking that was returned has changed")
	}
	if s := r.Score(2); s.Place != 2 || s.Ticks != 200 || r.Score(1) != (wire.Score{ID: 1}) {
		t.Errorf("%+v", s)
	}
	startLevel(t, r, 2)
	wantStandings(t, r, "0 Ben 30", "0 Ana 0")
	if _, set := r.Countdown(r.now); set {
		t.Error("the countdown of the old level goes on")
	}
	if _, known := r.Record(); known {
		t.Error("the record of the old level is kept")
	}
	if s := r.Score(2); s != (wire.Score{ID: 2, Points: 30}) {
		t.Errorf("%+v", s)
	}
}

// The view has how each player stands.
func TestViewHasScores(t *testing.T) {
	r := crowded(t)
	receive(t, r, &wire.Score{ID: 1, Place: 3, Gained: 5, Points: 8})
	var v View
	r.View(r.now, &v)
	if p := v.Self(); p.Place != 3 || p.Gained != 5 || p.Points != 8 {
		t.Errorf("%+v", p)
	}
}

// A client that resumes keeps those of the ranking that left; another Welcome begins
// anew, and so does a resume in another level.
func TestRankingAfterWelcome(t *testing.T) {
	for _, c := range []struct {
		name    string
		resumed bool
		level   uint32
		want    []string
	}{
		{"resumed", true, 1, []string{"1 Cai 12 -", "2 Ben 30", "0 Ana 0"}},
		{"resumed in another level", true, 2, []string{"2 Ben 30", "0 Ana 0"}},
		{"new", false, 1, []string{"2 Ben 30", "0 Ana 0"}},
	} {
		r := crowded(t)
		receive(t, r, &wire.PlayerLeft{ID: 3})
		r.StartHandshake()
		receive(t, r, &wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: 60, Interval: 2, Tick: 20, Resumed: c.resumed})
		startLevel(t, r, c.level)
		receive(t, r, &wire.PlayerInfo{ID: 1, Avatar: 'A', Name: "Ana"}, &wire.PlayerInfo{ID: 2, Avatar: 'B', Name: "Ben"}, &wire.Score{ID: 2, Place: 2, Points: 30})
		if got := standings(r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if _, set := r.Countdown(r.now); set {
			t.Errorf("%s: a countdown that was not told again", c.name)
		}
	}
}

// The countdown runs with the replica's clock, and its end is never passed.
func TestCountdown(t *testing.T) {
	r := crowded(t)
	for _, c := range []struct{ after, want time.Duration }{{0, time.Second}, {400 * time.Millisecond, 600 * time.Millisecond}, {time.Hour, 0}} {
		if left, set := r.Countdown(r.now + c.after); !set || left.Round(time.Millisecond) != c.want {
			t.Errorf("after %v: %v, %v, want %v", c.after, left, set, c.want)
		}
	}
	receive(t, r, &wire.Countdown{})
	if _, set := r.Countdown(r.now); set {
		t.Error("a countdown goes on that was taken back")
	}
	if _, set := New(Config{}).Countdown(0); set {
		t.Error("a countdown without a game")
	}
}

// A record is told as an event only when it was set in this level.
func TestRecordEvent(t *testing.T) {
	r := crowded(t)
	r.Events()
	receive(t, r, &wire.Record{Name: "Ben", Ticks: 140})
	events := r.Events()
	if len(events) != 1 || events[0].Kind != EventRecord || events[0].Text != "Ben" || events[0].Elapsed != 140 {
		t.Errorf("%+v", events)
	}
	startLevel(t, r, 2)
	r.Events()
	receive(t, r, &wire.Record{Name: "Zoe", Ticks: 99})
	if record, known := r.Record(); !known || record.Name != "Zoe" || len(r.Events()) > 0 {
		t.Errorf("%+v", record)
	}
}

// A checkpoint has the ranking, those that left included, and a copy shares nothing.
func TestRankingIsRestored(t *testing.T) {
	r := crowded(t)
	receive(t, r, &wire.PlayerLeft{ID: 3})
	c, ok := r.Checkpoint()
	if !ok {
		t.Fatal("no checkpoint")
	}
	on, err := Restore(c)
	if err != nil {
		t.Fatal(err)
	}
	clone := r.Clone()
	want := []string{"1 Cai 12 -", "2 Ben 30", "0 Dio 9", "0 Ana 0"}
	startLevel(t, r, 2)
	for name, other := range map[string]*Replica{"restored": on, "copy": clone} {
		wantStandings(t, other, want...)
		left, set := other.Countdown(other.now)
		record, known := other.Record()
		if !set || left.Round(time.Millisecond) != time.Second || !known || record.Ticks != 150 {
			t.Errorf("%s: %v, %v, %+v, %v", name, left, set, record, known)
		}
	}
	c.Left = make([]Standing, maxLeft+1)
	if _, err := Restore(c); err == nil {
		t.Error("a checkpoint with too many that left")
	}
}

// A server cannot make the ranking grow without end, and asking for it again costs
// nothing.
func TestRankingIsBounded(t *testing.T) {
	r := crowded(t)
	for id := range wire.MaxID / 500_000 {
		receive(t, r, &wire.PlayerInfo{ID: 10 + id, Avatar: 'x', Name: "x"}, &wire.Score{ID: 10 + id, Place: 1}, &wire.PlayerLeft{ID: 10 + id})
	}
	if n := len(r.Ranking()); n != maxLeft+4 {
		t.Errorf("%d standings", n)
	}
	var v View
	r.View(r.now, &v)
	if n := testing.AllocsPerRun(100, func() { r.View(r.now, &v); r.Ranking(); r.Score(2); r.Countdown(r.now); r.Record() }); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}
