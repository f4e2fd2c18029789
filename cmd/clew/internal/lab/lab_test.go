package lab

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/pick"
	"clew/engine/sim"
)

// stage is a Lab in a window, and hands to work it.
type stage struct {
	*Lab
	script *kit.Script
	img    *ebiten.Image
	left   bool
}

func stageOf(t testing.TB, name string, w, h int) *stage {
	t.Helper()
	s, err := reel.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	hands := kit.NewScript()
	l, err := New(Options{Hands: hands, Found: s, Level: pick.Level})
	if err != nil {
		t.Fatal(err)
	}
	st := &stage{Lab: l, script: hands, img: ebiten.NewImage(w, h)}
	st.run(1)
	st.Draw(st.img) // gives the widgets their places
	return st
}

// run runs n ticks.
func (s *stage) run(n int) {
	for range n {
		b := s.img.Bounds()
		s.left = s.Update(b.Dx(), b.Dy(), 1)
		s.script.Next()
	}
}

func (s *stage) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.script.Tap(k)
		s.run(1)
	}
}

// click presses and lifts the mouse at a point.
func (s *stage) click(at image.Point) {
	s.script.Click(at, func() { s.run(1) })
}

func TestKeys(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(99)
	if s.reel.At() != 100 || !s.reel.Playing {
		t.Fatalf("after 100 ticks at %d", s.reel.At())
	}
	for _, c := range []struct {
		key ebiten.Key
		at  int
	}{
		{ebiten.KeySpace, 100}, {ebiten.KeyComma, 99}, {ebiten.KeyPeriod, 100}, {ebiten.KeyArrowRight, 110},
		{ebiten.KeyArrowLeft, 100}, {ebiten.KeyEnd, 1800}, {ebiten.KeyHome, 0},
	} {
		if s.tap(c.key); s.reel.At() != c.at || s.reel.Playing {
			t.Errorf("%v leads to %d, want %d", c.key, s.reel.At(), c.at)
		}
	}
	s.tap(ebiten.KeyBracketLeft, ebiten.KeySpace)
	s.run(9)
	if s.reel.At() != 5 {
		t.Errorf("ten ticks at half the speed lead to %d", s.reel.At())
	}
	zoom := s.line.zoom
	if s.tap(ebiten.KeyEqual); s.line.zoom <= zoom {
		t.Error("+ does not zoom")
	}
	if s.tap(ebiten.KeyMinus, ebiten.KeyMinus); s.line.zoom >= zoom {
		t.Error("- does not zoom")
	}
	if s.tap(ebiten.KeyEscape); !s.left {
		t.Error("Esc does not leave")
	}
}

// A key that is held steps on and on.
func TestHeldKey(t *testing.T) {
	s := stageOf(t, "3-loss", 640, 360)
	s.tap(ebiten.KeyEnd)
	s.script.Hold(ebiten.KeyComma)
	for range 54 {
		s.run(1)
		s.Draw(s.img)
	}
	s.script.Release(ebiten.KeyComma)
	if got := s.reel.Ticks() - s.reel.At(); got != 12 {
		t.Errorf("54 ticks of a held key are %d steps", got)
	}
	s.tap(ebiten.KeyEnd)
	s.script.Hold(ebiten.KeyComma)
	s.run(54)
	if got := s.reel.Ticks() - s.reel.At(); got != 1 {
		t.Errorf("while no frame was drawn, 54 ticks of a held key are %d steps", got)
	}
}

// One drops a packet by keys only, sees what it did, and goes back.
func TestWhatIfByKeys(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(299)
	if s.tap(ebiten.KeyDigit1); !strings.Contains(s.fault, "Pick a packet first") {
		t.Errorf("drop without a packet: %q", s.fault)
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab)
	if s.reel.Picked().Kind != reel.Packet || s.reel.Playing || s.fault != "" {
		t.Fatalf("Tab picks %+v", s.reel.Picked())
	}
	at := s.reel.At()
	for i, c := range []struct {
		key  ebiten.Key
		fate reel.Fate
	}{{ebiten.KeyDigit1, reel.Drop}, {ebiten.KeyDigit2, reel.Delay}, {ebiten.KeyDigit3, reel.Double}, {ebiten.KeyDigit4, reel.Swap}} {
		s.tap(c.key)
		if len(s.reel.Changes()) != i+1 || s.fate() != c.fate || s.reel.At() != at {
			t.Errorf("%v: changes %q, fate %d, tick %d; %s", c.key, s.reel.Changes(), s.fate(), s.reel.At(), s.fault)
		}
		s.Draw(s.img)
	}
	s.tap(ebiten.KeyBackspace)
	if s.fate() != reel.Double {
		t.Error("Backspace does not take the last change back")
	}
	s.tap(ebiten.KeyDigit0)
	if s.reel.Changes() != nil {
		t.Error("0 does not lead back")
	}
	s.tap(ebiten.KeyC)
	began, _, _ := s.reel.Span()
	if s.tap(ebiten.KeyEnter); s.reel.At() != began {
		t.Errorf("Enter leads to %d, the correction began at %d", s.reel.At(), began)
	}
}

// A person plays both clients at once, gives them to bots, and steps back.
func TestPlay(t *testing.T) {
	s := stageOf(t, "2-lag", 1280, 720)
	s.run(99)
	s.tap(ebiten.KeySpace, ebiten.KeyF6, ebiten.KeyF7)
	if !s.reel.Live() || s.reel.At() != 100 || s.reel.Played() != 100 {
		t.Fatalf("live %v, at %d of %d; %s", s.reel.Live(), s.reel.At(), s.reel.Played(), s.fault)
	}
	s.tap(ebiten.KeySpace)
	s.script.Hold(ebiten.KeyD, ebiten.KeyArrowDown)
	s.run(80)
	s.script.Release(ebiten.KeyD, ebiten.KeyArrowDown)
	for client, want := range []sim.Input{sim.Right, sim.Down} {
		if in := s.reel.Story().MadeAt(client, 150); in == nil || in.Keys != want {
			t.Errorf("client %d held %+v at tick 150, want %v", client, in, want)
		}
	}
	if s.reel.At() != 181 || !s.reel.Playing { // the arrow walked, and did not step
		t.Errorf("at %d, playing %v", s.reel.At(), s.reel.Playing)
	}
	s.tap(ebiten.KeySpace, ebiten.KeyArrowLeft)
	s.Draw(s.img)
	windowtest.Keep(t, "lab-live", windowtest.Pixels(s.img))
	s.tap(ebiten.KeyR)
	if s.reel.Played() != 171 {
		t.Errorf("played to %d, and it was to be played anew from 171", s.reel.Played())
	}
	s.tap(ebiten.KeyF6, ebiten.KeyF7)
	if s.reel.Live() || s.reel.Played() != s.reel.Ticks() || s.reel.Hand(1).Kind != reel.ByBot {
		t.Errorf("live %v, played to %d", s.reel.Live(), s.reel.Played())
	}
	s.click(s.places.panes[0].Min.Add(image.Pt(90, 8)))
	if s.reel.Hand(0).Kind != reel.AsRecorded {
		t.Errorf("a click on the plate gives Ann to %+v", s.reel.Hand(0))
	}
}

// Something is set differently from a tick on, by keys in the sheet, and the
// two games are compared.
func TestTuneAndCompare(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(399)
	s.tap(ebiten.KeyE)
	s.Draw(s.img)
	if !s.tuner.sheet.HasKeyboard() {
		t.Fatal("E opens nothing")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab) // past the names, to the latency
	s.script.Tap(ebiten.KeyEnd)
	s.run(1)
	s.run(patience + 2)
	if got := s.reel.Settings(0); got.Flaky.Up.Latency != time.Second || got.Flaky.Up.Loss != 20 {
		t.Errorf("set to %+v; %s", got.Flaky.Up, s.fault)
	}
	if f := s.reel.Tape().Settings(0, s.reel.At()).Flaky; f.Up.Latency != 40*time.Millisecond || len(s.reel.Changes()) != 1 {
		t.Errorf("before the tick it is %v; changes %q", f.Up.Latency, s.reel.Changes())
	}
	s.Draw(s.img)
	windowtest.Keep(t, "lab-settings", windowtest.Pixels(s.img))
	s.tap(ebiten.KeyEscape)
	if s.tuner.sheet.Shown() || s.left {
		t.Error("Esc does not close the sheet alone")
	}
	s.tap(ebiten.KeyM, ebiten.KeySpace)
	s.run(200)
	if !s.compares || s.reel.Beside().Ticks() != s.reel.At() {
		t.Errorf("compares %v, at %d beside %d", s.compares, s.reel.At(), s.reel.Beside().Ticks())
	}
	s.Draw(s.img)
	windowtest.Keep(t, "lab-compare", windowtest.Pixels(s.img))
	r := s.places.lines
	s.click(image.Pt(r.Min.X+200, r.Min.Y+40))
	if want := int(s.line.tick(r.Min.X+200) + 0.5); s.reel.At() != want || s.reel.Beside().Ticks() != want {
		t.Errorf("scrubbed to %d and %d, want %d", s.reel.At(), s.reel.Beside().Ticks(), want)
	}
	if s.tap(ebiten.KeyV); s.chosen != 1 {
		t.Error("V does not lead to the other client")
	}
	s.tap(ebiten.KeyM)
	if s.compares {
		t.Error("M does not lead back")
	}
}

// Two scenarios can be put side by side.
func TestCompareTwo(t *testing.T) {
	a, err := reel.Find("3-loss")
	if err != nil {
		t.Fatal(err)
	}
	b, err := reel.Find("4-jitter")
	if err != nil {
		t.Fatal(err)
	}
	hands := kit.NewScript()
	l, err := New(Options{Hands: hands, Found: a, With: b, Level: pick.Level})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{Lab: l, script: hands, img: ebiten.NewImage(1280, 720)}
	s.run(400)
	s.Draw(s.img)
	windowtest.Keep(t, "lab-compare-two", windowtest.Pixels(s.img))
	if !s.compares || s.reel.Reference().Title() != b.Scenario.Name || s.reel.Tape().Title() != a.Scenario.Name {
		t.Errorf("%q beside %q", s.reel.Reference().Title(), s.reel.Tape().Title())
	}
}

// A capture has one client, and the server where its recording lies beside it;
// its switches can be set for the whole of it.
func TestCapture(t *testing.T) {
	const kept = "../../../../net/rig/capture/testdata/"
	s := stageOf(t, kept+"cut.capture", 1280, 720)
	if len(s.panes) != 1 || len(s.shown()) != 2 {
		t.Fatalf("%d clients, %d panes", len(s.panes), len(s.shown()))
	}
	s.run(200)
	s.tap(ebiten.KeyTab)
	s.run(1)
	s.Draw(s.img)
	windowtest.Keep(t, "lab-capture", windowtest.Pixels(s.img))
	if s.tap(ebiten.KeyDigit1); !strings.Contains(s.fault, "capture") {
		t.Errorf("a packet of a capture was dropped: %q", s.fault)
	}
	s.tap(ebiten.KeyE)
	s.Draw(s.img)
	s.tap(ebiten.KeySpace) // the first stop: prediction
	s.run(patience + 2)
	if s.reel.Settings(0).Switches.Prediction || len(s.reel.Changes()) != 1 {
		t.Errorf("changes %q; %s", s.reel.Changes(), s.fault)
	}
	s.Draw(s.img)
	windowtest.Keep(t, "lab-capture-settings", windowtest.Pixels(s.img))
	s.tap(ebiten.KeyEscape, ebiten.KeyM)
	s.Draw(s.img)
	windowtest.Keep(t, "lab-capture-compare", windowtest.Pixels(s.img))
}

// The same by mouse: a click on a packet's line, and on a button.
func TestMouse(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.run(299)
	s.tap(ebiten.KeySpace, ebiten.KeyEqual, ebiten.KeyEqual, ebiten.KeyEqual)
	w := s.alone(t)
	s.click(image.Pt(int((3*w.x0+w.x1)/4), int((3*w.y0+w.y1)/4)))
	s.run(1)
	if got := s.reel.Picked(); got.Kind != reel.Packet || got.Index != w.index {
		t.Fatalf("the click picked %+v, want packet %d", got, w.index)
	}
	s.Draw(s.img)
	b := s.actions.packet.GetWidget().Rect
	s.click(image.Pt(b.Min.X+20, b.Min.Y+10))
	if s.fate() != reel.Drop {
		t.Errorf("the button Drop did %d; %s", s.fate(), s.fault)
	}
	r := s.places.lines
	s.script.Point(r.Min.X+200, r.Max.Y-6)
	s.script.Press()
	s.run(1)
	s.script.Point(r.Min.X+300, r.Max.Y-6)
	s.run(2)
	s.script.Lift()
	s.run(1)
	if want := int(s.line.tick(r.Min.X+300) + 0.5); s.reel.At() != want {
		t.Errorf("scrubbed to %d, want %d", s.reel.At(), want)
	}
	left := s.line.left
	s.click(image.Pt(s.places.strip.Max.X-40, s.places.strip.Min.Y+3))
	if s.line.left <= left {
		t.Error("the strip does not scroll")
	}
	zoom := s.line.zoom
	s.script.Turn(1)
	s.run(1)
	if s.line.zoom <= zoom {
		t.Error("the wheel does not zoom")
	}
	s.click(s.places.play.Min.Add(image.Pt(12, 16)))
	if !s.reel.Playing {
		t.Error("the sign does not play")
	}
}

// alone is a packet of Ann's with nothing else near its line.
func (s *stage) alone(t *testing.T) way {
	t.Helper()
	mid := float32(s.places.lines.Min.X+s.places.lines.Max.X) / 2
	for _, w := range s.ways(nil) {
		p := s.reel.Story().Packets[w.index]
		x, y := int((3*w.x0+w.x1)/4), int((3*w.y0+w.y1)/4)
		got, ok := s.hit(image.Pt(x, y))
		if p.Kind == "i" && p.Client == 0 && w.x0 > mid && ok && got.Index == w.index && got.Kind == reel.Packet {
			return w
		}
	}
	t.Fatal("no packet to click")
	return way{}
}

// A mark can be clicked, too.
func TestMarks(t *testing.T) {
	s := stageOf(t, "3-loss", 1280, 720)
	s.tap(ebiten.KeySpace, ebiten.KeyC)
	c := s.reel.Story().Corrections[s.reel.Picked().Index]
	s.tap(ebiten.KeyTab)
	s.click(image.Pt(int(s.line.x(float64(c.Tick))), int(s.outer(c.Client, correctionAway))))
	if got := s.reel.Picked(); got.Kind != reel.Correction {
		t.Errorf("a click on a correction picked %+v", got)
	}
	in := s.seen(0)[len(s.seen(0))/2]
	s.click(image.Pt(int(s.line.x(float64(in.Made))), int(s.outer(0, inputAway))))
	if got := s.reel.Picked(); got.Kind != reel.Input || got.Seq != in.Seq || got.Client != 0 {
		t.Errorf("a click on input %d picked %+v", in.Seq, got)
	}
}

func TestList(t *testing.T) {
	hands := kit.NewScript()
	folder, second := t.TempDir(), t.TempDir()
	for _, path := range []string{filepath.Join(folder, "2026-05-01-120000"), filepath.Join(second, "2026-05-02-120000"), filepath.Join(second, "other")} {
		if err := os.WriteFile(path+".capture", nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, img := NewList(hands, "", folder, second), ebiten.NewImage(1280, 720)
	tap := func(k ebiten.Key) (string, bool) {
		hands.Tap(k)
		arg, leave := l.Update(1280, 720, 1)
		hands.Next()
		img.Clear()
		l.Draw(img)
		return arg, leave
	}
	tap(ebiten.KeyF10)
	tap(ebiten.KeyF10)
	tap(ebiten.KeyDown)
	tap(ebiten.KeyDown)
	windowtest.Keep(t, "lab-list", windowtest.Pixels(img))
	if arg, _ := tap(ebiten.KeyEnter); arg != "3-loss" {
		t.Errorf("the third entry opens %q", arg)
	}
	for range 5 {
		tap(ebiten.KeyDown)
	}
	if arg, _ := tap(ebiten.KeyEnter); arg != filepath.Join(second, "2026-05-02-120000.capture") {
		t.Errorf("the entry opens %q", arg)
	}
	if _, leave := tap(ebiten.KeyEscape); !leave {
		t.Error("Esc does not lead back")
	}
}

// Pictures of every example, and of what can be picked out.
func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name, scenario string
		w, h, run      int
		keys           []ebiten.Key
	}{
		{"lab-play", "3-loss", 1280, 720, 300, nil},
		{"lab-packet", "3-loss", 1280, 720, 300, []ebiten.Key{ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyDigit1}},
		{"lab-input", "2-lag", 1280, 720, 700, []ebiten.Key{ebiten.KeyI, ebiten.KeyEnter, ebiten.KeyArrowRight}},
		{"lab-correction", "3-loss", 1280, 720, 400, []ebiten.Key{ebiten.KeyC, ebiten.KeyEnter, ebiten.KeyArrowRight, ebiten.KeyEqual, ebiten.KeyEqual}},
		{"lab-jitter", "4-jitter", 1280, 720, 400, []ebiten.Key{ebiten.KeySpace}},
		{"lab-small", "3-loss", 640, 360, 300, []ebiten.Key{ebiten.KeyTab}},
		{"lab-start", "6-cut", 1280, 720, 1, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := stageOf(t, c.scenario, c.w, c.h)
			s.run(c.run)
			s.tap(c.keys...)
			s.run(20)
			before := windowtest.Pixels(s.img)
			s.Draw(s.img)
			after := windowtest.Pixels(s.img)
			windowtest.Keep(t, c.name, after)
			if bytes.Equal(before.Pix, after.Pix) {
				t.Error("nothing has changed since the start")
			}
		})
	}
}

// BenchmarkFrame is an Update and a Draw with the usual zoom.
func BenchmarkFrame(b *testing.B) {
	s := stageOf(b, "3-loss", 1280, 720)
	s.run(300)
	for b.Loop() {
		s.run(1)
		s.Draw(s.img)
		s.img.At(0, 0) // waits until it is drawn
	}
}
