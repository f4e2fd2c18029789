package stone

// Hash mixes two coordinates and a seed into 32 well spread bits. It decides
// which stone lies in which cell.
func Hash(x, y int, seed uint32) uint32 {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ seed*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	return h ^ h>>15
}

// unit is a hash as a number from 0 up to 1.
func unit(x, y int, seed uint32) float32 {
	return float32(Hash(x, y, seed)>>8) / (1 << 24)
}

// smooth eases t from 0 to 1.
func smooth(t float32) float32 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}

// noise is value noise, -1 to 1, with one lattice point per unit of length.
func noise(x, y float32, seed uint32) float32 {
	ix, iy := floor(x), floor(y)
	fx, fy := smooth(x-float32(ix)), smooth(y-float32(iy))
	a := lerp(unit(ix, iy, seed), unit(ix+1, iy, seed), fx)
	b := lerp(unit(ix, iy+1, seed), unit(ix+1, iy+1, seed), fx)
	return 2*lerp(a, b, fy) - 1
}

// rough is three octaves of noise: the unevenness of hewn stone.
func rough(x, y float32, seed uint32) float32 {
	return 0.55*noise(x, y, seed) + 0.3*noise(2.1*x, 2.1*y, seed+1) + 0.15*noise(4.3*x, 4.3*y, seed+2)
}

func lerp(a, b, t float32) float32 { return a + (b-a)*t }

func floor(x float32) int {
	i := int(x)
	if float32(i) > x {
		i--
	}
	return i
}
