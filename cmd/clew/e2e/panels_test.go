//go:build linux

package e2e

import (
	"fmt"
	"image"
	"image/color"
	"testing"
)

// TestPanels opens and closes all that lies over the maze.
func TestPanels(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	g.walks(ann, "Left", image.Pt(1, 4)) // away from the plain client's player
	g.settled()
	for _, p := range []struct {
		name        string
		open, close string
		where       image.Rectangle // in which it is to be seen
		pixels      int             // that it changes there at least
	}{
		{"F1 keys and marks", "F1", "F1", image.Rect(100, 60, 540, 300), 9000},
		{"F2 lag", "F2", "F2", image.Rect(360, 54, 640, 344), 3500},
		{"F3 net graph", "F3", "F3", image.Rect(320, 80, 640, 360), 3500},
		{"Esc menu", "Escape", "Escape", image.Rect(180, 30, 460, 330), 3500},
		{"Enter chat", "Return", "Escape", image.Rect(0, 300, 436, 360), 1200},
	} {
		before := ann.look()
		ann.press(p.open)
		ann.sees(p.name, func(shot picture) bool { return before.changed(shot, p.where) > p.pixels })
		ann.keep(p.name)
		ann.press(p.close)
		ann.sees("no more "+p.name, func(shot picture) bool { return before.changed(shot, p.where) < p.pixels/4 })
	}
	g.end()
}

// TestRoster shows who is here for as long as Tab is held.
func TestRoster(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	where := image.Rect(180, 60, 460, 300)
	g.walks(ann, "Left", image.Pt(1, 4))
	g.settled()
	before := ann.look()
	ann.hold("Tab")
	ann.sees("who is here", func(shot picture) bool { return before.changed(shot, where) > 2500 })
	ann.keep("Tab")
	ann.release("Tab")
	ann.sees("the maze alone", func(shot picture) bool { return before.changed(shot, where) < 600 })
	g.end()
}

// TestGhost has the server be far behind what the window predicts: whoever
// walks draws a ghost and dots behind, if the ghost is on.
func TestGhost(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann", "-lag", "600ms")
	g.plain.walk("lldd") // and take the name out of the middle row
	g.arrives(g.plain.id, image.Pt(7, 6))
	ann.press("F4")
	ann.hold("Left")
	ann.sees("a ghost behind", func(shot picture) bool { return ghostly(shot, g, ann, 1) > 20 })
	ann.keep("F4")
	g.walks(ann, "Left", image.Pt(1, 4))
	ann.press("F4")
	ann.hold("Right") // and beyond where a thread lies already
	ann.sees("no ghost", func(shot picture) bool {
		at, ok := shot.body(ann.letter, g.ground(shot))
		if ok && at.x > 13 && ghostly(shot, g, ann, -1) > 5 {
			t.Errorf("there is a ghost, and F4 has switched it off")
		}
		return at.x > 15
	})
	ann.release("Right")
	g.end()
}

// ghostly counts the pixels of the ghost's colour on the way behind a player
// who walks along the middle row: to its right or, with a side of -1, to its left.
func ghostly(shot picture, g *game, p *player, side float64) int {
	lie := g.ground(shot)
	at, ok := shot.body(p.letter, lie)
	if !ok {
		return 0
	}
	n := 0
	for away := 1.2; away < 3; away += 0.6 {
		n += shot.count(lie.around(spot{at.x + away*side, 4.5}, 0.3), color.RGBA{0xE8, 0xE6, 0xE1, 0xFF}, 24)
	}
	return n
}

// TestSizes has a window shown in several sizes; the game goes on in each.
func TestSizes(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	g.plain.walk("l")
	g.arrives(g.plain.id, image.Pt(8, 4))
	becomes := func(want image.Point, in image.Point) {
		t.Helper()
		ann.sees(fmt.Sprintf("itself in a size of %v", want), func(shot picture) bool {
			at, ok := shot.body(ann.letter, g.ground(shot))
			return ok && shot.Rect.Size() == want && at.cell() == in
		})
		ann.keep(fmt.Sprintf("%dx%d", want.X, want.Y))
	}
	ann.do("windowsize", "800", "450")
	becomes(image.Pt(800, 450), image.Pt(9, 4))
	g.walks(ann, "Right", image.Pt(17, 4))
	ann.do("windowsize", "480", "270")
	becomes(image.Pt(480, 270), image.Pt(17, 4))
	ann.press("F11")
	becomes(image.Pt(1280, 800), image.Pt(17, 4))
	g.walks(ann, "Down", image.Pt(17, 7))
	ann.press("F11")
	becomes(image.Pt(480, 270), image.Pt(17, 7))
	g.end()
}
