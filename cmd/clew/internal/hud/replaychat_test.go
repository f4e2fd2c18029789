package hud

import (
	"image"
	"testing"

	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
	"clew/net/wire"
)

// A line fades with the replay's ticks, comes back when they go back, and stands
// inside the area.
func TestReplayChat(t *testing.T) {
	dst := windowtest.NewImage(800, 600)
	defer dst.Deallocate()
	area := image.Rect(100, 50, 800, 450)
	var r ReplayChat
	r.Resize(800, 600, 1)
	r.Add(100, 'A', 1, wire.Appearance{}, "Rui", "hello")
	for _, c := range []struct {
		tick  int
		alpha float64
	}{{100, 1}, {100 + chatLineTicks, 1}, {100 + chatLineTicks + chatFadeTicks/2, 0.5}, {100 + int(ChatTicks), 0}, {110, 1}} {
		r.SetTick(sim.Tick(c.tick))
		if got := r.log.alpha(&r.log.lines[0]); got != c.alpha {
			t.Errorf("at tick %d the line is drawn with %g, want %g", c.tick, got, c.alpha)
		}
		r.Draw(dst, area)
		if got := r.OccupiedArea(); !got.In(area) || (got.Dy() > 0) != (c.alpha > 0) {
			t.Errorf("at tick %d it covers %v of %v", c.tick, got, area)
		}
	}
	r.Clear()
	if r.Draw(dst, area); r.OccupiedArea().Dy() != 0 {
		t.Error("after Clear a line is left")
	}
}
