package render

import "math"

// startMarkColour paints the mark of a start: a ball of thread carved into the slab.
// The groove is dark towards the light and bright on the other side.
func startMarkColour(u, v, n float32) inkColour {
	groove := func(u, v float32) float32 {
		dx, dy := u-0.5, v-0.5
		r := hypot(dx, dy)
		const outer, pitch = 0.34, 0.085
		w := 0.020 + 0.3/n
		ring := 1 - absFloat(r-outer)/w
		turn := float32(math.Atan2(float64(dy), float64(dx))) / (2 * math.Pi)
		k := r/pitch - turn
		k -= float32(math.Round(float64(k)))
		arm := 1 - absFloat(k)*pitch/w
		if r > outer-pitch*0.6 {
			arm = 0
		}
		return smoothstep(max(ring, arm) * 1.5)
	}
	off := 0.7 / n
	dark, light := groove(u, v), groove(u-2*off, v-2*off)
	if dark > 0.02 {
		return shadowInk(0.50 * dark)
	}
	return highlightInk(0.16 * light)
}

// stairsColour paints stairs that rise to the north, each step brighter than the
// one below, between two dark cheeks; the last is the sill of the door.
func stairsColour(u, v float32, x, y int, n float32) inkColour {
	const steps, cheek = 6, 0.07
	side := min(u, 1-u)
	if side < cheek {
		c := topInk.scale(0.62 + 0.9*smoothstep(side/cheek-0.55))
		return c.scale(1 + 0.12*fractalNoise(6*u, 6*v, 900))
	}
	up := (1 - v) * steps
	i := int(up)
	within := up - float32(i) // 0 at the lower edge of a step, 1 at its upper
	k := 0.36 + 0.10*float32(i) + 0.064*float32(i*i)
	c := inkColour{0.46, 0.47, 0.44, 1}.scale(k)
	c = stoneColour(c, u, v, x, y, i, 901, 0.5)
	px := steps / n
	switch {
	case within < 1.2*px: // the riser
		c = c.scale(0.35)
	case within > 1-1.6*px: // the edge of the step catches the light from above
		c = c.scale(1.28)
	}
	return c.scale(1 - 0.35*smoothstep(1-(side-cheek)/0.06))
}

func absFloat(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
