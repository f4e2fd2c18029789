package sound

import "math"

// tone is a sounding note: a few partials, each a point that spins around the
// origin and approaches it, which makes a decaying sine at four multiplications a
// sample.
type tone struct {
	partials        [maxPartials]partial
	count           int
	attack, release float64 // of the loudness, each sample, while it comes and goes
	level           float64 // 0 to 1
	remaining       int     // samples until it goes
	left, right     float64
}

const maxPartials = 5

// partial turns by (c, s) each sample; a decaying one by slightly less than a
// full rotation.
type partial struct{ x, y, c, s float64 }

// timbre describes a voice of the score. Times are in seconds.
type timbre struct {
	partials      [maxPartials]float64 // of the partials
	inharmonicity float64              // how much the higher ones are too high, as on a stiff string
	decay         float64              // until the first is at 1/e; 0: it does not die away
	damp          float64              // how much faster the higher ones do
	attack        float64
	release       float64
	beat          float64 // Hz by which every second one is off, so that it is alive
	gain          float64
}

// timbres holds the voices that a score can name.
var timbres = map[string]*timbre{
	"string": {partials: [...]float64{1, 0.42, 0.2, 0.1, 0.04}, inharmonicity: 0.0004, decay: 1.5, damp: 0.55, attack: 0.012, release: 0.5, gain: 0.13},
	"drone":  {partials: [...]float64{1, 0.5, 0.22, 0.12, 0.05}, attack: 3, release: 3, beat: 0.21, gain: 0.055},
}

// start starts a note: pitch in Hz, length in seconds, volume from 0 to 1, pan
// from -1 to 1.
func (m *timbre) start(pitch, length, loud, side float64) tone {
	t := tone{
		attack: 1 / (m.attack * Rate), release: 1 / (m.release * Rate),
		remaining: int(max(length-m.release, m.attack) * Rate),
	}
	left, right := panGains(1, side)
	t.left, t.right = float64(left), float64(right)
	for i, l := range m.partials {
		k := float64(i + 1)
		f := pitch*k*math.Sqrt(1+m.inharmonicity*k*k) + m.beat*float64(i%2)
		if f > Rate/4 {
			break
		}
		keep := 1.0
		if m.decay > 0 {
			keep = math.Exp(-(1 + m.damp*(k-1)) / (m.decay * Rate))
		}
		sin, cos := math.Sincos(2 * math.Pi * f / Rate)
		t.partials[i] = partial{x: l * loud * m.gain, c: cos * keep, s: sin * keep}
		t.count++
	}
	return t
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
