package stone

// courses is how many rows of bricks a front has.
const courses = 3

// paintFront paints the brick face in the lowest part of a wall cell; above
// it the picture is transparent.
func paintFront(t tile, seed uint32) {
	n, h := float32(t.n), FrontHeight(t.n)
	top := t.n - h
	t.paint(func(x, y int) ink {
		if y < top {
			return ink{}
		}
		u, w := (float32(x)+0.5)/n, (float32(y-top)+0.5)/float32(h)
		c := brick(u, w, x, y, n, float32(h), seed)
		c = c.times(lerp(1.06, 0.62, smooth(w)))
		switch {
		case y-top < line(t.n): // the lip of the top stone catches the light
			return topInk.times(1.22)
		case y-top < 2*line(t.n)+line(t.n)/2:
			return c.times(0.62)
		}
		return c
	})
}

// brick is the colour at (u,w), both 0 to 1 over the face. Every second
// course is shifted by half a brick; a brick that reaches into the next cell
// looks the same in both.
func brick(u, w float32, x, y int, n, h float32, seed uint32) ink {
	row := min(int(w*courses), courses-1)
	along := 2*u + 0.5*float32(row%2)
	col := int(along)
	id := seed
	if row%2 == 1 && (col == 0 || col == 2) {
		col, id = 0, 999
	}
	c := hewn(frontInk, u, w*h/n, x, y, row*4+col, 500+id, 1.5)
	if seed%4 == 1 {
		c = c.toward(mossInk, 0.5*smooth(2.2*w-1+0.7*noise(5*u, 3*w, seed+70)))
	}
	dx := (along - float32(int(along))) * n / 2
	dy := (w*courses - float32(row)) * h / courses
	edge := min(dx, dy)
	seam := max(1, n/56)
	if edge < seam {
		return mortarInk.toward(c, 0.25)
	}
	if dy < 2*seam {
		return c.times(1.10)
	}
	return c
}

// line is the thickness of a thin edge for cells of n pixels.
func line(n int) int { return max(1, (n+24)/48) }
