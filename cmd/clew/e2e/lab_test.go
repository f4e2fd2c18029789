//go:build linux

package e2e

import (
	"image"
	"image/color"
	"testing"
)

// labSize is the size of the windows in which the Lab is tried.
var labSize = image.Pt(1280, 720)

// The places in a window of that size, and the colours of its marks.
var (
	lanes  = image.Rect(96, 356, 1264, 482) // the packets
	detail = image.Rect(20, 550, 1040, 670)
	chosen = color.RGBA{0xF2, 0xC1, 0x4E, 0xFF} // gold
	bright = color.RGBA{0xE8, 0xE6, 0xE1, 0xFF} // text, and the tick looked at
)

// perTick is how many pixels wide a tick is at first.
const perTick = 6

// openLab opens a scenario.
func openLab(t *testing.T, flags ...string) *window {
	t.Helper()
	w := open(t, "lab", image.Pt(0, 0), append([]string{"-mute", "-windowed", "1280x720", "-lab"}, flags...)...)
	w.sees("the Lab", func(p picture) bool { return p.Rect.Size() == labSize && now(p) > 0 })
	return w
}

// now returns the x of the current tick in the lanes, a bright line from top to
// bottom, or 0 if there is none.
func now(p picture) int {
	for x := lanes.Min.X; x < lanes.Max.X; x++ {
		if p.count(image.Rect(x, lanes.Min.Y, x+1, lanes.Max.Y), bright, 20) > lanes.Dy()*9/10 {
			return x
		}
	}
	return 0
}

// still waits until the window shows the same for a while: nothing in a Lab
// that pauses moves.
func (w *window) still() picture {
	w.t.Helper()
	var last picture
	same := 0
	return w.sees("a picture that stands still", func(p picture) bool {
		if same++; last.RGBA == nil || !p.same(last) {
			same = 0
		}
		last = p
		return same >= 10
	})
}

// TestLab takes a game apart as a student would: pause, step back, click a
// packet, drop it, and compare.
func TestLab(t *testing.T) {
	w := openLab(t, "3-loss")
	mid := (lanes.Min.X + lanes.Max.X) / 2
	w.sees("that the film runs", func(p picture) bool { return now(p) > mid })
	w.strike("space")
	paused := w.still()
	w.keep("paused")

	back := w.stepTo(now(paused) - 30*perTick)
	w.keep("thirty ticks back")

	w.tap(image.Pt(now(back)-90, 412)) // where the lines are close
	packet := w.sees("what a packet says", func(p picture) bool { return p.count(detail, chosen, 30) > 60 })
	w.keep("a packet")
	if hasBadge(packet) {
		t.Error("there is a badge, and nothing was changed")
	}

	if now(packet) != now(back) {
		t.Errorf("a click on a packet leads elsewhere: the tick is at %d, and was at %d", now(packet), now(back))
	}
	w.strike("1")
	dropped := w.sees("a badge that says what was changed", hasBadge)
	w.keep("dropped")
	if now(dropped) != now(back) {
		t.Error("the tick looked at is another since the packet was dropped")
	}

	w.strike("m")
	w.sees("two curves", func(p picture) bool { return p.count(image.Rect(120, 320, 1264, 560), chosen, 30) > 1500 })
	w.still()
	w.keep("compared")
	w.strike("Escape")
	w.sees("the list of scenarios", func(p picture) bool { return now(p) == 0 && !hasBadge(p) })
	w.keep("list")
	w.close()
}

// stepTo steps tick by tick to a place in the lanes, as a finger does that sees
// where it leads: on a slow machine two strokes can be taken for one.
func (w *window) stepTo(x int) picture {
	w.t.Helper()
	for {
		p := w.still()
		switch at := now(p); {
		case at == x:
			return p
		case at > x:
			w.strike("comma")
		default:
			w.strike("period")
		}
	}
}

// TestLabPlay has a person play both clients in the Lab, and replay a part.
func TestLabPlay(t *testing.T) {
	w := openLab(t, "3-loss")
	w.strike("space")
	w.still()
	w.strike("F6")
	w.strike("F7")
	handed := w.still()
	w.strike("space")
	w.hold("d")
	w.hold("Down")
	w.sees("that both clients walk", func(p picture) bool {
		return p.changed(handed, image.Rect(8, 60, 424, 335)) > 3000 && p.changed(handed, image.Rect(856, 60, 1272, 335)) > 3000
	})
	w.keep("both play")
	w.release("d", "Down")
	w.strike("space")
	first := w.still()
	w.strike("Left") // nobody walks now: it steps
	back := w.still()
	if moved := now(first) - now(back); moved != 10*perTick {
		t.Errorf("ten ticks back are %d pixels", moved)
	}
	w.strike("r")
	w.still()
	w.keep("replayed from here")
	w.close()
}
