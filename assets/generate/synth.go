package main

import "math"

// sampleRate is the number of samples a second. Nothing that the game plays has
// anything above half of it, which is beyond what these notes reach.
const sampleRate = 24000

// minFade is the least time in seconds in which a note fades in and out: any
// faster and it would click.
const minFade = 0.004

// note is one note of a sound. Times are in seconds, pitches in hertz.
type note struct {
	at, length float64
	pitch      float64 // at the beginning
	to         float64 // at the end; 0 means that it stays as it began
	gain       float64 // 1 is the loudest that there is
	bright     float64 // how loud the overtones are, 0 to 1
	noise      float64 // how much of it is noise, 0 to 1
}

// render computes notes into one sound, with samples from -1 to 1. The same
// notes give the same samples.
func render(notes []note) []float64 {
	end := 0.0
	for _, n := range notes {
		end = max(end, n.at+n.length)
	}
	out := make([]float64, int(math.Ceil(end*sampleRate)))
	for _, n := range notes {
		n.addTo(out[int(n.at*sampleRate):])
	}
	return out
}

// addTo adds the note to the samples, from the first one on.
func (n note) addTo(out []float64) {
	count := min(int(n.length*sampleRate), len(out))
	noise := noise{state: 1}
	phase := 0.0
	for i := range count {
		t := float64(i) / sampleRate
		done := t / n.length
		v := (1-n.noise)*n.tone(phase, done) + n.noise*noise.next()
		out[i] += v * n.gain * envelope(t, n.length)
		phase += n.pitchAt(done) / sampleRate
	}
}

// pitchAt glides evenly to the ear, which hears ratios.
func (n note) pitchAt(done float64) float64 {
	if n.to == 0 {
		return n.pitch
	}
	return n.pitch * math.Pow(n.to/n.pitch, done)
}

// tone returns a sine with two overtones that die away before it does, like
// those of a small bell. It stays within -1 and 1.
func (n note) tone(phase, done float64) float64 {
	second := n.bright * 0.5 * (1 - done)
	third := n.bright * 0.25 * (1 - done) * (1 - done)
	sum := sine(phase) + second*sine(2*phase) + third*sine(3*phase)
	return sum / (1 + second + third)
}

func sine(phase float64) float64 { return math.Sin(2 * math.Pi * phase) }

// envelope returns how loud a note is at a time: it fades in, decays, and is
// gone at its end.
func envelope(t, length float64) float64 {
	decay := math.Exp(-4 * t / length)
	return decay * min(1, t/minFade, (length-t)/minFade)
}

// noise is soft noise: random numbers, smoothed to take the edge off.
type noise struct {
	state uint32
	value float64
}

// next returns the next sample of xorshift, from George Marsaglia, "Xorshift
// RNGs", 2003, through a filter of one pole.
func (h *noise) next() float64 {
	h.state ^= h.state << 13
	h.state ^= h.state >> 17
	h.state ^= h.state << 5
	dice := float64(h.state)/math.MaxUint32*2 - 1
	h.value += 0.28 * (dice - h.value)
	return h.value
}
