package sound

// A hall is the echo of stone walls: four delays, each of which feeds all of
// them through a matrix that keeps the power, less what the air takes of it.
// See Jean-Marc Jot and Antoine Chaigne, "Digital delay networks for designing
// artificial reverberators", 1991.
type hall struct {
	lines [4][]float64
	at    [4]int
	dull  [4]float64 // what the air has left, smoothed
}

// The hall: how long its walls' ways are, in samples with no common divisor,
// how much comes back, how dull it is, and how loud.
var ways = [4]int{3863, 5279, 6521, 7933}

const (
	comesBack = 0.82
	clear     = 0.35 // 1: nothing is taken off the high tones
	wet       = 0.32
)

func newHall() *hall {
	h := &hall{}
	for i, n := range ways {
		h.lines[i] = make([]float64, n)
	}
	return h
}

// next takes what sounds and adds the echo.
func (h *hall) next(left, right float64) (l, r float64) {
	var out [4]float64
	sum := 0.0
	for i := range h.lines {
		h.dull[i] += clear * (h.lines[i][h.at[i]] - h.dull[i])
		out[i] = h.dull[i] * comesBack
		sum += out[i]
	}
	for i := range h.lines {
		in := left
		if i%2 == 1 {
			in = right
		}
		h.lines[i][h.at[i]] = in*0.5 + out[i] - sum/2 // Householder's reflection
		if h.at[i]++; h.at[i] == len(h.lines[i]) {
			h.at[i] = 0
		}
	}
	return left + wet*(out[0]+out[2]), right + wet*(out[1]+out[3])
}
