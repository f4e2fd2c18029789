package lab

import (
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

// A human's key presses are marked on the timeline, one mark for each.
func TestKeyPresses(t *testing.T) {
	s := newHarness(t, "3-loss", 640, 360)
	s.run(60)
	s.tap(ebiten.KeySpace, ebiten.KeyF6)
	at := s.player.Tick()
	s.tap(ebiten.KeySpace)
	for _, k := range []ebiten.Key{ebiten.KeyS, ebiten.KeyD} {
		s.input.HoldKeys(k)
		s.run(20)
		s.input.ReleaseKeys(k)
		s.run(10)
	}
	var got []keyPress
	s.keyPresses(0, 1, s.player.Ticks(), func(k keyPress) { got = append(got, k) })
	if want := []keyPress{{at + 2, at + 21, sim.Down}, {at + 32, at + 51, sim.Right}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	s.keyPresses(1, 1, s.player.Ticks(), func(k keyPress) { t.Errorf("nobody pressed %v for Bob", k) })
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "own key presses", windowtest.ReadPixels(s.img))
}
