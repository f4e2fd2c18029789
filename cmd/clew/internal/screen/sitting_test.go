package screen

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/sound"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/pick"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/link/memlink"
	"clew/net/rig"
)

// sitting is an App that sits for its pictures: without a window, on a clock of
// its own, worked by hands that a test moves. A game that is played in it is a
// rig, so that the same pictures come of it every time.
type sitting struct {
	t     testing.TB
	app   *App
	hands *kit.Script
	w, h  int
	now   time.Duration
	game  *rig.Rig  // that the App is in; nil: none
	wire  link.Link // the game's end of it
}

// sit makes an App that speaks a language and knows nothing yet.
func sit(t testing.TB, lang string) *sitting {
	t.Helper()
	s := &sitting{t: t, hands: kit.NewScript(), w: 1280, h: 720}
	kit.SetHands(s.hands)
	dir, store := t.TempDir(), settings.Memory()
	store.Change(func(set *settings.Settings) {
		set.Language, set.Player.Name, set.Seen.Keys = lang, "Inês", true
	})
	silence, err := sound.Open(true)
	if err != nil {
		t.Fatal(err)
	}
	s.app = New(Options{
		Sounds: silence, Settings: store, System: lang, Times: filepath.Join(dir, "times"), Progress: filepath.Join(dir, "progress"),
		Captures: filepath.Join(dir, "captures"), Replays: filepath.Join(dir, "replays"), Shots: filepath.Join(dir, "shots"),
	})
	t.Cleanup(func() {
		s.app.leave()
		s.app.times.Close() // before its folder goes
		if l, ok := s.app.paint.(*lessons); ok {
			l.close()
		}
		kit.SetHands(nil)
		words.Set(words.English)
	})
	return s
}

// show shows a screen, long enough for it to find its places.
func (s *sitting) show(p screen) {
	s.app.paint = p
	corner := ebiten.NewImage(64, 64)
	defer corner.Deallocate()
	for range 3 {
		s.run(1)
		s.draw(corner)
	}
}

// run lets n ticks pass.
func (s *sitting) run(n int) {
	s.t.Helper()
	for range n {
		s.now += tick
		if s.game != nil {
			s.game.Step()
			s.now = s.game.Now()
		}
		s.app.toasts.Update(s.w, s.h, s.app.want(s.h))
		if s.app.paint = s.app.paint.update(s.now, s.w, s.h); s.app.paint == nil {
			s.t.Fatal("the game was left")
		}
		s.hands.Next()
	}
}

func (s *sitting) draw(dst *ebiten.Image) {
	s.app.paint.draw(dst, s.now)
	s.app.drawToasts(dst)
}

// tap strikes keys, one after the other; each widget has its place before the
// next one.
func (s *sitting) tap(keys ...ebiten.Key) {
	s.t.Helper()
	corner := ebiten.NewImage(64, 64)
	defer corner.Deallocate()
	for _, k := range keys {
		s.hands.Tap(k)
		s.run(1)
		s.draw(corner)
		s.run(1)
	}
}

// players are names of others.
var players = []string{"Rui", "Ariadne", "Bartholomew Long", "Pasiphaë", "Ágnes", "Daedalus", "Icarus", "Minos", "Aegeus", "Theseus", "Phaedra"}

// join joins a game on a level in which so many others are, on the server at the
// target's address.
func (s *sitting) join(level string, others int, to target) *play {
	s.t.Helper()
	cfg := rig.Config{Level: levelOfName(s.t, level), Seed: 3, MaxWatchers: 4}
	for i := range others {
		cfg.Clients = append(cfg.Clients, rig.ClientConfig{Name: players[i], Play: stroll(i)})
	}
	if to.password == full {
		cfg.MaxPlayers = others
	}
	s.game = rig.New(cfg)
	s.game.Run(10)
	if to.address == "" {
		to.address = "maze.example.org:8856"
	}
	to.back = func(f failure) screen { return newTitle(s.app, 0, f.text) }
	s.now = s.game.Now()
	p := newPlay(s.app, to)
	p.walk.From = typed{s.hands}
	s.app.paint = p
	s.dial(p)
	return p
}

// full in place of a password makes the game full.
const full = "full"

// dial does what the caller of a play does.
func (s *sitting) dial(p *play) {
	s.t.Helper()
	if !p.client.WantsLink(s.now) {
		s.t.Fatal("the client wants no link")
	}
	near, far := memlink.Pair()
	s.wire = far
	p.client.Attach(s.now, near)
	s.game.Server.Attach(far, dial.Codec(s.app.opts.Wire), authority.Game, "here")
}

func levelOfName(t testing.TB, name string) *maze.Level {
	t.Helper()
	level, err := pick.Level(name)
	if err != nil {
		t.Fatal(err)
	}
	return level
}

// typed is the keyboard to walk with.
type typed struct{ hands *kit.Script }

func (k typed) IsKeyPressed(key ebiten.Key) bool     { return k.hands.Held(key) > 0 }
func (k typed) IsKeyJustPressed(key ebiten.Key) bool { return k.hands.Held(key) == 1 }

// stroll walks about, each in a way of their own.
func stroll(who int) rig.Player {
	dirs := [...]sim.Input{sim.Right, sim.Down, sim.Left | sim.Down, sim.Right | sim.Up, sim.Down | sim.Right, sim.Left}
	return func(tick int) sim.Input { return dirs[(tick/40*(who+3)+who*who)%len(dirs)] }
}

// walk walks towards the exit for so many ticks, or until one is there.
func (s *sitting) walk(ticks int) {
	s.t.Helper()
	p := s.app.paint.(*play)
	arrows := map[sim.Input]ebiten.Key{sim.Up: ebiten.KeyW, sim.Down: ebiten.KeyS, sim.Left: ebiten.KeyA, sim.Right: ebiten.KeyD}
	for range ticks {
		for _, k := range arrows {
			s.hands.Release(k)
		}
		me := p.seen.Self()
		if me != nil && me.Exit != 0 {
			break
		}
		if me != nil {
			if k, ok := arrows[towards(p.seen.Maze, me.X, me.Y)]; ok {
				s.hands.Hold(k)
			}
		}
		s.run(1)
	}
	for _, k := range arrows {
		s.hands.Release(k)
	}
}

// towards is the direction in which it goes to the exit.
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
			if _, seen := far[n]; !seen && m.Open(n.X, n.Y) {
				far[n] = far[c] + 1
				queue = append(queue, n)
			}
		}
	}
	for _, d := range steps {
		n := maze.Cell{X: here.X + d.X, Y: here.Y + d.Y}
		if !m.Open(n.X, n.Y) || far[n] >= far[here] {
			continue
		}
		// First to the middle of the way, then along it.
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
