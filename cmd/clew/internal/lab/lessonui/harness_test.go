package lessonui

import (
	"image"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/eventlog"
	"clew/cmd/internal/lab/lesson"
)

// harness is a lesson beside a Lab in a window, with scripted input.
type harness struct {
	*LessonPanel
	t      testing.TB
	lab    *lab.Lab
	input  *ui.FakeInput
	img    *ebiten.Image
	corner *ebiten.Image
	wanted Request // last request but NoRequest
}

// fresh returns a Progress with nothing done, and its file.
func fresh(t testing.TB) (*settings.Progress, string) {
	path := filepath.Join(t.TempDir(), "progress.toml")
	p, message := settings.OpenProgress(path)
	if message != "" {
		t.Fatal(message)
	}
	t.Cleanup(func() { p.Close() }) // before its folder is removed
	return p, path
}

// open opens a shipped lesson.
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
	s := &harness{LessonPanel: New(o), t: t, input: ui.NewFakeInput(), img: windowtest.NewImage(w, h), corner: windowtest.NewImage(64, 64)}
	s.reopen()
	s.run(2)
	s.lab.Draw(s.img) // lays the widgets out
	s.run(1)
	return s
}

// reopen opens the game of the current step.
func (s *harness) reopen() {
	s.t.Helper()
	l, err := lab.New(lab.Options{Input: s.input, Source: s.Source(), Levels: cli.LoadLevel, Side: s.LessonPanel})
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

// tap taps keys one after the other.
func (s *harness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
	}
}

// hold holds a key for n ticks.
func (s *harness) hold(k ebiten.Key, ticks int) {
	s.input.HoldKeys(k)
	s.run(ticks)
	s.input.ReleaseKeys(k)
}

// look takes a screenshot if there is a folder for them.
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

// till runs the game up to a tick, at 4×.
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

// The tab stops of the Lab's settings.
const (
	forBob       = 1
	upLatency    = 2
	downLatency  = 7
	asTCP        = 12
	prediction   = 13
	replays      = 14 // then snap and ignore
	interpolates = 17
	redundancy   = 19
	delay        = 20
	queueTarget  = 22
)

// set opens the settings, focuses a tab stop, presses keys, and closes them.
func (s *harness) set(stop int, keys ...ebiten.Key) {
	s.tap(ebiten.KeyE)
	s.draw()
	for range stop {
		s.tap(ebiten.KeyTab)
	}
	s.tap(keys...)
	s.run(30) // settings apply after a moment
	s.tap(ebiten.KeyEscape)
	s.run(2)
}

// draw lays new widgets out, which happens when they are drawn: into a corner,
// because a whole frame takes long without a graphics card.
func (s *harness) draw() { s.lab.Root().Draw(s.corner) }

func times(n int, k ebiten.Key) (keys []ebiten.Key) {
	for range n {
		keys = append(keys, k)
	}
	return keys
}

// find presses Tab until a matching packet is selected.
func (s *harness) find(fits func(p *eventlog.Packet) bool) {
	s.t.Helper()
	r := s.lab.Player()
	for range 400 {
		s.tap(ebiten.KeyTab)
		if p := r.Selected(); p.Kind == playback.Packet && fits(&r.Trace().Packets[p.Index]) {
			s.run(checkInterval)
			return
		}
	}
	s.t.Error("there is no such packet")
}

// choose answers with the keyboard, from A on.
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

// click clicks a point.
func (s *harness) click(at image.Point) {
	s.input.Click(at, func() { s.run(1) })
	s.run(1)
}

func pt(x, y int) image.Point { return image.Pt(x, y) }
