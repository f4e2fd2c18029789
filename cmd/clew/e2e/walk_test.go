//go:build linux

package e2e

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// TestWalkTogether has two windows and a plain text client walk the same maze;
// each sees the others move.
func TestWalkTogether(t *testing.T) {
	for _, c := range []struct {
		name, wire string
		flags      []string
		badge      bool
	}{
		{"msgpack", "msgpack", nil, false},
		{"text", "text", []string{"-wire", "text"}, false},
		{"bad wire", "msgpack", []string{"-lag", "200ms", "-jitter", "50ms", "-loss", "10"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := begin(t)
			ann, bob := g.join("Ann", c.flags...), g.join("Bob", c.flags...)
			if n := g.server.wires(c.wire); n != 2 {
				t.Errorf("%d connections in wire mode %s, want the windows' 2:\n%s", n, c.wire, &g.server.out)
			}
			g.walkApart(ann, bob)
			g.walkOn(ann, bob)
			for _, p := range g.windows {
				if got := p.do("getwindowname"); got != "Clew" {
					t.Errorf("%s's window is called %q", p.name, got)
				}
				if got := hasBadge(p.look()); got != c.badge {
					t.Errorf("%s's window has a badge of simulated lag: %v, want %v", p.name, got, c.badge)
				}
				p.keep("at the end")
			}
			g.end()
		})
	}
}

// walkApart takes everybody from the start, where they stand in each other's
// way, to a place of their own.
func (g *game) walkApart(ann, bob *player) {
	g.t.Helper()
	g.walks(ann, "Left", image.Pt(1, 4))
	g.walks(bob, "Right", image.Pt(17, 4))
	g.plain.walk("ll")
	g.arrives(g.plain.id, image.Pt(7, 4))
}

// walkOn has one after the other walk while the others stand still, and looks
// whether everybody sees that.
func (g *game) walkOn(ann, bob *player) {
	g.t.Helper()
	places := g.settled()
	places = g.leg(places, ann.id, func() { g.walks(ann, "Up", image.Pt(1, 1)) })
	places = g.leg(places, bob.id, func() { g.walks(bob, "Down", image.Pt(17, 7)) })
	g.leg(places, g.plain.id, func() {
		g.plain.walk("dddrr")
		g.arrives(g.plain.id, image.Pt(9, 7))
	})
}

// walks holds a key in a window until its player stands at the wall at the end
// of the way.
func (g *game) walks(p *player, key string, to image.Point) {
	g.t.Helper()
	p.hold(key)
	p.until("the server has "+p.name+" where "+key+" leads", func() bool { return g.plain.at(p.id) == to })
	g.arrives(p.id, to)
	p.release(key)
}

// arrives waits until everybody sees a player at a place.
func (g *game) arrives(id int, to image.Point) {
	g.t.Helper()
	until(g.t, "the plain client sees the player arrive", func() bool { return g.plain.at(id) == to })
	letter := g.letters()[id]
	for _, p := range g.windows {
		p.sees(letter+" in its cell", func(shot picture) bool {
			at, ok := shot.body(letter, g.ground(shot))
			return ok && at.cell() == to
		})
	}
}

// leg has one player move, and looks at what everybody sees of that: nobody
// else has moved, and where the windows have everybody, their own players
// included, the server has them too. It takes and returns where that is.
func (g *game) leg(before placing, mover int, move func()) placing {
	g.t.Helper()
	told := g.told()
	move()
	after := g.settled()
	for _, p := range g.windows {
		for id, letter := range g.letters() {
			was, is := before[p.name][letter], after[p.name][letter]
			if moved := is.from(was); id == mover && moved < 2 || id != mover && moved > 0.1 {
				g.t.Errorf("while %d moved, %s's window had %s move from %v to %v", mover, p.name, letter, was, is)
			}
			if is.cell() != g.plain.at(id) {
				g.t.Errorf("%s's window has %s at %v, the server in cell %v", p.name, letter, is, g.plain.at(id))
			}
		}
	}
	for id, path := range g.told() {
		walked := path[len(told[id])-1:]
		if (id == mover) != (len(walked) > 1) || !unbroken(walked) {
			g.t.Errorf("while %d moved, the plain client saw %d walk %v", mover, id, walked)
		}
	}
	return after
}

// placing is where each window has everybody, by the names of windows and the
// letters of players.
type placing map[string]map[string]spot

// settled returns all positions once nobody moves any more.
func (g *game) settled() placing {
	g.t.Helper()
	all := placing{}
	for _, p := range g.windows {
		still := 0
		p.sees("everybody standing", func(shot picture) bool {
			now := g.places(shot)
			if still++; now == nil || movement(all[p.name], now) > 0.03 {
				still = 0
			}
			all[p.name] = now
			return still >= 8
		})
	}
	return all
}

// places finds everybody in a picture. It returns nil if somebody cannot be
// seen.
func (g *game) places(shot picture) map[string]spot {
	places := map[string]spot{}
	for _, letter := range g.letters() {
		at, ok := shot.body(letter, g.ground(shot))
		if !ok {
			return nil
		}
		places[letter] = at
	}
	return places
}

// movement returns the greatest distance that anybody moved, in cells.
func movement(before, now map[string]spot) (most float64) {
	for letter, at := range now {
		most = max(most, at.from(before[letter]))
	}
	return most
}

// told returns the path of each player, as reported to the plain text client.
func (g *game) told() map[int][]image.Point {
	all := map[int][]image.Point{}
	for id := range g.letters() {
		all[id] = g.plain.path(id)
	}
	return all
}

// unbroken tells whether a way goes from cell to cell.
func unbroken(way []image.Point) bool {
	for i, at := range way[1:] {
		if d := at.Sub(way[i]); d.X*d.X+d.Y*d.Y != 1 {
			return false
		}
	}
	return true
}

// cell returns the cell that a spot lies in.
func (s spot) cell() image.Point { return image.Pt(int(math.Floor(s.x)), int(math.Floor(s.y))) }

// from returns the distance between two spots, in cells.
func (s spot) from(o spot) float64 { return math.Hypot(s.x-o.x, s.y-o.y) }

// hasBadge tells whether a gold badge is at the top right.
func hasBadge(p picture) bool {
	badge := color.RGBA{0x3A, 0x2C, 0x12, 0xFF}
	return p.count(image.Rect(p.Rect.Dx()/2, 0, p.Rect.Dx(), 60), badge, 16) > 1000
}
