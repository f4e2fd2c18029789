package screen

import (
	"clew/cmd/clew/internal/windowtest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/cli"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/netsim"
	"clew/net/wire"
)

// appTest is an App without a window, with a virtual clock and scripted input. Its
// game is a netsim.Simulation, so screenshots are reproducible.
type appTest struct {
	t     testing.TB
	app   *App
	input *ui.FakeInput
	w, h  int
	now   time.Duration
	game  *netsim.Simulation // the App's game, or nil
	peers *netsim.Peers      // the App's game without a server, or nil
	link  link.Link          // the server's end of the connection

	corner *ebiten.Image // receives frames that nobody looks at
}

// newAppTest creates an App in a language, with empty settings and no saved
// files.
func newAppTest(t testing.TB, lang string) *appTest {
	t.Helper()
	s := &appTest{t: t, input: ui.NewFakeInput(), w: 1280, h: 720, corner: windowtest.NewImage(64, 64)}
	t.Cleanup(s.corner.Deallocate)
	ui.SetDefaultInput(s.input)
	dir, store := t.TempDir(), settings.NewInMemory()
	store.Change(func(set *settings.Settings) {
		set.Language, set.Player.Name, set.Seen.Keys = lang, "Inês", true
	})
	silence, err := sound.Open(true)
	if err != nil {
		t.Fatal(err)
	}
	s.app = New(Options{
		Sounds: silence, Settings: store, SystemLanguage: lang, Times: filepath.Join(dir, "times"), Records: filepath.Join(dir, "records.json"), Progress: filepath.Join(dir, "progress"),
		Captures: filepath.Join(dir, "captures"), Replays: filepath.Join(dir, "replays"), BestRuns: filepath.Join(dir, "best-runs"), Screenshots: filepath.Join(dir, "shots"), Identity: filepath.Join(dir, "identity"),
	})
	t.Cleanup(func() {
		s.app.cancel()
		s.app.times.Close() // before its folder is removed
		if l, ok := s.app.current.(*lessonsScreen); ok {
			l.close()
		}
		ui.SetDefaultInput(nil)
		i18n.SetLanguage(i18n.English)
	})
	return s
}

// show opens a screen and runs it until its widgets are laid out.
func (s *appTest) show(p screen) {
	s.app.current = p
	for range 3 {
		s.run(1)
		s.draw(s.corner)
		windowtest.Drawn()
	}
}

// run advances n ticks.
func (s *appTest) run(n int) {
	s.t.Helper()
	for range n {
		s.now += tick
		if s.game != nil {
			s.game.Step()
			s.now = s.game.Now()
		}
		if s.peers != nil {
			s.peers.Step()
			s.now = s.peers.Now()
		}
		s.app.toasts.Update(s.w, s.h, s.app.uiScale(s.h))
		if s.app.current = s.app.current.update(s.now, s.w, s.h); s.app.current == nil {
			s.t.Fatal("the game was left")
		}
		s.input.NextTick()
	}
}

func (s *appTest) draw(dst *ebiten.Image) {
	s.app.current.draw(dst, s.now)
	s.app.drawToasts(dst)
}

// tap taps keys one after the other and lays the widgets out in between.
func (s *appTest) tap(keys ...ebiten.Key) {
	s.t.Helper()
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
		s.draw(s.corner)
		windowtest.Drawn()
		s.run(1)
	}
}

// players holds names for other players.
var players = []string{"Rui", "Ariadne", "Bartholomew Long", "Pasiphaë", "Ágnes", "Daedalus", "Icarus", "Minos", "Aegeus", "Theseus", "Phaedra"}

// join joins a game on a level, with this number of other players, on the
// server at the target's address.
func (s *appTest) join(level string, others int, to joinTarget) *play {
	s.t.Helper()
	cfg := netsim.Config{Level: levelOfName(s.t, level), Seed: 3, MaxSpectators: 4}
	cfg.Dark = to.password == inTheDark
	for i := range others {
		cfg.Clients = append(cfg.Clients, netsim.ClientConfig{Name: players[i], Input: stroll(i)})
	}
	if to.password == inRounds {
		cfg.Rounds = &authority.Rounds{TimeLimit: 90 * sim.TickRate, Intermission: 10 * sim.TickRate, Next: func() (*maze.Level, uint64) { return levelOfName(s.t, "two-courtyards"), 5 }}
		cfg.Records = memoryRecords{}
	}
	if to.password == full {
		cfg.MaxPlayers = others
	}
	s.game = netsim.New(cfg)
	s.game.Run(10)
	if to.address == "" {
		to.address = "maze.example.org:8856"
	}
	to.back = func(f exitReason) screen { return newTitle(s.app, 0, f.text) }
	s.now = s.game.Now()
	p := newPlay(s.app, to)
	p.movement.Keyboard = typed{s.input}
	s.app.current = p
	s.dial(p)
	return p
}

// In place of a password, full makes the game full, inTheDark the maze dark, and
// inRounds the levels follow one another.
const (
	full      = "full"
	inRounds  = "rounds"
	inTheDark = "dark"
)

// memoryRecords keeps the best times of a test's server.
type memoryRecords map[*maze.Level]wire.Record

func (r memoryRecords) Record(l *maze.Level) wire.Record       { return r[l] }
func (r memoryRecords) SetRecord(l *maze.Level, m wire.Record) { r[l] = m }

// dial connects a play to its game, as its caller would.
func (s *appTest) dial(p *play) {
	s.t.Helper()
	if !p.client.ShouldDial(s.now) {
		s.t.Fatal("the client wants no link")
	}
	near, far := mem.Pair()
	s.link = far
	p.client.SetLink(s.now, near)
	s.game.Server.Accept(far, dial.CodecFor(s.app.opts.Wire), authority.Game, "here")
}

func levelOfName(t testing.TB, name string) *maze.Level {
	t.Helper()
	level, err := cli.LoadLevel(name)
	if err != nil {
		t.Fatal(err)
	}
	return level
}

// typed is a keyboard that plays scripted keys.
type typed struct{ hands *ui.FakeInput }

func (k typed) IsKeyPressed(key ebiten.Key) bool     { return k.hands.KeyPressDuration(key) > 0 }
func (k typed) IsKeyJustPressed(key ebiten.Key) bool { return k.hands.KeyPressDuration(key) == 1 }

// stroll returns inputs that walk about, different ones for each number.
func stroll(who int) netsim.InputFunc {
	dirs := [...]sim.Input{sim.Right, sim.Down, sim.Left | sim.Down, sim.Right | sim.Up, sim.Down | sim.Right, sim.Left}
	return func(tick int) sim.Input { return dirs[(tick/40*(who+3)+who*who)%len(dirs)] }
}

// walk walks towards the exit for a number of ticks, or until the player is
// there.
func (s *appTest) walk(ticks int) {
	s.t.Helper()
	p := s.app.current.(*play)
	arrows := map[sim.Input]ebiten.Key{sim.Up: ebiten.KeyW, sim.Down: ebiten.KeyS, sim.Left: ebiten.KeyA, sim.Right: ebiten.KeyD}
	for range ticks {
		for _, k := range arrows {
			s.input.ReleaseKeys(k)
		}
		me := p.view.Self()
		if me != nil && me.ExitTick != 0 {
			break
		}
		if me != nil {
			if k, ok := arrows[towards(p.view.Maze, me.X, me.Y)]; ok {
				s.input.HoldKeys(k)
			}
		}
		s.run(1)
	}
	for _, k := range arrows {
		s.input.ReleaseKeys(k)
	}
}

// towards returns the direction of the shortest way to the exit.
func towards(m *maze.Maze, x, y int32) sim.Input {
	const half = sim.CellUnits / 2
	here, far := maze.Cell{X: int(x / sim.CellUnits), Y: int(y / sim.CellUnits)}, map[maze.Cell]int{}
	queue := slices.Clone(m.Exits())
	for _, c := range queue {
		far[c] = 0
	}
	for ; len(queue) > 0; queue = queue[1:] {
		c := queue[0]
		for _, d := range steps {
			n := maze.Cell{X: c.X + d.X, Y: c.Y + d.Y}
			if _, seen := far[n]; !seen && m.Walkable(n.X, n.Y) {
				far[n] = far[c] + 1
				queue = append(queue, n)
			}
		}
	}
	for _, d := range steps {
		n := maze.Cell{X: here.X + d.X, Y: here.Y + d.Y}
		if !m.Walkable(n.X, n.Y) || far[n] >= far[here] {
			continue
		}
		// First to the middle of the corridor, then along it.
		switch dx, dy := x%sim.CellUnits-half, y%sim.CellUnits-half; {
		case d.X != 0 && dy > 40:
			return sim.Up
		case d.X != 0 && dy < -40:
			return sim.Down
		case d.Y != 0 && dx > 40:
			return sim.Left
		case d.Y != 0 && dx < -40:
			return sim.Right
		}
		return d.dir
	}
	return 0
}

var steps = [...]struct {
	dir  sim.Input
	X, Y int
}{{sim.Up, 0, -1}, {sim.Down, 0, 1}, {sim.Left, -1, 0}, {sim.Right, 1, 0}}
