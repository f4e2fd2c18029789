//go:build linux

package e2e

import (
	"image"
	"testing"
)

// TestFullGame opens a window on a server that is full: it shows the game, and
// whom it follows, and gets the place of the first who leaves.
func TestFullGame(t *testing.T) {
	s := serve(t, "127.0.0.1:0", "-max-players", "2")
	g := &game{t: t, server: s, plain: dial(t, s.addr)}
	ann := g.join("Ann")
	g.walks(ann, "Left", image.Pt(1, 4))
	ben := open(t, "Ben", image.Pt(wide, 0), "-mute", "-connect", s.addr, "-name", "Ben")
	ben.until("the server has one that watches", func() bool { return len(s.logged("spectating")) == 1 })
	bar := image.Rect(140, 76, 500, 124)
	ben.sees("that one watches", func(shot picture) bool { return shot.count(bar, bright, 32) > 300 })
	ben.sees("Ann", func(shot picture) bool {
		_, ok := shot.body(ann.letter, g.ground(shot))
		return ok
	})
	ben.keep("watching")
	for range 2 { // from the plain client to Ann, and on to the whole maze
		ben.press("Right")
		ben.frames(3)
	}
	ben.keep("the whole maze")

	before := g.plain.there()
	ann.close()
	g.windows = nil
	p := &player{window: ben}
	ben.until("Ben is in the game", func() bool {
		for id, letter := range g.plain.there() {
			if _, known := before[id]; !known {
				p.id, p.letter = id, letter
			}
		}
		return p.id != 0
	})
	g.windows = append(g.windows, p)
	ben.sees("nothing of watching", func(shot picture) bool { return shot.count(bar, bright, 32) < 100 })
	g.walks(p, "Left", image.Pt(1, 4))
	ben.keep("playing")
	g.end()
}
