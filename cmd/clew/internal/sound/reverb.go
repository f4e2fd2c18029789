package sound

// reverb is the echo of stone walls: a feedback delay network of four lines. See
// Jean-Marc Jot and Antoine Chaigne, "Digital delay networks for designing
// artificial reverberators", 1991.
type reverb struct {
	lines   [4][]float64
	pos     [4]int
	lowpass [4]float64 // what the air has left, smoothed
}

// delayLengths holds the lengths of the delay lines, in samples without a common
// divisor.
var delayLengths = [4]int{3863, 5279, 6521, 7933}

const (
	feedback   = 0.82
	brightness = 0.35 // 1: nothing is taken off the high tones
	wetGain    = 0.32
)

func newReverb() *reverb {
	h := &reverb{}
	for i, n := range delayLengths {
		h.lines[i] = make([]float64, n)
	}
	return h
}

// next adds the echo to a frame.
func (h *reverb) next(left, right float64) (l, r float64) {
	var out [4]float64
	sum := 0.0
	for i := range h.lines {
		h.lowpass[i] += brightness * (h.lines[i][h.pos[i]] - h.lowpass[i])
		out[i] = h.lowpass[i] * feedback
		sum += out[i]
	}
	for i := range h.lines {
		in := left
		if i%2 == 1 {
			in = right
		}
		h.lines[i][h.pos[i]] = in*0.5 + out[i] - sum/2 // Householder's reflection
		if h.pos[i]++; h.pos[i] == len(h.lines[i]) {
			h.pos[i] = 0
		}
	}
	return left + wetGain*(out[0]+out[2]), right + wetGain*(out[1]+out[3])
}
