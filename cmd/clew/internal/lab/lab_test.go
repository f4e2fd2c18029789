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

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
)

// harness is a Lab in a window with scripted input.
type harness struct {
	*Lab
	input  *ui.FakeInput
	img    *ebiten.Image
	closed bool
}

func newHarness(t testing.TB, name string, w, h int) *harness {
	t.Helper()
	s, err := playback.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	ui.SetGamepadActive(false) // whatever device the test before has left in use
	t.Cleanup(func() { ui.SetGamepadActive(false) })
	hands := ui.NewFakeInput()
	l, err := New(Options{Input: hands, Source: s, Levels: cli.LoadLevel})
	if err != nil {
		t.Fatal(err)
	}
	st := &harness{Lab: l, input: hands, img: windowtest.NewImage(w, h)}
	st.run(1)
	st.Draw(st.img) // lays the widgets out
	return st
}

func (s *harness) Draw(dst *ebiten.Image) {
	s.Lab.Draw(dst)
	windowtest.Drawn()
}

// run runs n ticks.
func (s *harness) run(n int) {
	for range n {
		b := s.img.Bounds()
		s.closed = s.Update(b.Dx(), b.Dy(), 1)
		s.input.NextTick()
	}
}

func (s *harness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
	}
}

// click clicks a point.
func (s *harness) click(at image.Point) {
	s.input.Click(at, func() { s.run(1) })
}

func TestKeys(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(99)
	if s.player.Tick() != 100 || !s.player.Playing {
		t.Fatalf("after 100 ticks at %d", s.player.Tick())
	}
	for _, c := range []struct {
		key ebiten.Key
		at  int
	}{
		{ebiten.KeySpace, 100}, {ebiten.KeyComma, 99}, {ebiten.KeyPeriod, 100}, {ebiten.KeyArrowRight, 110},
		{ebiten.KeyArrowLeft, 100}, {ebiten.KeyEnd, 1800}, {ebiten.KeyHome, 0},
	} {
		if s.tap(c.key); s.player.Tick() != c.at || s.player.Playing {
			t.Errorf("%v leads to %d, want %d", c.key, s.player.Tick(), c.at)
		}
	}
	s.tap(ebiten.KeyBracketLeft, ebiten.KeySpace)
	s.run(9)
	if s.player.Tick() != 5 {
		t.Errorf("ten ticks at half the speed lead to %d", s.player.Tick())
	}
	zoom := s.timeline.zoom
	if s.tap(ebiten.KeyEqual); s.timeline.zoom <= zoom {
		t.Error("+ does not zoom")
	}
	if s.tap(ebiten.KeyMinus, ebiten.KeyMinus); s.timeline.zoom >= zoom {
		t.Error("- does not zoom")
	}
	if s.tap(ebiten.KeyEscape); !s.closed {
		t.Error("Esc does not leave")
	}
}

// A held key keeps stepping.
func TestHeldKey(t *testing.T) {
	s := newHarness(t, "3-loss", 640, 360)
	s.tap(ebiten.KeyEnd)
	s.input.HoldKeys(ebiten.KeyComma)
	for range 54 {
		s.run(1)
		s.Draw(s.img)
	}
	s.input.ReleaseKeys(ebiten.KeyComma)
	if got := s.player.Ticks() - s.player.Tick(); got != 12 {
		t.Errorf("54 ticks of a held key are %d steps", got)
	}
	s.tap(ebiten.KeyEnd)
	s.input.HoldKeys(ebiten.KeyComma)
	s.run(54)
	if got := s.player.Ticks() - s.player.Tick(); got != 1 {
		t.Errorf("while no frame was drawn, 54 ticks of a held key are %d steps", got)
	}
}

// Drops a packet by keys alone, looks at the result, and goes back.
func TestPacketEditsByKeys(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(299)
	if s.tap(ebiten.KeyDigit1); !strings.Contains(s.errText, "Select a packet first: press Tab or click its line.") {
		t.Errorf("drop without a packet: %q", s.errText)
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab)
	if s.player.Selected().Kind != playback.Packet || s.player.Playing || s.errText != "" {
		t.Fatalf("Tab picks %+v", s.player.Selected())
	}
	at := s.player.Tick()
	for i, c := range []struct {
		key  ebiten.Key
		fate playback.PacketAction
	}{{ebiten.KeyDigit1, playback.Drop}, {ebiten.KeyDigit2, playback.Delay}, {ebiten.KeyDigit3, playback.Duplicate}, {ebiten.KeyDigit4, playback.Swap}} {
		s.tap(c.key)
		if len(s.player.ChangeTexts()) != i+1 || s.packetAction() != c.fate || s.player.Tick() != at {
			t.Errorf("%v: changes %q, fate %d, tick %d; %s", c.key, s.player.ChangeTexts(), s.packetAction(), s.player.Tick(), s.errText)
		}
		s.Draw(s.img)
	}
	s.tap(ebiten.KeyBackspace)
	if s.packetAction() != playback.Duplicate {
		t.Error("Backspace does not take the last change back")
	}
	s.tap(ebiten.KeyDigit0)
	if s.player.ChangeTexts() != nil {
		t.Error("0 does not lead back")
	}
	s.tap(ebiten.KeyC)
	began, _, _ := s.player.Span()
	if s.tap(ebiten.KeyEnter); s.player.Tick() != began {
		t.Errorf("Enter leads to %d, the correction began at %d", s.player.Tick(), began)
	}
}

// A human plays both clients at once, hands them to bots, and steps back.
func TestPlay(t *testing.T) {
	s := newHarness(t, "2-lag", 1280, 720)
	s.run(99)
	s.tap(ebiten.KeySpace, ebiten.KeyF6, ebiten.KeyF7)
	if !s.player.HasHuman() || s.player.Tick() != 100 || s.player.PlayedTicks() != 100 {
		t.Fatalf("live %v, at %d of %d; %s", s.player.HasHuman(), s.player.Tick(), s.player.PlayedTicks(), s.errText)
	}
	s.tap(ebiten.KeySpace)
	s.input.HoldKeys(ebiten.KeyD, ebiten.KeyArrowDown)
	s.run(80)
	s.input.ReleaseKeys(ebiten.KeyD, ebiten.KeyArrowDown)
	for client, want := range []sim.Input{sim.Right, sim.Down} {
		if in := s.player.Trace().SampledAt(client, 150); in == nil || in.Keys != want {
			t.Errorf("client %d held %+v at tick 150, want %v", client, in, want)
		}
	}
	if s.player.Tick() != 181 || !s.player.Playing { // the arrow walked and did not step
		t.Errorf("at %d, playing %v", s.player.Tick(), s.player.Playing)
	}
	s.tap(ebiten.KeySpace, ebiten.KeyArrowLeft)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-live", windowtest.ReadPixels(s.img))
	s.tap(ebiten.KeyR)
	if s.player.PlayedTicks() != 171 {
		t.Errorf("played to %d, want a replay from 171", s.player.PlayedTicks())
	}
	s.tap(ebiten.KeyF6, ebiten.KeyF7)
	if s.player.HasHuman() || s.player.PlayedTicks() != s.player.Ticks() || s.player.Controller(1).Kind != playback.Bot {
		t.Errorf("live %v, played to %d", s.player.HasHuman(), s.player.PlayedTicks())
	}
	s.click(s.layout.panes[0].Min.Add(image.Pt(90, 8)))
	if s.player.Controller(0).Kind != playback.Recorded {
		t.Errorf("a click on the plate gives Ann to %+v", s.player.Controller(0))
	}
}

// Changes a setting by keys and compares the two games.
func TestParamsAndCompare(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(399)
	s.tap(ebiten.KeyE)
	s.Draw(s.img)
	if !s.params.panel.HasKeyboard() {
		t.Fatal("E opens nothing")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab) // past the names, to the latency
	s.input.TapKeys(ebiten.KeyEnd)
	s.run(1)
	s.run(applyDelay + 2)
	if got := s.player.Settings(0); got.Netem.Up.Latency != time.Second || got.Netem.Up.Loss != 20 {
		t.Errorf("set to %+v; %s", got.Netem.Up, s.errText)
	}
	if f := s.player.Game().Settings(0, s.player.Tick()).Netem; f.Up.Latency != 40*time.Millisecond || len(s.player.ChangeTexts()) != 1 {
		t.Errorf("before the tick it is %v; changes %q", f.Up.Latency, s.player.ChangeTexts())
	}
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-settings", windowtest.ReadPixels(s.img))
	s.tap(ebiten.KeyEscape)
	if s.params.panel.Shown() || s.closed {
		t.Error("Esc does not close the sheet alone")
	}
	s.tap(ebiten.KeyM, ebiten.KeySpace)
	s.run(200)
	if !s.comparing || s.player.ReferenceState().Ticks() != s.player.Tick() {
		t.Errorf("compares %v, at %d beside %d", s.comparing, s.player.Tick(), s.player.ReferenceState().Ticks())
	}
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-compare", windowtest.ReadPixels(s.img))
	r := s.layout.lanes
	s.click(image.Pt(r.Min.X+200, r.Min.Y+40))
	if want := int(s.timeline.tick(r.Min.X+200) + 0.5); s.player.Tick() != want || s.player.ReferenceState().Ticks() != want {
		t.Errorf("scrubbed to %d and %d, want %d", s.player.Tick(), s.player.ReferenceState().Ticks(), want)
	}
	if s.tap(ebiten.KeyV); s.selected != 1 {
		t.Error("V does not lead to the other client")
	}
	s.tap(ebiten.KeyM)
	if s.comparing {
		t.Error("M does not lead back")
	}
}

// Two scenarios can be compared.
func TestCompareTwo(t *testing.T) {
	a, err := playback.Find("3-loss")
	if err != nil {
		t.Fatal(err)
	}
	b, err := playback.Find("4-jitter")
	if err != nil {
		t.Fatal(err)
	}
	hands := ui.NewFakeInput()
	l, err := New(Options{Input: hands, Source: a, CompareWith: b, Levels: cli.LoadLevel})
	if err != nil {
		t.Fatal(err)
	}
	s := &harness{Lab: l, input: hands, img: windowtest.NewImage(1280, 720)}
	s.run(400)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-compare-two", windowtest.ReadPixels(s.img))
	if !s.comparing || s.player.Reference().Title() != b.Scenario.Name || s.player.Game().Title() != a.Scenario.Name {
		t.Errorf("%q beside %q", s.player.Reference().Title(), s.player.Game().Title())
	}
}

// A capture has one client, and the server if its recording lies beside it; its
// switches can be set for all of it.
func TestCapture(t *testing.T) {
	const kept = "../../../internal/lab/capture/testdata/"
	s := newHarness(t, kept+"cut.capture", 1280, 720)
	if len(s.panes) != 1 || len(s.shown()) != 2 {
		t.Fatalf("%d clients, %d panes", len(s.panes), len(s.shown()))
	}
	s.run(200)
	s.tap(ebiten.KeyTab)
	s.run(1)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-capture", windowtest.ReadPixels(s.img))
	if s.tap(ebiten.KeyDigit1); !strings.Contains(s.errText, "capture") {
		t.Errorf("a packet of a capture was dropped: %q", s.errText)
	}
	s.tap(ebiten.KeyE)
	s.Draw(s.img)
	s.tap(ebiten.KeySpace) // the first tab stop: prediction
	s.run(applyDelay + 2)
	if s.player.Settings(0).Switches.Prediction || len(s.player.ChangeTexts()) != 1 {
		t.Errorf("changes %q; %s", s.player.ChangeTexts(), s.errText)
	}
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-capture-settings", windowtest.ReadPixels(s.img))
	s.tap(ebiten.KeyEscape, ebiten.KeyM)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-capture-compare", windowtest.ReadPixels(s.img))
}

// The same by mouse: clicks on a packet's line and on a button.
func TestMouse(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(299)
	s.tap(ebiten.KeySpace, ebiten.KeyEqual, ebiten.KeyEqual, ebiten.KeyEqual)
	w := s.alone(t)
	s.click(image.Pt(int((3*w.x0+w.x1)/4), int((3*w.y0+w.y1)/4)))
	s.run(1)
	if got := s.player.Selected(); got.Kind != playback.Packet || got.Index != w.index {
		t.Fatalf("the click picked %+v, want packet %d", got, w.index)
	}
	s.Draw(s.img)
	b := s.actions.packet.GetWidget().Rect
	s.click(image.Pt(b.Min.X+20, b.Min.Y+10))
	if s.packetAction() != playback.Drop {
		t.Errorf("the button Drop did %d; %s", s.packetAction(), s.errText)
	}
	r := s.layout.lanes
	s.input.MoveMouse(r.Min.X+200, r.Max.Y-6)
	s.input.MouseDown()
	s.run(1)
	s.input.MoveMouse(r.Min.X+300, r.Max.Y-6)
	s.run(2)
	s.input.MouseUp()
	s.run(1)
	if want := int(s.timeline.tick(r.Min.X+300) + 0.5); s.player.Tick() != want {
		t.Errorf("scrubbed to %d, want %d", s.player.Tick(), want)
	}
	left := s.timeline.left
	s.click(image.Pt(s.layout.strip.Max.X-40, s.layout.strip.Min.Y+3))
	if s.timeline.left <= left {
		t.Error("the strip does not scroll")
	}
	zoom := s.timeline.zoom
	s.input.Scroll(1)
	s.run(1)
	if s.timeline.zoom <= zoom {
		t.Error("the wheel does not zoom")
	}
	s.click(s.layout.play.Min.Add(image.Pt(12, 16)))
	if !s.player.Playing {
		t.Error("the sign does not play")
	}
}

// alone returns a packet of Ann's with nothing else near its line.
func (s *harness) alone(t *testing.T) packetLine {
	t.Helper()
	mid := float32(s.layout.lanes.Min.X+s.layout.lanes.Max.X) / 2
	for _, w := range s.packetLines(nil) {
		p := s.player.Trace().Packets[w.index]
		x, y := int((3*w.x0+w.x1)/4), int((3*w.y0+w.y1)/4)
		got, ok := s.selectionAt(image.Pt(x, y))
		if p.Type == "i" && p.Client == 0 && w.x0 > mid && ok && got.Index == w.index && got.Kind == playback.Packet {
			return w
		}
	}
	t.Fatal("no packet to click")
	return packetLine{}
}

// A mark can be clicked, too.
func TestMarks(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.tap(ebiten.KeySpace, ebiten.KeyC)
	c := s.player.Trace().Corrections[s.player.Selected().Index]
	s.tap(ebiten.KeyTab)
	s.click(image.Pt(int(s.timeline.x(float64(c.Tick))), int(s.markY(c.Client, correctionMarkDistance))))
	if got := s.player.Selected(); got.Kind != playback.Correction {
		t.Errorf("a click on a correction picked %+v", got)
	}
	in := s.visibleInputs(0)[len(s.visibleInputs(0))/2]
	s.click(image.Pt(int(s.timeline.x(float64(in.Sampled))), int(s.markY(0, inputMarkDistance))))
	if got := s.player.Selected(); got.Kind != playback.Input || got.Seq != in.Seq || got.Client != 0 {
		t.Errorf("a click on input %d picked %+v", in.Seq, got)
	}
}

func TestList(t *testing.T) {
	hands := ui.NewFakeInput()
	folder, second := t.TempDir(), t.TempDir()
	for _, path := range []string{filepath.Join(folder, "2026-05-01-120000"), filepath.Join(second, "2026-05-02-120000"), filepath.Join(second, "other")} {
		if err := os.WriteFile(path+".capture", nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, img := NewScenarioList(hands, "", folder, second), windowtest.NewImage(1280, 720)
	tap := func(k ebiten.Key) (string, bool) {
		hands.TapKeys(k)
		arg, leave := l.Update(1280, 720, 1)
		hands.NextTick()
		img.Clear()
		l.Draw(img)
		return arg, leave
	}
	tap(ebiten.KeyF10)
	tap(ebiten.KeyF10)
	tap(ebiten.KeyDown)
	tap(ebiten.KeyDown)
	windowtest.KeepScreenshot(t, "lab-list", windowtest.ReadPixels(img))
	if arg, _ := tap(ebiten.KeyEnter); arg != "3-loss" {
		t.Errorf("the third entry opens %q", arg)
	}
	for range len(scenario.Examples()) - 1 + len(scenario.PeerExamples()) {
		tap(ebiten.KeyDown)
	}
	if arg, _ := tap(ebiten.KeyEnter); arg != filepath.Join(second, "2026-05-02-120000.capture") {
		t.Errorf("the entry opens %q", arg)
	}
	if _, leave := tap(ebiten.KeyEscape); !leave {
		t.Error("Esc does not lead back")
	}
}

// Screenshots of every example, and of each kind of selection.
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
		{"lab-entry", "3-loss", 1280, 720, 300, []ebiten.Key{ebiten.KeySpace, ebiten.KeyT, ebiten.KeyEqual, ebiten.KeyEqual}},
		{"lab-jitter", "4-jitter", 1280, 720, 400, []ebiten.Key{ebiten.KeySpace}},
		{"lab-small", "3-loss", 640, 360, 300, []ebiten.Key{ebiten.KeyTab}},
		{"lab-start", "6-disconnect", 1280, 720, 1, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newHarness(t, c.scenario, c.w, c.h)
			s.run(c.run)
			s.tap(c.keys...)
			s.run(20)
			before := windowtest.ReadPixels(s.img)
			s.Draw(s.img)
			after := windowtest.ReadPixels(s.img)
			windowtest.KeepScreenshot(t, c.name, after)
			if bytes.Equal(before.Pix, after.Pix) {
				t.Error("nothing has changed since the start")
			}
		})
	}
}

// An Update and a Draw at the default zoom.
func BenchmarkFrame(b *testing.B) {
	s := newHarness(b, "3-loss", 1280, 720)
	s.run(300)
	for b.Loop() {
		s.run(1)
		s.Draw(s.img)
		s.img.At(0, 0) // waits for the drawing
	}
}
