// Package splitmix is the random number generator SplitMix64, in a copy of our
// own so that a seed gives the same game forever, whatever the standard
// library does.
//
// It is by Sebastiano Vigna, after Steele, Lea and Flood, "Fast Splittable
// Pseudorandom Number Generators", OOPSLA 2014; the reference is
// prng.di.unimi.it/splitmix64.c.
package splitmix

// Gamma is added to the state of a Source for each number.
const Gamma = 0x9e3779b97f4a7c15

// Source is the state of a generator. A seed converted to a Source begins its
// sequence.
type Source uint64

// Next returns 64 random bits.
func (s *Source) Next() uint64 {
	*s += Gamma
	return Mix(uint64(*s))
}

// Intn returns a random number from 0 to n-1, for n up to 2^31. It scales 32
// bits by multiplication, as in Lemire, "Fast Random Integer Generation in an
// Interval", 2019, without his last step: the bias of n in 2^32 shows in no
// game.
func (s *Source) Intn(n int) int {
	return int(s.Next() >> 32 * uint64(n) >> 32)
}

// Mix spreads every bit of z over all bits of the result: the finalizer of
// SplitMix64. It maps no two values to the same one.
func Mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
