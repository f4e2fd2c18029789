package sound

import "math"

// tone is a sounding note: a few partials, each a point that spins around the
// origin and approaches it, which makes a decaying sine at four multiplications a
// sample.
type tone struct {
	partials        [maxPartials]partial
	count           int
	attack, release float64 // change of the level per sample
	level           float64 // 0 to 1
	remaining       int     // samples until the release
	left, right     float64
}

const maxPartials = 5

// partial turns by (c, s) each sample; a decaying one by slightly less than a
// full rotation.
type partial struct{ x, y, c, s float64 }

// timbre describes a voice of the score. Times are in seconds.
type timbre struct {
	partials      [maxPartials]float64 // amplitudes
	inharmonicity float64              // sharpens the higher partials, as on a stiff string
	decay         float64              // until the first partial is at 1/e; 0: no decay
	damp          float64              // how much faster the higher partials decay
	attack        float64
	release       float64
	beat          float64 // detunes every second partial, in Hz
	gain          float64
}

// timbres holds the voices that a score can name.
var timbres = map[string]*timbre{
	"string": {partials: [...]float64{1, 0.42, 0.2, 0.1, 0.04}, inharmonicity: 0.0004, decay: 1.5, damp: 0.55, attack: 0.012, release: 0.5, gain: 0.13},
	"drone":  {partials: [...]float64{1, 0.5, 0.22, 0.12, 0.05}, attack: 3, release: 3, beat: 0.21, gain: 0.055},
}

// start starts a note: pitch in Hz, length in seconds, volume from 0 to 1, pan
// from -1 to 1.
func (t *timbre) start(pitch, length, volume, pan float64) tone {
	out := tone{
		attack: 1 / (t.attack * Rate), release: 1 / (t.release * Rate),
		remaining: int(max(length-t.release, t.attack) * Rate),
	}
	left, right := panGains(1, pan)
	out.left, out.right = float64(left), float64(right)
	for i, amplitude := range t.partials {
		k := float64(i + 1)
		hertz := pitch*k*math.Sqrt(1+t.inharmonicity*k*k) + t.beat*float64(i%2)
		if hertz > Rate/4 {
			break
		}
		decay := 1.0
		if t.decay > 0 {
			decay = math.Exp(-(1 + t.damp*(k-1)) / (t.decay * Rate))
		}
		sin, cos := math.Sincos(2 * math.Pi * hertz / Rate)
		out.partials[i] = partial{x: amplitude * volume * t.gain, c: cos * decay, s: sin * decay}
		out.count++
	}
	return out
}

// next returns the next sample, or false if the tone has ended.
func (t *tone) next() (v float64, ok bool) {
	if t.remaining--; t.remaining > 0 {
		t.level = min(t.level+t.attack, 1)
	} else if t.level -= t.release; t.level <= 0 {
		return 0, false
	}
	for i := range t.partials[:t.count] {
		p := t.partials[i]
		x, y := p.x*p.c-p.y*p.s, p.x*p.s+p.y*p.c
		t.partials[i].x, t.partials[i].y = x, y
		v += y
	}
	return v * t.level, true
}
