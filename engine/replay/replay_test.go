package replay

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

var bless = flag.Bool("bless", false, "rewrite the recordings in testdata; say why in the commit")

// testGame plays a made-up game and records it.
type testGame struct {
	*game.State
	rec    *Writer
	out    bytes.Buffer
	rng    *rand.Rand
	keys   map[sim.ID]sim.Input
	seqs   map[sim.ID]uint32 // of the last inputs
	tokens byte              // given out

	hashes []uint64 // of the State after each entry
	lines  []ChatLine
}

func newGame(t testing.TB, level *maze.Level, seed uint64) *testGame {
	t.Helper()
	return continued(t, game.New(game.Config{Level: level, Seed: seed, Name: "test"}), seed)
}

// continued records a game from a State on.
func continued(t testing.TB, s *game.State, seed uint64) *testGame {
	t.Helper()
	g := &testGame{State: s, rng: rand.New(rand.NewPCG(seed, 1)), keys: map[sim.ID]sim.Input{}, seqs: map[sim.ID]uint32{}}
	for _, p := range s.Players() {
		g.seqs[p.ID] = p.Ack
	}
	var err error
	if g.rec, err = NewWriter(&g.out, g.State); err != nil {
		t.Fatal(err)
	}
	return g
}

// step applies an entry, whose tick it sets, and records it.
func (g *testGame) step(e game.Entry) {
	e.Tick = game.TickAfter(g.Tick(), e.StartsLevel())
	events, err := g.Apply(&e, nil)
	if err != nil {
		panic(err)
	}
	g.hashes = append(g.hashes, g.Hash())
	for _, event := range events {
		if event.Kind == game.PlayerSaid {
			g.lines = append(g.lines, ChatLine{sim.Tick(len(g.hashes)), *g.Player(event.ID), e.Changes[event.Change].Text})
		}
	}
	g.rec.WriteEntry(&e, g.State)
}

// crowd plays ticks of up to n players who wander, come, go, lose their
// connections, talk, and sometimes catch up with two inputs in a tick.
func (g *testGame) crowd(n, ticks int) {
	for range ticks {
		var e game.Entry
		if len(g.Players()) < n && g.rng.IntN(40) == 0 {
			e.Changes = append(e.Changes, game.Change{Kind: game.Join, Name: g.name(), Token: g.token(), Appearance: game.Appearance{Colour: 3, Shape: 2}})
		}
		for _, p := range g.Players() {
			g.wander(&e, &p)
		}
		g.step(e)
	}
}

// wander adds what a player does in a tick.
func (g *testGame) wander(e *game.Entry, p *game.Player) {
	switch c := (game.Change{ID: p.ID}); g.rng.IntN(900) {
	case 0:
		c.Kind = game.Leave
		e.Changes = append(e.Changes, c)
	case 1, 2:
		c.Kind = game.Disconnect
		e.Changes = append(e.Changes, c)
	case 3, 4, 5, 6:
		c.Kind, c.UsedToken, c.Token = game.Resume, p.Token, g.token()
		e.Changes = append(e.Changes, c)
	case 7:
		c.Kind, c.Name = game.Rename, g.name()
		e.Changes = append(e.Changes, c)
	case 8, 9:
		c.Kind, c.Text = game.Say, "hello from "+p.Name
		e.Changes = append(e.Changes, c)
	case 10:
		c.Kind, c.Until = game.Mute, g.Tick()+100
		e.Changes = append(e.Changes, c)
	}
	if g.rng.IntN(15) == 0 {
		g.keys[p.ID] = sim.Input(g.rng.IntN(16))
	}
	for range []int{1, 1, 1, 1, 1, 1, 0, 2}[g.rng.IntN(8)] {
		g.seqs[p.ID]++
		e.Inputs = append(e.Inputs, game.Input{ID: p.ID, Seq: game.SeqBits(g.seqs[p.ID]), Keys: g.keys[p.ID]})
	}
}

func (g *testGame) name() string { return []string{"Inês", "Rui", "Ann", ""}[g.rng.IntN(4)] }

func (g *testGame) token() game.TokenHash {
	g.tokens++
	return game.TokenHash{g.tokens, 1}
}

func (g *testGame) done(t testing.TB) []byte {
	t.Helper()
	if err := g.rec.Close(); err != nil {
		t.Fatal(err)
	}
	return g.out.Bytes()
}

func generated(t testing.TB, seed uint64, w, h int) *maze.Level {
	t.Helper()
	m, err := maze.Generate(seed, w, h, 60)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "generated", Maze: m}
}

// hall returns a level with much open floor, pillars and an exit in a corner.
func hall(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{
		"###############",
		"#S...........S#",
		"#.##.#.#.#.##.#",
		"#.............#",
		"#.#.##.#.##.#.#",
		"#......#......#",
		"#.#.##...##.#.#",
		"#.............#",
		"#S.#..#E#..#.S#",
		"###############",
	})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "hall", Maze: m}
}

// recordings are the games in testdata.
var recordings = map[string]func(t testing.TB) []byte{
	"crowd.clewrec": func(t testing.TB) []byte {
		g := newGame(t, generated(t, 11, 31, 21), 11)
		g.crowd(12, 900)
		return g.done(t)
	},
	"hall.clewrec": func(t testing.TB) []byte {
		g := newGame(t, hall(t), 5)
		g.crowd(3, 2400)
		return g.done(t)
	},
	"large.clewrec": func(t testing.TB) []byte {
		g := newGame(t, generated(t, 3, 101, 75), 3)
		g.crowd(5, 1500)
		return g.done(t)
	},
}

// The current rules play the recorded games as they were played on the day of
// the recording. If they are not and that is meant, see the flag -bless.
func TestRecordings(t *testing.T) {
	for name, play := range recordings {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name)
			if *bless {
				if err := os.WriteFile(file, play(t), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			rep, err := Verify(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if rep.Truncated || rep.Ticks < 900 || rep.Players < 3 || rep.ChatLines == 0 || rep.Resumes == 0 {
				t.Errorf("an odd recording: %+v", rep)
			}
		})
	}
}

func TestVerifyReports(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.step(game.Entry{Changes: []game.Change{{Kind: game.Join, Name: "Ann", Token: game.TokenHash{1}}, {Kind: game.Join}}})
	g.step(game.Entry{Changes: []game.Change{{Kind: game.Disconnect, ID: 1}, {Kind: game.Say, ID: 2, Text: "hi"}, {Kind: game.Say, ID: 2, Text: "again"}}})
	g.step(game.Entry{Changes: []game.Change{{Kind: game.Resume, ID: 1, UsedToken: game.TokenHash{1}, Token: game.TokenHash{2}}, {Kind: game.Say, ID: 7, Text: "nobody"}}})
	for range 2 * CheckpointInterval {
		g.step(game.Entry{})
	}
	rep, err := Verify(bytes.NewReader(g.done(t)))
	if err != nil {
		t.Fatal(err)
	}
	level, number := rep.Start.Level()
	if rep.Start.Name() != "test" || level.Name != "hall" || number != 1 {
		t.Errorf("it begins with %+v", rep.Start)
	}
	rep.Start = nil
	if want := (Report{Ticks: 3 + 2*CheckpointInterval, Players: 2, Resumes: 1, ChatLines: 2, Checkpoints: 2}); rep != want {
		t.Errorf("%+v, want %+v", rep, want)
	}
}

// A recording that begins where a server went on to its level has the ticks of
// the server, and the players that were there.
func TestStartTick(t *testing.T) {
	before := newGame(t, hall(t), 5)
	before.crowd(4, 1000)
	before.step(game.Entry{Changes: []game.Change{{Kind: game.StartLevel, Level: generated(t, 7, 21, 21), Seed: 3}}})
	players := len(before.Players())
	for _, ticks := range []int{0, 100} {
		g := continued(t, before.Clone(), 9)
		g.crowd(0, ticks)
		file := g.done(t)
		rep, err := Verify(bytes.NewReader(file))
		if err != nil || rep.Ticks != ticks || rep.Start.Tick() != 1001 || rep.Truncated || rep.Players < players || players == 0 {
			t.Errorf("of %d ticks: %+v, %v", ticks, rep, err)
		}
		rec, err := Load(bytes.NewReader(file))
		if err != nil || rec.StartTick() != 1001 || rec.LastTick() != 1001+sim.Tick(ticks) || rec.Has(1000) || !rec.Has(1001) {
			t.Errorf("of %d ticks: %v", ticks, err)
		}
	}
}

// What differs is found at its tick, whatever it is.
func TestDesyncErrorNamesTheTick(t *testing.T) {
	join := game.Entry{Changes: []game.Change{{Kind: game.Join, Name: "Ann", Token: game.TokenHash{1}}}}
	walk := func(seq uint8, keys sim.Input) game.Entry {
		return game.Entry{Inputs: []game.Input{{ID: 1, Seq: seq, Keys: keys}}}
	}
	for name, c := range map[string]struct{ recorded, played game.Entry }{
		"a position":       {walk(1, sim.Right), walk(1, sim.Down)},
		"an ack":           {walk(1, 0), walk(2, 0)},
		"a name":           {game.Entry{Changes: []game.Change{{Kind: game.Rename, ID: 1, Name: "Rui"}}}, game.Entry{Changes: []game.Change{{Kind: game.Rename, ID: 1, Name: "Inês"}}}},
		"a token":          {game.Entry{Changes: []game.Change{{Kind: game.Resume, ID: 1, UsedToken: game.TokenHash{1}, Token: game.TokenHash{2}}}}, game.Entry{Changes: []game.Change{{Kind: game.Resume, ID: 1, UsedToken: game.TokenHash{1}, Token: game.TokenHash{3}}}}},
		"who is in":        {game.Entry{}, game.Entry{Changes: []game.Change{{Kind: game.Leave, ID: 1}}}},
		"who may speak":    {game.Entry{}, game.Entry{Changes: []game.Change{{Kind: game.Mute, ID: 1, Until: game.Forever}}}},
		"how someone is":   {game.Entry{}, game.Entry{Changes: []game.Change{{Kind: game.SetAppearance, ID: 1, Appearance: game.Appearance{Colour: 1}}}}},
		"a lost client":    {game.Entry{}, game.Entry{Changes: []game.Change{{Kind: game.Disconnect, ID: 1}}}},
		"the game's owner": {game.Entry{}, game.Entry{Epoch: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGame(t, hall(t), 5)
			g.step(join)
			for range 69 {
				g.step(game.Entry{})
			}
			c.played.Tick, c.recorded.Tick = 71, 71
			if _, err := g.Apply(&c.played, nil); err != nil {
				t.Fatal(err)
			}
			g.rec.WriteEntry(&c.recorded, g.State)
			for range 20 {
				g.step(game.Entry{Epoch: g.Epoch()})
			}
			file := g.done(t)
			rep, err := Verify(bytes.NewReader(file))
			var m *DesyncError
			if !errors.As(err, &m) || m.Tick != 71 || m.Count != 71 || m.Checkpoint || rep.Ticks != 70 {
				t.Errorf("got %v after %d ticks, want a mismatch at tick 71", err, rep.Ticks)
			}
			rec, err := Load(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			cursor := rec.Cursor()
			if _, err := cursor.StateAt(90); !errors.As(err, &m) || m.Tick != 71 || m.Count != 71 {
				t.Errorf("a cursor stops with %v", err)
			}
			if s, err := cursor.StateAt(70); err != nil || s.Tick() != 70 {
				t.Errorf("before it: %v", err)
			}
		})
	}
}

// A checkpoint that is not the game at its tick is named, and so is the end.
func TestForgedCheckpoints(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(4, CheckpointInterval-1)
	other := g.Clone()
	var e game.Entry
	g.wander(&e, &g.Players()[0])
	forged := newGame(t, hall(t), 5).rec
	forged.last = g.Tick()
	g.step(e)
	e.Tick = g.Tick()
	e.Changes = append(e.Changes, game.Change{Kind: game.Mute, ID: g.Players()[0].ID, Until: 9999})
	if _, err := other.Apply(&e, nil); err != nil {
		t.Fatal(err)
	}
	right, wrong := game.AppendCheckpoint(nil, g.State), game.AppendCheckpoint(nil, other)
	g.crowd(4, 30)
	file := g.done(t)
	record := appendRecord(nil, kindCheckpoint, right)
	if bytes.Count(file, record) != 1 {
		t.Fatal("the checkpoint is not in the file")
	}
	bad := bytes.Replace(file, record, appendRecord(nil, kindCheckpoint, wrong), 1)
	var m *DesyncError
	if _, err := Verify(bytes.NewReader(bad)); !errors.As(err, &m) || !m.Checkpoint || m.Tick != CheckpointInterval || !strings.Contains(err.Error(), "the checkpoint at tick 1800 is not the game there") {
		t.Errorf("verified with %v", err)
	}
	if _, err := Load(bytes.NewReader(bad)); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "the checkpoint at tick 1800 has the hash") {
		t.Errorf("loaded with %v", err)
	}
	end := appendRecord(nil, kindEnd, append([]byte{0xa6, 0x0e}, make([]byte, 8)...)) // of tick 1830
	if _, err := Verify(bytes.NewReader(append(file[:len(file)-len(end):len(file)-len(end)], end...))); !errors.As(err, &m) || m.Tick != 1830 || m.Want != 0 {
		t.Errorf("with another end verified with %v", err)
	}
}

// Cut at any byte, a recording opens up to there.
func TestEveryTruncation(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 200)
	whole := g.done(t)
	ticks := 0
	for n := range whole {
		rep, err := Verify(bytes.NewReader(whole[:n]))
		if err != nil && rep.Start != nil {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), err)
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d, within the head: %v", n, err)
		}
		if err == nil && (!rep.Truncated || rep.Ticks < ticks) {
			t.Fatalf("cut at %d: %+v after %d ticks before", n, rep, ticks)
		}
		rec, loadErr := Load(bytes.NewReader(whole[:n]))
		if (err == nil) != (loadErr == nil) || err == nil && (!rec.Truncated || rec.LastTick() != sim.Tick(rep.Ticks)) {
			t.Fatalf("cut at %d: verified with %v, loaded with %v", n, err, loadErr)
		}
		ticks = rep.Ticks
	}
	if ticks != 200 {
		t.Errorf("only %d ticks in a recording that lacks its last byte", ticks)
	}
}

// A flipped bit is found, wherever it is: nothing is played wrong silently.
func TestEveryFlippedBit(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 70)
	whole := g.done(t)
	for n := range whole {
		b := bytes.Clone(whole)
		b[n] ^= 1 << (n % 8)
		if rep, err := Verify(bytes.NewReader(b)); err == nil && !rep.Truncated {
			t.Fatalf("byte %d of %d: not noticed", n, len(whole))
		}
		if rec, err := Load(bytes.NewReader(b)); err == nil && !rec.Truncated {
			t.Fatalf("byte %d of %d: not noticed when loaded", n, len(whole))
		}
	}
}

func TestUnknownRecordsAreSkipped(t *testing.T) {
	g := newGame(t, hall(t), 5)
	g.crowd(2, 60)
	g.rec.write('?', []byte("from the future"))
	g.crowd(2, 30)
	file := g.done(t)
	if rep, err := Verify(bytes.NewReader(file)); err != nil || rep.Ticks != 90 {
		t.Errorf("%+v, %v", rep, err)
	}
	if rec, err := Load(bytes.NewReader(file)); err != nil || rec.LastTick() != 90 {
		t.Errorf("loaded with %v", err)
	}
}

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestWriterKeepsItsFirstError(t *testing.T) {
	s := game.New(game.Config{Level: hall(t)})
	rec, err := NewWriter(&full{left: 1000}, s)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 * entriesPerRecord {
		e := game.Entry{Tick: s.Tick() + 1}
		if _, err := s.Apply(&e, nil); err != nil {
			t.Fatal(err)
		}
		rec.WriteEntry(&e, s)
	}
	if !errors.Is(rec.Err(), io.ErrShortWrite) || !errors.Is(rec.Close(), io.ErrShortWrite) {
		t.Errorf("Err is %v", rec.Err())
	}
	if _, err := NewWriter(&full{left: 30}, s); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("begun with %v", err)
	}
}

// An entry may start a level, even one with smaller ticks.
func TestLevelsWithin(t *testing.T) {
	late := game.New(game.Config{Level: hall(t)})
	late.World().SetState(1<<31 + 5)
	for name, start := range map[string]*game.State{"early": game.New(game.Config{Level: hall(t)}), "late": late} {
		t.Run(name, func(t *testing.T) {
			g := continued(t, start, 4)
			g.crowd(4, 130)
			g.step(game.Entry{Changes: []game.Change{{Kind: game.StartLevel, Level: generated(t, 7, 21, 21), Seed: 3}, {Kind: game.Join, Name: "Zoë"}}})
			g.crowd(4, CheckpointInterval)
			file := g.done(t)
			if rep, err := Verify(bytes.NewReader(file)); err != nil || rep.Ticks != 131+CheckpointInterval || rep.Checkpoints != 1 {
				t.Errorf("%+v, %v", rep, err)
			}
			rec, err := Load(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			checkStates(t, g, rec, []int{130, 131, 132, 131 + CheckpointInterval, 50})
		})
	}
}

// checkStates looks at the States after so many entries each.
func checkStates(t *testing.T, g *testGame, rec *Recording, counts []int) {
	t.Helper()
	one := rec.Cursor()
	for _, n := range counts {
		tick := rec.StartTick() + sim.Tick(n)
		s, err := one.StateAt(tick)
		fresh, freshErr := rec.Cursor().StateAt(tick)
		if err != nil || freshErr != nil {
			t.Fatalf("after %d entries: %v, %v", n, err, freshErr)
		}
		if s.Hash() != fresh.Hash() || n > 0 && s.Hash() != g.hashes[n-1] {
			t.Errorf("the State after %d entries is not as it was", n)
		}
	}
}
