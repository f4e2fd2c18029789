package lab

import (
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// keyPress is a stretch of ticks in which a human pressed the same keys.
type keyPress struct {
	from, to int // inclusive
	keys     sim.Input
}

// keyPresses calls do with the key presses of the human at a client from a tick to
// another.
func (l *Lab) keyPresses(client, from, to int, do func(k keyPress)) {
	var k keyPress
	for at := max(from, 1); at <= min(to, l.player.PlayedTicks())+1; at++ {
		var keys sim.Input
		if at <= min(to, l.player.PlayedTicks()) {
			keys = l.player.HumanInput(client, at)
		}
		if keys == k.keys {
			k.to = at
			continue
		}
		if k.keys != 0 {
			do(k)
		}
		k = keyPress{at, at, keys}
	}
}

// drawKeyPresses marks the humans' key presses beside their lanes, behind the marks
// of the inputs, with arrows.
func (l *Lab) drawKeyPresses() {
	u := float32(l.timeline.scale)
	from := int(l.timeline.left) - 1
	to := int(l.timeline.left+l.timeline.visibleTicks()) + 1
	for client := range l.panes {
		y := l.markY(client, inputMarkDistance)
		l.keyPresses(client, from, to, func(k keyPress) {
			x0, x1 := l.timeline.x(float64(k.from)-0.5), l.timeline.x(float64(k.to)+0.5)
			l.batch.Rect(x0, y-6*u, max(x1-x0, 2*u), 12*u, theme.WithAlpha(theme.Accent, 0.45))
			if x1-x0 >= 12*u {
				l.drawArrow(x0+6*u, y, 4*u, k.keys)
			}
		})
	}
}

// drawArrow draws an arrow for each direction of an input, around a point.
func (l *Lab) drawArrow(x, y, r float32, keys sim.Input) {
	for _, d := range [...]struct {
		key    sim.Input
		dx, dy float32
	}{{sim.Up, 0, -1}, {sim.Down, 0, 1}, {sim.Left, -1, 0}, {sim.Right, 1, 0}} {
		if keys&d.key != 0 {
			l.batch.Triangle(x+d.dx*r, y+d.dy*r, x-d.dx*r+d.dy*r, y-d.dy*r+d.dx*r, x-d.dx*r-d.dy*r, y-d.dy*r-d.dx*r, theme.Text)
		}
	}
}
