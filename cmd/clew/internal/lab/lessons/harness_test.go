package lessons

import (
	"image"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/lesson"
)

// harness is a lesson beside a Lab in a window, and hands to work it.
type harness struct {
	*LessonPanel
	t      testing.TB
	lab    *lab.Lab
	input  *ui.FakeInput
	img    *ebiten.Image
	corner *ebiten.Image
	wanted Request // the last that was not Nothing
}

// fresh is a progress in which nothing is done, and its file.
func fresh(t testing.TB) (*settings.Progress, string) {
	path := filepath.Join(t.TempDir(), "progress.toml")
	p, message := settings.OpenProgress(path)
	if message != "" {
		t.Fatal(message)
	}
	t.Cleanup(func() { p.Close() }) // before its folder goes
	return p, path
}

// open opens a lesson that comes with the game.
func open(t testing.TB, key, language string, w, h int) *harness {
	t.Helper()
	i18n.SetLanguage(language)
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	p, _ := fresh(t)
	return with(t, Options{Lesson: lesson.Load(key), Key: key, Progress: p}, w, h)
}

func with(t testing.TB, o Options, w, h int) *harness {
	t.Helper()
	if after := Next(o.Key); after != nil {
		o.Next = after.Lesson
	}
	s := &harness{LessonPanel: New(o), t: t, input: ui.NewFakeInput(), img: ebiten.NewImage(w, h), corner: ebiten.NewImage(64, 64)}
	s.reopen()
	s.run(2)
	s.lab.Draw(s.img) // gives the widgets their places
	s.run(1)
	return s
}

// reopen opens the game of the present step.
func (s *harness) reopen() {
	s.t.Helper()
	l, err := lab.New(lab.Options{Input: s.input, Scenario: s.Scenario(), Levels: cli.LoadLevel, Side: s.LessonPanel})
	if err != nil {
		s.t.Fatal(err)
	}
	s.lab = l
}

// run runs n ticks, as the owner of the window does.
func (s *harness) run(n int) {
	for range n {
		b := s.img.Bounds()
		if s.lab.Update(b.Dx(), b.Dy(), 1) {
			s.t.Fatal("the Lab was left")
		}
		s.input.NextTick()
		if w := s.Request(); w != NoRequest {
			if s.wanted = w; w == ReopenGame {
				s.reopen()
			}
		}
	}
}

// tap presses keys one after the other.
func (s *harness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
	}
}

// hold holds a key for so many ticks.
func (s *harness) hold(k ebiten.Key, ticks int) {
	s.input.HoldKeys(k)
	s.run(ticks)
	s.input.ReleaseKeys(k)
}

// look keeps a picture, where pictures are kept.
func (s *harness) look(name string) {
	s.t.(*testing.T).Helper()
	if windowtest.ScreenshotDir == "" {
		return
	}
	s.img.Clear()
	s.lab.Draw(s.img)
	s.run(1)
	s.lab.Draw(s.img)
	windowtest.KeepScreenshot(s.t, name, windowtest.ReadPixels(s.img))
}

// till lets the game run to a tick, at four times the speed.
func (s *harness) till(tick int) {
	s.t.Helper()
	r := s.lab.Player()
	s.tap(times(2, ebiten.KeyBracketRight)...)
	if !r.Playing {
		s.tap(ebiten.KeySpace)
	}
	for n := 0; r.Tick() < tick && n < 10000; n++ {
		s.run(1)
	}
	s.tap(ebiten.KeySpace)
	s.tap(times(2, ebiten.KeyBracketLeft)...)
	if r.Playing || r.Tick() < tick {
		s.t.Fatalf("at tick %d, not %d", r.Tick(), tick)
	}
}

// The stops of the Lab's settings, in the order of Tab.
const (
	forBob       = 1
	upLatency    = 2
	downLatency  = 7
	asTCP        = 12
	prediction   = 13
	reconciles   = 14
	interpolates = 15
	redundancy   = 17
	delay        = 18
	queueTarget  = 20
)

// set opens the settings, goes to a stop, presses keys there, and closes.
func (s *harness) set(stop int, keys ...ebiten.Key) {
	s.tap(ebiten.KeyE)
	s.draw()
	for range stop {
		s.tap(ebiten.KeyTab)
	}
	s.tap(keys...)
	s.run(30) // what is set is tried after a moment
	s.tap(ebiten.KeyEscape)
	s.run(2)
}

// draw lets new widgets get their places, which they do when they are drawn: in
// a corner, because a whole frame takes long without a graphics card.
func (s *harness) draw() { s.lab.Root().Draw(s.corner) }

func times(n int, k ebiten.Key) (keys []ebiten.Key) {
	for range n {
		keys = append(keys, k)
	}
	return keys
}

// find presses Tab until a packet is picked out that fits.
func (s *harness) find(fits func(p *eventlog.Packet) bool) {
	s.t.Helper()
	r := s.lab.Player()
	for range 400 {
		s.tap(ebiten.KeyTab)
		if p := r.Selected(); p.Kind == player.Packet && fits(&r.Trace().Packets[p.Index]) {
			s.run(checkInterval)
			return
		}
	}
	s.t.Error("there is no such packet")
}

// choose gives an answer with the keyboard, from A on.
func (s *harness) choose(answer int) {
	s.draw()
	s.tap(ebiten.KeyF2)
	for range answer {
		s.tap(ebiten.KeyTab)
	}
	s.tap(ebiten.KeyEnter)
	s.tap(ebiten.KeyEscape)
	s.run(checkInterval)
}

// click presses and lifts the mouse at a point.
func (s *harness) click(at image.Point) {
	s.input.Click(at, func() { s.run(1) })
	s.run(1)
}

func pt(x, y int) image.Point { return image.Pt(x, y) }
