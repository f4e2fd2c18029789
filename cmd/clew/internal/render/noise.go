package render

// hashCell mixes two coordinates and a seed into 32 evenly distributed bits,
// which choose the stone of a cell.
func hashCell(x, y int, seed uint32) uint32 {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ seed*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	return h ^ h>>15
}

// hashUnit returns a hash as a number in [0,1).
func hashUnit(x, y int, seed uint32) float32 {
	return float32(hashCell(x, y, seed)>>8) / (1 << 24)
}

// smoothstep eases t from 0 to 1.
func smoothstep(t float32) float32 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}

// valueNoise returns value noise from -1 to 1, with one lattice point per unit.
func valueNoise(x, y float32, seed uint32) float32 {
	ix, iy := floorInt(x), floorInt(y)
	fx, fy := smoothstep(x-float32(ix)), smoothstep(y-float32(iy))
	a := lerp(hashUnit(ix, iy, seed), hashUnit(ix+1, iy, seed), fx)
	b := lerp(hashUnit(ix, iy+1, seed), hashUnit(ix+1, iy+1, seed), fx)
	return 2*lerp(a, b, fy) - 1
}

// fractalNoise returns three octaves of noise, the unevenness of hewn stone.
func fractalNoise(x, y float32, seed uint32) float32 {
	return 0.55*valueNoise(x, y, seed) + 0.3*valueNoise(2.1*x, 2.1*y, seed+1) + 0.15*valueNoise(4.3*x, 4.3*y, seed+2)
}

func lerp(a, b, t float32) float32 { return a + (b-a)*t }

func floorInt(x float32) int {
	i := int(x)
	if float32(i) > x {
		i--
	}
	return i
}
