package render

import "math"

// shadowInk returns black of the given opacity.
func shadowInk(a float32) inkColour { return inkColour{0.010, 0.012, 0.020, a} }

// highlightInk returns the light on an edge.
func highlightInk(a float32) inkColour { return inkColour{0.86, 0.92, 1, a} }

// paintOverlay paints a picture that lies over others. u and v run from 0 to 1
// over the cell.
func paintOverlay(t tileImage, kind overlay) {
	n := float32(t.n)
	t.paint(func(x, y int) inkColour {
		u, v := (float32(x)+0.5)/n, (float32(y)+0.5)/n
		if kind <= shadowNE {
			return wallShadow(kind, u, v)
		}
		switch kind {
		case startMark:
			return startMarkColour(u, v, n)
		case stairs:
			return stairsColour(u, v, x, y, n)
		}
		return wallEdge(kind, x, y, t.n)
	})
}

func wallShadow(kind overlay, u, v float32) inkColour {
	fall := func(d, reach, dark float32) inkColour {
		k := max(0, 1-d/reach)
		return shadowInk(dark * k * k)
	}
	switch kind {
	case shadowN:
		return shadowInk(0.62*smoothstep((0.34-v)/0.26) + 0.2*max(0, 1-v/0.06))
	case shadowW:
		return fall(u, 0.30, 0.55)
	case shadowE:
		return fall(1-u, 0.16, 0.42)
	case shadowS:
		return fall(1-v, 0.12, 0.42)
	case shadowNW:
		return shadowInk(0.5 * smoothstep(1-hypot(u/0.30, v/0.34)))
	default: // shadowNE
		return shadowInk(0.5 * smoothstep(1-hypot((1-u)/0.16, v/0.34)))
	}
}

func wallEdge(kind overlay, x, y, n int) inkColour {
	l := edgeWidth(n)
	soft := func(d int, near, far float32) inkColour {
		if d < l {
			return highlightInk(near)
		}
		return highlightInk(far * max(0, 1-float32(d-l)/(0.10*float32(n))))
	}
	switch kind {
	case edgeN:
		return soft(y, 0.62, 0.16)
	case edgeW:
		return soft(x, 0.42, 0.12)
	case edgeE:
		d := n - 1 - x
		if d < l {
			return shadowInk(0.55)
		}
		return shadowInk(0.22 * max(0, 1-float32(d-l)/(0.12*float32(n))))
	case cornerNW:
		return wornCorner(float32(x), float32(y), float32(n))
	case cornerNE:
		return wornCorner(float32(n-1-x), float32(y), float32(n))
	case frontEndW:
		return onFront(x, y, n, highlightInk(0.28))
	case frontEndE:
		return onFront(n-1-x, y, n, shadowInk(0.5))
	}
	return inkColour{}
}

// onFront returns c for the outermost pixels of the front.
func onFront(distance, y, n int, c inkColour) inkColour {
	if distance >= edgeWidth(n) || y < n-wallFrontHeight(n) {
		return inkColour{}
	}
	return c
}

// wornCorner rounds a corner by painting floor over it.
func wornCorner(dx, dy, n float32) inkColour {
	r := n * 0.07
	if dx >= r || dy >= r {
		return inkColour{}
	}
	out := hypot(r-dx-0.5, r-dy-0.5) - r
	return inkColour{floorInk.r, floorInk.g, floorInk.b, min(max(out+0.5, 0), 1)}
}

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }
