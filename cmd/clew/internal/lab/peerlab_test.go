package lab

import (
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/history"
)

// peerHarness is a PeerLab in a window with scripted input.
type peerHarness struct {
	*PeerLab
	input  *ui.FakeInput
	img    *ebiten.Image
	closed bool
}

func newPeerHarness(t testing.TB, name string, w, h int) *peerHarness {
	t.Helper()
	f, err := playback.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	hands := ui.NewFakeInput()
	opened, err := Open(Options{Input: hands, Source: f, Levels: cli.LoadLevel})
	if err != nil {
		t.Fatal(err)
	}
	s := &peerHarness{PeerLab: opened.(*PeerLab), input: hands, img: windowtest.NewImage(w, h)}
	s.run(1)
	s.draw()
	return s
}

func (s *peerHarness) draw() {
	s.Draw(s.img)
	windowtest.Drawn()
}

func (s *peerHarness) run(n int) {
	for range n {
		b := s.img.Bounds()
		s.closed = s.Update(b.Dx(), b.Dy(), 1)
		s.input.NextTick()
	}
}

func (s *peerHarness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		s.input.TapKeys(k)
		s.run(1)
	}
}

// seek pauses at a tick.
func (s *peerHarness) seek(tick int) {
	s.player.Playing = false
	s.player.Seek(tick)
	s.timeline.follow(tick, s.player.Ticks())
	s.run(1)
}

// One pauses, steps, goes back, and changes the speed and the peer by keys.
func TestPeerLabKeys(t *testing.T) {
	s := newPeerHarness(t, "7-three-peers", 1280, 720)
	s.run(99)
	if s.player.Tick() != 100 || !s.player.Playing || s.player.PlayedTicks() <= 100 {
		t.Fatalf("after 100 ticks at %d, played to %d", s.player.Tick(), s.player.PlayedTicks())
	}
	for _, c := range []struct {
		key ebiten.Key
		at  int
	}{{ebiten.KeySpace, 100}, {ebiten.KeyComma, 99}, {ebiten.KeyPeriod, 100}, {ebiten.KeyArrowLeft, 90}, {ebiten.KeyArrowRight, 100}, {ebiten.KeyHome, 0}} {
		if s.tap(c.key); s.player.Tick() != c.at || s.player.Playing {
			t.Errorf("%v leads to %d, want %d", c.key, s.player.Tick(), c.at)
		}
	}
	if s.tap(ebiten.KeyV); s.selected != 1 {
		t.Errorf("V selects peer %d", s.selected)
	}
	s.seek(300)
	for i, p := range s.panes {
		if len(p.status.Members) != 3 || p.phase != history.Playing || len(p.view.Players) != 3 {
			t.Errorf("pane %d has %d members, phase %d", i, len(p.status.Members), p.phase)
		}
	}
	if s.tap(ebiten.KeyEscape); !s.closed {
		t.Error("Esc does not leave")
	}
}

// A rollback, an event and a packet are found by key and by mouse, and described.
func TestPeerLabItems(t *testing.T) {
	s := newPeerHarness(t, "7-three-peers", 1280, 720)
	s.seek(400)
	s.tap(ebiten.KeyC)
	sel := s.player.Selected()
	if sel.Kind != playback.Rollback || !strings.Contains(s.describe().sentence, "again") {
		t.Fatalf("C selects %+v: %q", sel, s.describe().sentence)
	}
	s.player.Select(playback.PeerSelection{})
	at := image.Pt(int(s.timeline.x(float64(sel.Tick))), int(s.laneY(sel.Peer))+4)
	s.input.MoveMouse(at.X, at.Y)
	if s.run(1); s.hover != sel {
		t.Errorf("under the mouse is %+v, want %+v", s.hover, sel)
	}
	s.draw()
	s.tap(ebiten.KeyTab)
	if d := s.describe(); s.player.Selected().Kind != playback.PeerPacket || len(d.message.Parts) < 2 || !strings.Contains(d.sentence, "sent in tick") {
		t.Errorf("Tab selects %+v: %+v", s.player.Selected(), d)
	}
	s.tap(ebiten.KeyHome, ebiten.KeyT)
	if s.player.Selected().Kind != playback.PeerEvent || s.describe().sentence == "" {
		t.Errorf("T selects %+v", s.player.Selected())
	}
}

// By click a link is cut and healed, a peer crashes, another joins, a game goes wrong and
// is mended, and the agreement is switched; each can be undone.
func TestPeerLabChanges(t *testing.T) {
	s := newPeerHarness(t, "7-three-peers", 1280, 720)
	r := s.player
	s.seek(300)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	told := func(kind history.PeerEventKind, want string) {
		t.Helper()
		for i := range r.Trace().Events {
			if e := &r.Trace().Events[i]; e.Kind == kind && e.Tick >= 300 && strings.Contains(r.DescribeItem(playback.PeerSelection{Kind: playback.PeerEvent, Index: i}), want) {
				return
			}
		}
		t.Errorf("nothing tells %q", want)
	}
	must(r.ToggleCut(0, 1))
	if !r.IsCut(1, 0) || r.IsCut(0, 2) || r.Tick() != 300 {
		t.Error("the link is not cut")
	}
	s.seek(330)
	must(r.ToggleCut(0, 1))
	if r.IsCut(0, 1) || r.Tick() != 330 {
		t.Error("the link is not healed")
	}
	if s.tap(ebiten.KeyDigit0); len(r.ChangeTexts()) != 0 {
		t.Error("it is not as it was")
	}
	must(r.Diverge(1, "points"))
	s.seek(480)
	told(history.Happened, "computes another game")
	told(history.Happened, "computes the same again")
	s.tap(ebiten.KeyDigit0)
	must(r.Join())
	if s.run(1); len(s.panes) != 4 || r.Phase(3) != history.NotStarted {
		t.Errorf("%d panes, phase %d", len(s.panes), r.Phase(3))
	}
	s.tap(ebiten.KeyBackspace)
	if s.run(1); len(s.panes) != 3 {
		t.Errorf("%d panes", len(s.panes))
	}
	must(r.Crash(0))
	s.seek(r.Tick() + 1)
	if r.Phase(0) != history.Crashed || r.Crash(0) == nil {
		t.Error("it runs on")
	}
}

// With the wrong agreement two games come apart, with the right one they don't.
func TestPeerLabAgreement(t *testing.T) {
	s := newPeerHarness(t, "9-lost-peer-min", 1280, 720)
	parted := func() bool {
		s.seek(680)
		for _, e := range s.player.Trace().Events {
			if e.Kind == history.Parted {
				return true
			}
		}
		return false
	}
	if !parted() {
		t.Error("with the wrong rule they stay together")
	}
	if err := s.player.SetAgreement("cut"); err != nil || parted() {
		t.Errorf("with the right rule they part, %v", err)
	}
}

// A game without a server is not compared with another, nor another with it.
func TestPeersAreNotCompared(t *testing.T) {
	find := func(name string) *Source {
		f, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	with, without := find("1-perfect"), find("7-three-peers")
	for _, pair := range [][2]*Source{{with, without}, {without, with}, {without, without}} {
		if _, err := Open(Options{Source: pair[0], CompareWith: pair[1], Levels: cli.LoadLevel}); err == nil {
			t.Error("two are compared")
		}
	}
}

// peerLooks are the states of a PeerLab worth looking at.
var peerLooks = map[string]struct {
	scenario string
	to       func(*peerHarness)
}{
	"a packet":   {"7-three-peers", func(s *peerHarness) { s.seek(150); s.tap(ebiten.KeyTab) }},
	"changes":    {"7-three-peers", func(s *peerHarness) { s.seek(150); s.tap(ebiten.KeyE) }},
	"five peers": {"10-partition", func(s *peerHarness) { s.seek(150) }},
}

// In each language all texts fit into the smallest window. Screenshots are also taken of
// a common one.
func TestPeerWordsFit(t *testing.T) {
	sizes := []image.Point{{ui.MinWidth, ui.MinHeight}}
	if windowtest.ScreenshotDir != "" {
		sizes = append(sizes, image.Pt(1280, 720))
	}
	t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
	for _, lang := range i18n.Languages() {
		for _, size := range sizes {
			for name, look := range peerLooks {
				t.Run(lang.Code+"/"+size.String()+"/"+name, func(t *testing.T) {
					i18n.SetLanguage(lang.Code)
					s := newPeerHarness(t, look.scenario, size.X, size.Y)
					look.to(s)
					s.run(2)
					s.draw()
					windowtest.KeepScreenshot(t, "peerlab "+name+" "+lang.Code+" "+size.String(), windowtest.ReadPixels(s.img))
					uitest.CheckLayout(t, s.img.Bounds(), append(made, "Packets of", "Pacotes de"), func() {
						s.run(1)
						s.draw()
					})
				})
			}
		}
	}
}
