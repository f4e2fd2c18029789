package render

// The colours of stones in white light.
var (
	floorInk  = inkColour{0.228, 0.232, 0.254, 1}
	topInk    = inkColour{0.525, 0.552, 0.620, 1}
	frontInk  = inkColour{0.400, 0.410, 0.450, 1}
	mortarInk = inkColour{0.190, 0.200, 0.240, 1}
	mossInk   = inkColour{0.260, 0.330, 0.240, 1}
)

// slabRect is one stone within a cell, in cells.
type slabRect struct{ x0, y0, x1, y1 float32 }

// slabLayouts lists the ways in which a slab is divided into stones.
var slabLayouts = [...][]slabRect{
	{{0, 0, 1, 1}},
	{{0, 0, 1, 1}},
	{{0, 0, 0.5, 1}, {0.5, 0, 1, 1}},
	{{0, 0, 1, 0.45}, {0, 0.45, 1, 1}},
	{{0, 0, 0.58, 1}, {0.58, 0, 1, 0.5}, {0.58, 0.5, 1, 1}},
	{{0, 0, 1, 0.52}, {0, 0.52, 0.44, 1}, {0.44, 0.52, 1, 1}},
	{{0, 0, 0.4, 0.55}, {0.4, 0, 1, 0.55}, {0, 0.55, 1, 1}},
	{{0, 0, 0.42, 1}, {0.42, 0, 1, 1}},
}

// stoneAt returns the stone at (u,v), and the distances in cells to its nearer
// western or northern edge and to its nearer eastern or southern one.
func stoneAt(stones []slabRect, u, v float32) (i int, lit, dark float32) {
	for i, r := range stones {
		if u >= r.x0 && u < r.x1 && v >= r.y0 && v < r.y1 {
			return i, min(u-r.x0, v-r.y0), min(r.x1-u, r.y1-v)
		}
	}
	return 0, 1, 1
}

// stoneColour varies a stone's colour around base: uneven and grainy, each stone
// slightly lighter or darker, warmer or cooler.
func stoneColour(base inkColour, u, v float32, px, py, stone int, seed uint32, contrast float32) inkColour {
	s := seed*131 + uint32(stone)*17
	k := 1 + contrast*(0.16*fractalNoise(3*u, 3*v, s)+0.05*(hashUnit(px, py, s)-0.5)*2)
	k *= 1 + contrast*0.14*(hashUnit(stone, 1, s)-0.5)
	warm := 1 + 0.05*(hashUnit(stone, 2, s)-0.5)
	return inkColour{base.r * k * warm, base.g * k, base.b * k / warm, 1}
}

func paintFloor(t tileImage, seed uint32) {
	n := float32(t.n)
	stones := slabLayouts[int(seed)%len(slabLayouts)]
	px := 1 / n
	t.paint(func(x, y int) inkColour {
		u, v := (float32(x)+0.5)/n, (float32(y)+0.5)/n
		// Joints wander a little, as those of old floors do.
		i, lit, dark := stoneAt(stones, u, v)
		c := stoneColour(floorInk, u, v, x, y, i, 100+seed, 1)
		joint := smoothstep(1 - lit/(0.022+px/2))
		c = c.scale(1 - 0.34*joint + 0.10*smoothstep(1-(lit-0.03)/0.03)*(1-joint))
		c = c.scale(1 - 0.08*smoothstep(1-dark/0.035))
		return c.scale(1 - 0.5*pebbles(u, v, seed) - crack(u, v, seed))
	})
}

// pebbles returns the darkness of a few specks on the slab.
func pebbles(u, v float32, seed uint32) float32 {
	dark := float32(0)
	for i := range int(hashCell(7, 7, seed) % 4) {
		du, dv := u-0.1-0.8*hashUnit(i, 3, seed), v-0.1-0.8*hashUnit(i, 4, seed)
		r := 0.014 + 0.014*hashUnit(i, 5, seed)
		dark = max(dark, smoothstep((r*r-du*du-dv*dv)/(r*r)*2))
	}
	return dark
}

// crack returns the darkness of a fine winding line across some slabs.
func crack(u, v float32, seed uint32) float32 {
	if seed%5 != 2 {
		return 0
	}
	mid := 0.3 + 0.4*hashUnit(1, 9, seed) + 0.14*valueNoise(4*v, 0, seed+50) + 0.05*valueNoise(13*v, 1, seed+51)
	d := u - mid
	if d < 0 {
		d = -d
	}
	return 0.28 * smoothstep(1-d/0.02) * smoothstep(4*v-0.4) * smoothstep(3.2-4*v)
}

func paintTop(t tileImage, seed uint32) {
	n := float32(t.n)
	stones := slabLayouts[[...]int{0, 0, 2, 0, 7, 1, 0, 2, 0, 7, 0, 1, 0, 3, 0, 2}[seed%16]]
	px := 1 / n
	t.paint(func(x, y int) inkColour {
		u, v := (float32(x)+0.5)/n, (float32(y)+0.5)/n
		i, lit, dark := stoneAt(stones, u, v)
		c := stoneColour(topInk, u, v, x, y, i, 300+seed, 0.75)
		joint := smoothstep(1 - lit/(0.012+px/2))
		c = c.scale(1 - 0.20*joint + 0.06*smoothstep(1-(lit-0.02)/0.025)*(1-joint))
		return c.scale((1 - 0.05*smoothstep(1-dark/0.03)) * (1 - 0.5*crack(u, v, seed+1)))
	})
}
