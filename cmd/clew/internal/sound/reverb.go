package sound

// reverb is the echo of stone walls: a feedback delay network of four lines. See
// Jean-Marc Jot and Antoine Chaigne, "Digital delay networks for designing
// artificial reverberators", 1991.
type reverb struct {
	lines   [4][]float64
	pos     [4]int
	lowpass [4]float64 // state of each line's low-pass filter
}

// delayLengths holds the lengths of the delay lines, in samples without a common
// divisor.
var delayLengths = [4]int{3863, 5279, 6521, 7933}

const (
	feedback   = 0.82
	brightness = 0.35 // 1: no low-pass
	wetGain    = 0.32
)

func newReverb() *reverb {
	r := &reverb{}
	for i, n := range delayLengths {
		r.lines[i] = make([]float64, n)
	}
	return r
}

// next adds the echo to a frame.
func (r *reverb) next(left, right float64) (outLeft, outRight float64) {
	var out [4]float64
	sum := 0.0
	for i := range r.lines {
		r.lowpass[i] += brightness * (r.lines[i][r.pos[i]] - r.lowpass[i])
		out[i] = r.lowpass[i] * feedback
		sum += out[i]
	}
	for i := range r.lines {
		in := left
		if i%2 == 1 {
			in = right
		}
		r.lines[i][r.pos[i]] = in*0.5 + out[i] - sum/2 // Householder's reflection
		if r.pos[i]++; r.pos[i] == len(r.lines[i]) {
			r.pos[i] = 0
		}
	}
	return left + wetGain*(out[0]+out[2]), right + wetGain*(out[1]+out[3])
}
