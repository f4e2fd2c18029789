package hud

import (
	"image"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/uitest"
	"clew/engine/sim"
	"clew/net/link/netem"
)

// worst are the settings with the largest badge.
var worst = netsettings.Config{
	Netem: netem.Config{
		Up:   netem.Conditions{Latency: 990 * time.Millisecond, Jitter: 480 * time.Millisecond, Loss: 100, Duplicate: 49, Reorder: 48},
		Down: netem.Conditions{Latency: 980 * time.Millisecond, Jitter: 470 * time.Millisecond, Loss: 99, Duplicate: 48, Reorder: 47}, Stream: true,
	},
	Redundancy: 31,
}

// In a common window the whole lag panel is in view, whatever is set, and a
// slider's step is at least a pixel or two.
func TestAllOfTheLagPanelIsInView(t *testing.T) {
	for _, l := range i18n.Languages() {
		t.Run(l.Code, func(t *testing.T) {
			i18n.SetLanguage(l.Code)
			defer i18n.SetLanguage(i18n.English)
			s := newHarness(uitest.DefaultWindow, 3)
			s.state.Config = worst
			s.run(2)
			s.tap(ebiten.KeyF2, ebiten.KeyTab)
			s.show(2)
			sheet := s.hud.lag.panel
			in := sheet.GetWidget().Rect
			if !in.In(s.img.Bounds()) {
				t.Fatalf("the panel lies at %v", in)
			}
			if _, h := sheet.PreferredSize(); h > in.Dy() {
				t.Errorf("it is %d px high, and there is room for %d", h, in.Dy())
			}
			const stops = 5 + 2 + 2*5 + 2 + 3 + 3
			for i := range stops {
				sheet.Focus(i)
				s.show(1)
				if r := sheet.FocusRect(); sheet.FocusIndex() != i || r.Empty() || !r.In(in) {
					t.Errorf("control %d is at %v, outside %v", i, r, in)
				}
			}
			if sheet.Focus(stops); sheet.FocusIndex() != stops-1 {
				t.Errorf("there are more controls than %d", stops)
			}
		})
	}
}

// 150 ms can be set by a single drag, and in other ways.
func TestLatencySliderFirstClick(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyF2)
	s.show(2)
	s.stopAt(7)
	r := s.hud.lag.panel.FocusRect()
	if r.Dx() < 250 {
		t.Errorf("the slider is %d px wide", r.Dx())
	}
	const knob = 12
	x := r.Min.X + knob/2 + (r.Dx()-knob)*150/1000
	for off := -1; off <= 1; off++ { // a slightly unsteady hand
		s.state.Netem = netem.Config{}
		s.click(image.Pt(x+off, (r.Min.Y+r.Max.Y)/2))
		if got := s.state.Netem.Up.Latency; got != 150*time.Millisecond {
			t.Errorf("%d px beside it the mouse sets %v", off, got)
		}
	}
	s.input.MoveMouse(x, (r.Min.Y+r.Max.Y)/2)
	s.show(1)
	s.input.Scroll(1)
	if s.show(1); s.state.Netem.Up.Latency != 160*time.Millisecond || s.state.Netem.Down.Latency != 160*time.Millisecond {
		t.Errorf("the wheel sets %+v", s.state.Netem)
	}
	s.click(image.Pt(r.Max.X+30, (r.Min.Y+r.Max.Y)/2))
	s.input.Type("155")
	s.show(1)
	s.tap(ebiten.KeyEnter)
	if s.show(1); s.state.Netem.Up.Latency != 155*time.Millisecond || s.hud.WantsKeyboard() {
		t.Errorf("typing sets %+v; keyboard %v", s.state.Netem, s.hud.WantsKeyboard())
	}
}

// The panel has redundancy and Cut, too.
func TestRedundancyAndCutInThePanel(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyF2, ebiten.KeyTab)
	s.show(2)
	s.hud.lag.panel.Focus(12)
	if s.tap(ebiten.KeyHome); s.state.Redundancy != 1 {
		t.Errorf("Home on the redundancy: %d", s.state.Redundancy)
	}
	s.hud.lag.panel.Focus(13)
	if s.tap(ebiten.KeyEnter); !s.actions.Cut {
		t.Error("Enter on the button cuts nothing")
	}
	if s.run(1); s.actions.Cut {
		t.Error("it cuts on and on")
	}
}

// In every window each control comes into view when focused, and the panel
// keeps clear of the own player.
func TestTheLagPanelInEveryWindow(t *testing.T) {
	for _, w := range []uitest.WindowSize{{W: 640, H: 360, Scale: 1}, {W: 1024, H: 600, Scale: 1}, {W: 1280, H: 720, Scale: 2}, {W: 1366, H: 768, Scale: 1}, {W: 1920, H: 1080, Scale: 1.5}} {
		t.Run(w.String(), func(t *testing.T) {
			s := newHarness(w, 3)
			s.state.Config = worst
			s.run(2)
			s.tap(ebiten.KeyF2, ebiten.KeyTab)
			s.show(2)
			in := s.hud.lag.panel.GetWidget().Rect
			if mid := image.Rect(w.W/2-18, w.H/2-18, w.W/2+18, w.H/2+18); in.Overlaps(mid) {
				t.Errorf("it lies at %v, over the player", in)
			}
			for i := range 25 {
				s.hud.lag.panel.Focus(i)
				s.show(2)
				if r := s.hud.lag.panel.FocusRect(); !r.In(in) {
					t.Errorf("control %d is at %v, outside %v", i, r, in)
				}
			}
		})
	}
}

// In a game without a server one chooses whose link is to be bad; what only a client of
// a server has is not offered. The choice goes back to all when that peer has left.
func TestLagOfPeers(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.withPeers()
	s.state.Peers.Others = []Peer{{ID: 2, Name: "Ben"}, {ID: 3, Name: "Cai"}}
	s.run(2)
	s.tap(ebiten.KeyF2, ebiten.KeyTab)
	s.show(2)
	chosen := func() string { return s.hud.lag.peerName(s.hud.lag.peerIndex()) }
	if chosen() != "All peers" || s.actions.LagPeer != 0 {
		t.Errorf("at first %q, peer %d", chosen(), s.actions.LagPeer)
	}
	const stops = 1 + 5 + 2 + 5 + 1
	if s.hud.lag.panel.Focus(stops); s.hud.lag.panel.FocusIndex() != stops-1 {
		t.Errorf("there are more controls than %d", stops)
	}
	s.hud.lag.panel.Focus(0)
	s.tap(ebiten.KeyRight, ebiten.KeyRight)
	if s.tap(ebiten.KeyRight); chosen() != "Cai" || s.actions.LagPeer != 3 || s.actions.Changed {
		t.Errorf("chosen %q, peer %d, changed %v", chosen(), s.actions.LagPeer, s.actions.Changed)
	}
	s.hud.lag.panel.Focus(stops - 1)
	if s.tap(ebiten.KeyEnter); !s.actions.Cut || s.actions.CutPeer != 3 {
		t.Errorf("cut %v, peer %d", s.actions.Cut, s.actions.CutPeer)
	}
	if s.tap(ebiten.KeyF6); !s.actions.Cut || s.actions.CutPeer != 0 {
		t.Errorf("the key cuts %v, peer %d", s.actions.Cut, s.actions.CutPeer)
	}
	s.state.Peers.Others = s.state.Peers.Others[:1]
	if s.run(1); chosen() != "All peers" || s.actions.LagPeer != 0 {
		t.Errorf("once it has left: %q, peer %d", chosen(), s.actions.LagPeer)
	}
}

// The badge names the peers' conditions even where they are not those that the panel
// shows, and says with whom they hold.
func TestBadgeOfPeers(t *testing.T) {
	far, near := netem.Config{Up: netem.Conditions{Latency: 120 * time.Millisecond}}, netem.Config{Up: netem.Conditions{Latency: 10 * time.Millisecond}}
	for _, tc := range []struct {
		all   netem.Config
		peers []netem.Config
		want  string
	}{
		{far, nil, "SIM +120 ms"},
		{far, []netem.Config{far, far}, "SIM +120 ms"},
		{netem.Config{}, []netem.Config{{}, far}, "SIM +120 ms, only with B"},
		{far, []netem.Config{far, {}}, "SIM +120 ms, only with A"},
		{near, []netem.Config{near, far}, "SIM +120 ms, differs between peers"},
		{far, []netem.Config{{}, {}}, ""},
	} {
		s := newHarness(uitest.DefaultWindow, 3)
		s.withPeers()
		s.state.Peers.Others = nil
		for i, c := range tc.peers {
			s.state.Peers.Others = append(s.state.Peers.Others, Peer{ID: sim.ID(i + 2), Name: string(rune('A' + i)), Netem: c})
		}
		s.state.Netem = tc.all
		s.run(2)
		if got := strings.Join(s.hud.badge.lines, " "); got != tc.want {
			t.Errorf("%v, %v: %q; want %q", tc.all, tc.peers, got, tc.want)
		}
	}
}
