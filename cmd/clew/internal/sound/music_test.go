package sound

import (
	"math"
	"strings"
	"testing"
)

// playScore plays a piece for so many frames, of which most tones sound at once.
func playScore(b *sequencer, frames int) (left, right []float32, most int) {
	left, right = make([]float32, frames), make([]float32, frames)
	for i := range frames {
		left[i], right[i] = b.frame()
		most = max(most, b.count)
	}
	return left, right, most
}

// TestNight plays the piece that comes with the game once through and into its
// repeat, and measures what can be measured of it: it stays below the steps, has
// no click, does not push the membrane to one side, is never silent for long,
// and both sides are as loud.
func TestNight(t *testing.T) {
	p := nightScore()
	length := float64(p.length) / Rate
	if length < 80 || length > 120 {
		t.Errorf("it lasts %.0f s, want 80 to 120", length)
	}
	b := newSequencer(p)
	left, right, most := playScore(b, p.length+5*Rate)
	if b.now != 5*Rate {
		t.Errorf("5 s into the repeat it is at %d", b.now)
	}
	if most >= maxTones || most < 4 {
		t.Errorf("%d tones at once, want from 4 to below %d, so that none is left out", most, maxTones)
	}
	l, r := measure(left), measure(right)
	t.Logf("left %+v, right %+v, %d cues", l, r, len(p.notes))
	for side, m := range map[string]measured{"left": l, "right": r} {
		if !(m.peak < 0.35 && m.rms > 0.008 && m.rms < 0.06) {
			t.Errorf("%s: peak %.3f and RMS %.4f, want it below 0.35, and from 0.008 to 0.06", side, m.peak, m.rms)
		}
		if m.jump > 0.03 {
			t.Errorf("%s: from one sample to the next it jumps by %.3f: it clicks", side, m.jump)
		}
		if math.Abs(m.mean) > 0.0005 {
			t.Errorf("%s: its mean is %.5f", side, m.mean)
		}
	}
	step := measure(allSamples()[Footstep]).peak * 0.5 * math.Sqrt2 / 2 // as loud as one's own is played
	if usual := max(l.peak, r.peak) * gain(DefaultVolumes().Music); usual > step*2/3 {
		t.Errorf("at its loudest it is %.3f, and a step %.3f: it must stay below two thirds of that", usual, step)
	}
	if ratio := l.rms / r.rms; ratio < 0.75 || ratio > 1.33 {
		t.Errorf("one side is %.2f times as loud as the other", ratio)
	}
	for at := 3 * Rate; at+Rate <= len(left); at += Rate {
		if m := measure(left[at : at+Rate]); m.rms < 0.003 {
			t.Errorf("in second %d there is silence (RMS %.4f)", at/Rate, m.rms)
		}
	}
}

func TestATonesPitchAndEnd(t *testing.T) {
	for name, m := range timbres {
		tone := m.start(220, 4, 1, 0)
		var all []float32
		for len(all) < 10*Rate {
			v, ok := tone.next()
			if !ok {
				break
			}
			all = append(all, float32(v))
		}
		if want := max(4-m.release, m.attack) + m.release; math.Abs(float64(len(all))/Rate-want) > 0.1 {
			t.Errorf("%s sounds for %.2f s, want %.2f", name, float64(len(all))/Rate, want)
		}
		if last := math.Abs(float64(all[len(all)-1])); last > 1e-4 {
			t.Errorf("%s ends at %.5f: it clicks", name, last)
		}
		crossings, second := 0, all[Rate:2*Rate]
		for i := 1; i < len(second); i++ {
			if second[i-1] < 0 && second[i] >= 0 {
				crossings++
			}
		}
		if crossings < 218 || crossings > 222 {
			t.Errorf("%s at 220 Hz swings %d times in a second", name, crossings)
		}
	}
}

// The hall dies away: what is played into it once does not stay for ever.
func TestTheHallDiesAway(t *testing.T) {
	h := newReverb()
	h.next(1, 1)
	loud := 0.0
	for i := range 12 * Rate {
		l, r := h.next(0, 0)
		if v := max(math.Abs(l), math.Abs(r)); i < Rate {
			loud = max(loud, v)
		} else if i > 11*Rate && v > 1e-6 {
			t.Fatalf("%d s later there is still %.7f", i/Rate, v)
		}
	}
	if loud < 0.001 {
		t.Error("there is no echo")
	}
}

func TestAScoreThatIsNone(t *testing.T) {
	const head = "repeats after 1000\n"
	const note = "string 10 500 57 40 0\n"
	if _, err := parseScore([]byte("# a comment\n" + head + note)); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                                           "no 'repeats after'",
		head:                                         "no note",
		note:                                         "line 1",
		head + head + note:                           "line 2: repeats",
		"repeats after 0\n" + note:                   "line 1: repeats",
		head + "tuba 10 500 57 40 0\n":               `line 2: there is no voice "tuba"`,
		head + "string 10 500 57 40\n":               "is no note",
		head + "string 10 500 57 x 0\n":              "is no note",
		head + "string -1 500 57 40 0\n":             "beyond",
		head + "string 1000 5 57 40 0\n":             "beyond",
		head + "string 1 0 57 40 0\n":                "beyond",
		head + "string 1 5 128 40 0\n":               "beyond",
		head + "string 1 5 57 101 0\n":               "beyond",
		head + "string 1 5 57 40 -101\n":             "beyond",
		head + note + "string 9 500 57 40 0\n":       "line 3",
		head + strings.Repeat(note, maxNotes+1):      "one too many",
		head + strings.Repeat("x", 100_000) + " 1\n": "token too long",
	} {
		if _, err := parseScore([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want an error with %q", text, err, want)
		}
	}
}

func BenchmarkMusicSecond(b *testing.B) {
	band := newSequencer(nightScore())
	b.ReportAllocs()
	for b.Loop() {
		for range Rate {
			band.frame()
		}
	}
}
