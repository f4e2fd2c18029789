package stone

import "math"

// shade is darkness of the given opacity.
func shade(a float32) ink { return ink{0.010, 0.012, 0.020, a} }

// shine is light on an edge.
func shine(a float32) ink { return ink{0.86, 0.92, 1, a} }

// paintPart paints one of the pictures that lie over others. In the
// functions u and v run from 0 to 1 over the cell.
func paintPart(t tile, p Part) {
	n := float32(t.n)
	t.paint(func(x, y int) ink {
		u, v := (float32(x)+0.5)/n, (float32(y)+0.5)/n
		if p <= ShadowNE {
			return shadow(p, u, v)
		}
		switch p {
		case Spiral:
			return spiral(u, v, n)
		case Stairs:
			return stairs(u, v, x, y, n)
		}
		return edge(p, x, y, t.n)
	})
}

func shadow(p Part, u, v float32) ink {
	fall := func(d, reach, dark float32) ink {
		k := max(0, 1-d/reach)
		return shade(dark * k * k)
	}
	switch p {
	case ShadowN:
		return shade(0.62*smooth((0.34-v)/0.26) + 0.2*max(0, 1-v/0.06))
	case ShadowW:
		return fall(u, 0.30, 0.55)
	case ShadowE:
		return fall(1-u, 0.16, 0.42)
	case ShadowS:
		return fall(1-v, 0.12, 0.42)
	case ShadowNW:
		return shade(0.5 * smooth(1-hypot(u/0.30, v/0.34)))
	default: // ShadowNE
		return shade(0.5 * smooth(1-hypot((1-u)/0.16, v/0.34)))
	}
}

func edge(p Part, x, y, n int) ink {
	l := line(n)
	soft := func(d int, near, far float32) ink {
		if d < l {
			return shine(near)
		}
		return shine(far * max(0, 1-float32(d-l)/(0.10*float32(n))))
	}
	switch p {
	case EdgeN:
		return soft(y, 0.62, 0.16)
	case EdgeW:
		return soft(x, 0.42, 0.12)
	case EdgeE:
		d := n - 1 - x
		if d < l {
			return shade(0.55)
		}
		return shade(0.22 * max(0, 1-float32(d-l)/(0.12*float32(n))))
	case CornerNW:
		return worn(float32(x), float32(y), float32(n))
	case CornerNE:
		return worn(float32(n-1-x), float32(y), float32(n))
	case FrontEndW:
		return ifFront(x, y, n, shine(0.28))
	case FrontEndE:
		return ifFront(n-1-x, y, n, shade(0.5))
	}
	return ink{}
}

// ifFront is c at the outermost pixels of the front face.
func ifFront(d, y, n int, c ink) ink {
	if d >= line(n) || y < n-FrontHeight(n) {
		return ink{}
	}
	return c
}

// worn rounds a corner by laying floor over it.
func worn(dx, dy, n float32) ink {
	r := n * 0.07
	if dx >= r || dy >= r {
		return ink{}
	}
	out := hypot(r-dx-0.5, r-dy-0.5) - r
	return ink{floorInk.r, floorInk.g, floorInk.b, min(max(out+0.5, 0), 1)}
}

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }
