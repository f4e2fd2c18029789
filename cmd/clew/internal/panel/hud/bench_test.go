package hud

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/paneltest"
)

// steady is a HUD with the net graph, the badge and some chat, as it is while
// one plays, after everything has been drawn once.
func steady() *stage {
	s := newStage(paneltest.Usual, 6)
	s.now.Lag = lagged
	s.run(2)
	s.chatter()
	s.tap(ebiten.KeyF3)
	s.run(5)
	s.hud.Draw(s.img)
	return s
}

func BenchmarkHUDFrame(b *testing.B) {
	s := steady()
	paneltest.Frames(b, s.img, s.hud.Draw)
}

func BenchmarkHUDTick(b *testing.B) {
	s := steady()
	b.ReportAllocs()
	for b.Loop() {
		s.hud.Update(s.now)
	}
}

func BenchmarkLagPanelFrame(b *testing.B) {
	s := steady()
	s.tap(ebiten.KeyF2)
	s.hud.Draw(s.img)
	paneltest.Frames(b, s.img, s.hud.Draw)
}
