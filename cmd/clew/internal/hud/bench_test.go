package hud

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/uitest"
)

// steadyState returns a HUD with net graph, badge and some chat, after
// everything has been drawn once.
func steadyState() *harness {
	s := newHarness(uitest.DefaultWindow, 6)
	s.state.Netem = lagged
	s.run(2)
	s.chatter()
	s.tap(ebiten.KeyF3)
	s.run(5)
	s.hud.Draw(s.img)
	return s
}

func BenchmarkHUDFrame(b *testing.B) {
	s := steadyState()
	uitest.BenchmarkFrames(b, s.img, s.hud.Draw)
}

func BenchmarkHUDTick(b *testing.B) {
	s := steadyState()
	b.ReportAllocs()
	for b.Loop() {
		s.hud.Update(s.state)
	}
}

func BenchmarkLagPanelFrame(b *testing.B) {
	s := steadyState()
	s.tap(ebiten.KeyF2)
	s.hud.Draw(s.img)
	uitest.BenchmarkFrames(b, s.img, s.hud.Draw)
}
