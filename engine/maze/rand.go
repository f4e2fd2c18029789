package maze

// random is the generator splitmix64, here so that a seed gives the same maze
// for ever, whatever the standard library does. It is by Sebastiano Vigna,
// after Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
// Generators", OOPSLA 2014; the reference is prng.di.unimi.it/splitmix64.c.
type random uint64

// next is 64 random bits.
func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a random number from 0 to n-1, for n up to 2^31. It scales 32 bits
// by multiplication as in Lemire, "Fast Random Integer Generation in an
// Interval", 2019, without his last step: the bias, n in 2^32, shows in no maze.
func (r *random) below(n int) int {
	return int(r.next() >> 32 * uint64(n) >> 32)
}
