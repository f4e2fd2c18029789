package lessonui

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/lab/lesson"
)

// strip returns the pixels of a part of an image.
func strip(m *image.RGBA) (pix []byte) {
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		i := m.PixOffset(m.Rect.Min.X, y)
		pix = append(pix, m.Pix[i:i+4*m.Rect.Dx()]...)
	}
	return pix
}

// sees reports whether do changes the column's image.
func (s *harness) sees(do func()) bool {
	s.img.Clear()
	s.lab.Draw(s.img)
	before := windowtest.ReadPixels(s.img)
	do()
	s.run(2)
	s.img.Clear()
	s.lab.Draw(s.img)
	column := windowtest.ReadPixels(s.img).SubImage(s.area).(*image.RGBA)
	return !bytes.Equal(strip(before.SubImage(s.area).(*image.RGBA)), strip(column))
}

// The hint comes first, then the solution, and both stay; a wrong answer is
// reported and can be corrected.
func TestHelpAndAnswers(t *testing.T) {
	s := open(t, "2-authoritative-server", "en", 1280, 720)
	s.tap(ebiten.KeyF9, ebiten.KeyF10)
	if s.step != 1 || s.tasks[0].helpLevel != 0 {
		t.Fatalf("at step %d, shown %d", s.step, s.tasks[0].helpLevel)
	}
	s.till(500)
	s.choose(0)
	if s.tasks[0].answer != 0 || s.tasks[0].done {
		t.Errorf("the wrong answer: %+v", s.tasks[0])
	}
	s.look("lesson-wrong")
	for shown := 1; shown <= 2; shown++ {
		if !s.sees(func() { s.tap(ebiten.KeyF9) }) || s.tasks[0].helpLevel != shown {
			t.Errorf("F9 shows %d", s.tasks[0].helpLevel)
		}
	}
	s.look("lesson-help")
	if s.choose(2); !s.tasks[0].done {
		t.Error("the right answer is not taken")
	}
	s.tap(ebiten.KeyF8)
	if s.step != 0 {
		t.Errorf("F8 leads to step %d", s.step)
	}
}

// The right answer is not enough where there is something to do as well.
func TestAnswerBeforeWatching(t *testing.T) {
	s := open(t, "6-interpolation", "en", 1280, 720)
	s.tap(ebiten.KeyF10)
	s.choose(1)
	if s.tasks[0].done {
		t.Error("done without having looked")
	}
	if s.till(300); true {
		s.run(checkInterval)
	}
	if !s.tasks[0].done {
		t.Error("not done with both")
	}
}

// The same by mouse: the buttons, and an answer.
func TestMouse(t *testing.T) {
	s := open(t, "6-interpolation", "en", 1280, 720)
	foot := func() (r [3]int, y int) {
		b := s.footer.GetWidget().Rect
		return [3]int{b.Min.X + b.Dx()/6, b.Min.X + b.Dx()/2, b.Max.X - b.Dx()/6}, (b.Min.Y + b.Max.Y) / 2
	}
	x, y := foot()
	s.click(pt(x[2], y))
	if s.step != 1 {
		t.Fatalf("a click on Next leads to step %d", s.step)
	}
	s.draw()
	s.click(pt(x[1], y))
	if s.tasks[0].helpLevel != 1 {
		t.Error("a click on Hint shows none")
	}
	s.draw()
	s.page.TakeKeyboard()
	s.page.Focus(2)
	r := s.page.FocusRect()
	s.page.ReleaseKeyboard()
	s.click(pt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2))
	if s.tasks[0].answer != 2 {
		t.Errorf("a click on C answers %d", s.tasks[0].answer)
	}
	s.draw()
	s.click(pt(x[0], y))
	if s.step != 0 {
		t.Errorf("a click on Back leads to step %d", s.step)
	}
}

// While a human plays, the walking keys stay free, and the lesson's keys don't
// walk.
func TestKeysDoNotClash(t *testing.T) {
	s := open(t, "1-simple-client", "en", 1280, 720)
	s.tap(ebiten.KeyF10, ebiten.KeySpace)
	s.run(60)
	s.hold(ebiten.KeyS, 60)
	walked := false
	for _, in := range s.lab.Player().Trace().Inputs[0] {
		walked = walked || in.Keys != 0
	}
	if !walked || s.step != 1 || !s.lab.Player().Playing {
		t.Errorf("walked %v at step %d", walked, s.step)
	}
	s.tap(ebiten.KeyF2)
	if !s.page.HasKeyboard() {
		t.Fatal("F2 does not lead into the column")
	}
	at := len(s.lab.Player().Trace().Inputs[0])
	s.hold(ebiten.KeyD, 30)
	for _, in := range s.lab.Player().Trace().Inputs[0][at:] {
		if in.Keys != 0 {
			t.Fatal("keys of the column walk")
		}
	}
	if s.tap(ebiten.KeyF2); s.page.HasKeyboard() {
		t.Error("F2 does not lead out again")
	}
	if s.tap(ebiten.KeyF2, ebiten.KeyF10); s.page.HasKeyboard() {
		t.Error("the next page begins with the keyboard")
	}
	if small := open(t, "1-simple-client", "en", 640, 360); s.Width() != panelWidth || small.Width() != narrowPanelWidth {
		t.Errorf("the column is %v wide, and %v in a small window", s.Width(), small.Width())
	}
}

// In the smallest window everything can be read, by scrolling, and done.
func TestSmallWindow(t *testing.T) {
	for _, language := range [...]string{i18n.English, i18n.Portuguese} {
		s := open(t, "8-loss", language, 640, 360)
		s.look("lesson-small-" + language)
		s.tap(ebiten.KeyF2)
		if !s.sees(func() { s.hold(ebiten.KeyArrowDown, 30) }) || !s.sees(func() { s.hold(ebiten.KeyPageUp, 60) }) {
			t.Error("the keys do not scroll")
		}
		s.tap(ebiten.KeyF2)
		b := s.page.GetWidget().Rect
		s.input.MoveMouse(b.Min.X+20, b.Min.Y+40)
		if !s.sees(func() { s.input.Scroll(-5); s.run(1) }) {
			t.Error("the wheel does not scroll")
		}
		for range 20 {
			s.input.Scroll(-5)
			s.run(1)
		}
		s.look("lesson-small-end-" + language)
		s.tap(ebiten.KeyF10)
		solved["8-loss"][0](s)
		if s.run(checkInterval); !s.tasks[0].done {
			t.Error("a task can't be done in it")
		}
		s.tap(ebiten.KeyF9)
		s.run(5)
		if s.sees(func() { s.input.Scroll(-5); s.run(1) }) {
			t.Error("the hint is not scrolled to")
		}
		if !s.sees(func() { s.input.Scroll(5); s.run(1) }) {
			t.Error("the page does not scroll back")
		}
		s.look("lesson-small-task-" + language)
	}
}

// Every page fits: no word is wider than the column, in either language and at
// any scale, and no page is endless.
func TestPagesFit(t *testing.T) {
	for _, language := range [...]string{i18n.English, i18n.Portuguese} {
		for _, f := range Shipped() {
			s := open(t, f.Key, language, 1280, 720)
			for step := range len(s.tasks) + 2 {
				if step > 0 {
					s.tap(ebiten.KeyF10, ebiten.KeyF9, ebiten.KeyF9)
				}
				s.run(1)
				w, h := s.page.PreferredSize()
				if r := s.page.Place(s.lab.Root().Viewport(), w, h); w > r.Dx() || h > 3*r.Dy()/2 {
					t.Errorf("%s, %s, step %d: %d×%d in a column of %d×%d", f.Key, language, step, w, h, r.Dx(), r.Dy())
				}
				for _, label := range []string{s.backLabel(), s.helpLabel(), s.nextLabel()} {
					if w := s.lab.Root().Skin().TextWidth(label, ui.Small); w > (narrowPanelWidth-36)/3.0-6 {
						t.Errorf("%q is %.0f wide, which is too much for a button", label, w)
					}
				}
			}
		}
	}
}

// The lesson goes on when the language changes.
func TestLanguage(t *testing.T) {
	s := open(t, "5-reconciliation", "en", 1280, 720)
	s.tap(ebiten.KeyF10, ebiten.KeyF9, ebiten.KeyF9)
	if !s.sees(func() { i18n.SetLanguage(i18n.Portuguese); s.run(1) }) {
		t.Error("nothing changes")
	}
	s.look("lesson-pt-task")
	s.tap(ebiten.KeyF8)
	s.look("lesson-pt")
}

// Progress is kept, and a file that can't be written is reported without
// stopping the lesson.
func TestProgress(t *testing.T) {
	p, path := fresh(t)
	o := Options{Lesson: lesson.Load("4-synchronization"), Key: "4-synchronization", Progress: p}
	s := with(t, o, 1280, 720)
	s.tap(ebiten.KeyF10)
	solved[o.Key][0](s)
	s.run(checkInterval)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	again, message := settings.OpenProgress(path)
	if l := again.Get(o.Key); message != "" || len(l.Tasks) != 1 || l.Passed {
		t.Fatalf("kept is %+v; %s", l, message)
	}
	o.Progress = again
	if s = with(t, o, 1280, 720); !s.tasks[0].done || s.tasks[1].done {
		t.Errorf("the next time: %+v", s.tasks)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o755); err != nil { // not writable
		t.Fatal(err)
	}
	s.tap(ebiten.KeyF10, ebiten.KeyF10)
	s.till(90)
	solved[o.Key][1](s)
	s.run(checkInterval)
	again.Close() // fails, and reports so in the next tick
	if s.run(1); !s.tasks[1].done || s.errText == "" {
		t.Errorf("done %v, fault %q", s.tasks[1].done, s.errText)
	}
	s.look("lesson-unkept")
	o.Notice = "The file was damaged."
	if s = with(t, o, 1280, 720); s.errText != o.Notice {
		t.Errorf("it says %q", s.errText)
	}
}

func TestFind(t *testing.T) {
	for arg, key := range map[string]string{"1": "1-simple-client", "8-loss": "8-loss", "testdata/own.toml": "own"} {
		if f, err := Find(arg); err != nil || f.Key != key {
			t.Errorf("%q finds %+v, %v", arg, f, err)
		}
	}
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad.toml")
	os.WriteFile(bad, []byte("title = 3\n"), 0o644)
	wide := filepath.Join(folder, "wide.toml")
	os.WriteFile(wide, []byte("\xFF\xFEt\x00i\x00"), 0o644)
	for arg, want := range map[string]string{
		wide: "wide.toml: this file is UTF-16; save it as UTF-8",
		"11": "give a number from 1 to 10", "nowhere.toml": "no such lesson or file", folder: "cannot read the lesson",
		bad: bad + ":1:9: title must be a table",
	} {
		if _, err := Find(arg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", arg, err, want)
		}
	}
	if Next("10-finding-each-other") != nil || Next("own") != nil || Next("1-simple-client").Number != 2 {
		t.Error("the lessons do not follow each other")
	}
}

// The menu shows which lessons are passed, starts at the first open one, and
// opens it.
func TestList(t *testing.T) {
	p, _ := fresh(t)
	p.MarkDone("1-simple-client", "close", true)
	p.MarkDone("2-authoritative-server", "speed", false)
	for _, size := range []struct {
		name string
		w, h int
	}{{"lessons", 1280, 720}, {"lessons-small", 640, 360}} {
		hands, img := ui.NewFakeInput(), windowtest.NewImage(size.w, size.h)
		l := NewLessonMenu(hands, p, "A file was damaged. It is now progress.toml.damaged, and you start again.")
		tap := func(k ebiten.Key) (*Entry, bool) {
			hands.TapKeys(k)
			f, leave := l.Update(size.w, size.h, 1)
			hands.NextTick()
			img.Clear()
			l.Draw(img)
			return f, leave
		}
		tap(ebiten.KeyF12)
		tap(ebiten.KeyF12)
		windowtest.KeepScreenshot(t, size.name, windowtest.ReadPixels(img))
		if f, _ := tap(ebiten.KeyEnter); f == nil || f.Key != "2-authoritative-server" {
			t.Errorf("%s: Enter opens %+v", size.name, f)
		}
		if _, leave := tap(ebiten.KeyEscape); !leave {
			t.Error("Esc does not lead back")
		}
	}
}
