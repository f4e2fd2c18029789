package sound

import (
	"math"
	"slices"
	"testing"
)

// names are for the tests' output.
var names = [kinds]string{"Step", "Bump", "Join", "Leave", "Exit", "Chat", "Move", "Select"}

func eachSound(t *testing.T, check func(t *testing.T, kind Kind, samples []float32)) {
	for kind, samples := range bank() {
		t.Run(names[kind], func(t *testing.T) { check(t, Kind(kind), samples) })
	}
}

func TestSoundsAreOfAFittingLength(t *testing.T) {
	limits := [kinds]struct{ min, max float64 }{ // seconds
		Step: {0.03, 0.12}, Bump: {0.08, 0.25}, Join: {0.2, 0.6}, Leave: {0.2, 0.6},
		Exit: {0.8, 1.6}, Chat: {0.05, 0.2}, Move: {0.02, 0.08}, Select: {0.1, 0.3},
	}
	eachSound(t, func(t *testing.T, kind Kind, samples []float32) {
		seconds := float64(len(samples)) / Rate
		if seconds < limits[kind].min || seconds > limits[kind].max {
			t.Errorf("lasts %.3f s, want %.3f to %.3f", seconds, limits[kind].min, limits[kind].max)
		}
	})
}

func TestSoundsNeitherClipNorHide(t *testing.T) {
	eachSound(t, func(t *testing.T, _ Kind, samples []float32) {
		peak, sum, squares := 0.0, 0.0, 0.0
		for _, s := range samples {
			v := float64(s)
			if math.IsNaN(v) {
				t.Fatal("holds a sample that is not a number")
			}
			peak = max(peak, math.Abs(v))
			sum += v
			squares += v * v
		}
		if peak > 0.95 || peak < 0.1 {
			t.Errorf("its loudest sample is %.3f, want 0.1 to 0.95", peak)
		}
		if rms := math.Sqrt(squares / float64(len(samples))); rms < 0.02 {
			t.Errorf("its loudness (RMS) is %.4f, which nobody hears", rms)
		}
		if mean := sum / float64(len(samples)); math.Abs(mean) > 0.03 {
			t.Errorf("its mean is %.4f: it pushes the membrane to one side", mean)
		}
	})
}

func TestSoundsBeginAndEndInSilence(t *testing.T) {
	eachSound(t, func(t *testing.T, _ Kind, samples []float32) {
		for _, at := range []int{0, len(samples) - 1} {
			if v := samples[at]; math.Abs(float64(v)) > 0.005 {
				t.Errorf("sample %d of %d is %.4f: it clicks", at, len(samples), v)
			}
		}
	})
}

func TestRenderingIsRepeatable(t *testing.T) {
	eachSound(t, func(t *testing.T, kind Kind, samples []float32) {
		if !slices.Equal(samples, render(score[kind])) {
			t.Error("rendered twice, it is not the same")
		}
	})
}

func TestPitchIsWhatTheNoteSays(t *testing.T) {
	const want = 440
	samples := render([]note{{length: 1, pitch: want, gain: 1}})
	crossings := 0
	for i := 1; i < len(samples); i++ {
		if samples[i-1] < 0 && samples[i] >= 0 {
			crossings++
		}
	}
	if crossings < want-2 || crossings > want {
		t.Errorf("a note of %d Hz swings %d times in a second", want, crossings)
	}
}

func BenchmarkRenderAll(b *testing.B) {
	for b.Loop() {
		for _, notes := range score {
			render(notes)
		}
	}
}
