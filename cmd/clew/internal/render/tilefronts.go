package render

// brickRows is the number of rows of bricks in a wall's front.
const brickRows = 3

// paintFront paints the brick front in the lowest part of a wall cell; above it
// the picture is transparent.
func paintFront(t tileImage, seed uint32) {
	n, h := float32(t.n), wallFrontHeight(t.n)
	top := t.n - h
	t.paint(func(x, y int) inkColour {
		if y < top {
			return inkColour{}
		}
		u, w := (float32(x)+0.5)/n, (float32(y-top)+0.5)/float32(h)
		c := brick(u, w, x, y, n, float32(h), seed)
		c = c.scale(lerp(1.06, 0.62, smoothstep(w)))
		switch {
		case y-top < edgeWidth(t.n): // the lip of the top stone catches the light
			return topInk.scale(1.22)
		case y-top < 2*edgeWidth(t.n)+edgeWidth(t.n)/2:
			return c.scale(0.62)
		}
		return c
	})
}

// brick returns the colour at (u,w), both 0 to 1 over the front. Every second row
// is shifted by half a brick; a brick that reaches into the next cell looks the
// same in both.
func brick(u, w float32, x, y int, n, h float32, seed uint32) inkColour {
	row := min(int(w*brickRows), brickRows-1)
	along := 2*u + 0.5*float32(row%2)
	col := int(along)
	id := seed
	if row%2 == 1 && (col == 0 || col == 2) {
		col, id = 0, 999
	}
	c := stoneColour(frontInk, u, w*h/n, x, y, row*4+col, 500+id, 1.5)
	if seed%4 == 1 {
		c = c.blend(mossInk, 0.5*smoothstep(2.2*w-1+0.7*valueNoise(5*u, 3*w, seed+70)))
	}
	dx := (along - float32(int(along))) * n / 2
	dy := (w*brickRows - float32(row)) * h / brickRows
	edge := min(dx, dy)
	seam := max(1, n/56)
	if edge < seam {
		return mortarInk.blend(c, 0.25)
	}
	if dy < 2*seam {
		return c.scale(1.10)
	}
	return c
}

// edgeWidth returns the thickness of a thin edge for cells of n pixels.
func edgeWidth(n int) int { return max(1, (n+24)/48) }
