package sound

import (
	"encoding/binary"
	"math"
	"testing"

	"clew/assets"
)

// names are for the tests' output.
var names = func() (all [kindCount]string) {
	for kind := range all {
		all[kind] = kindInfo[kind].file
	}
	return all
}()

func eachKind(t *testing.T, check func(t *testing.T, kind Kind, samples []float32)) {
	for kind, samples := range allSamples() {
		t.Run(names[kind], func(t *testing.T) { check(t, Kind(kind), samples) })
	}
}

func TestSoundsAreOfAFittingLength(t *testing.T) {
	limits := [kindCount]struct{ min, max float64 }{ // seconds
		Footstep: {0.03, 0.12}, FootstepOther: {0.03, 0.12}, WallHit: {0.08, 0.25}, Join: {0.2, 0.6}, Leave: {0.2, 0.6},
		Exit: {0.8, 1.6}, Chat: {0.05, 0.2}, MenuMove: {0.02, 0.08}, MenuSelect: {0.1, 0.3},
	}
	eachKind(t, func(t *testing.T, kind Kind, samples []float32) {
		seconds := float64(len(samples)) / Rate
		if seconds < limits[kind].min || seconds > limits[kind].max {
			t.Errorf("lasts %.3f s, want %.3f to %.3f", seconds, limits[kind].min, limits[kind].max)
		}
	})
}

func TestSoundsNeitherClipNorHide(t *testing.T) {
	eachKind(t, func(t *testing.T, _ Kind, samples []float32) {
		m := measure(samples)
		if !(m.peak <= 0.95 && m.peak >= 0.1) {
			t.Errorf("its loudest sample is %.3f, want 0.1 to 0.95", m.peak)
		}
		if m.rms < 0.02 {
			t.Errorf("its loudness (RMS) is %.4f, which nobody hears", m.rms)
		}
		if math.Abs(m.mean) > 0.03 {
			t.Errorf("its mean is %.4f: it pushes the membrane to one side", m.mean)
		}
	})
}

func TestSoundsBeginAndEndInSilence(t *testing.T) {
	eachKind(t, func(t *testing.T, _ Kind, samples []float32) {
		for _, at := range []int{0, len(samples) - 1} {
			if v := samples[at]; math.Abs(float64(v)) > 0.005 {
				t.Errorf("sample %d of %d is %.4f: it clicks", at, len(samples), v)
			}
		}
	})
}

// measured is what there is to say about samples; NaN where one of them is no
// number.
type measured struct{ peak, rms, mean, jump float64 }

func measure(samples []float32) (m measured) {
	last := 0.0
	for _, s := range samples {
		v := float64(s)
		m.peak = max(m.peak, math.Abs(v))
		m.jump = max(m.jump, math.Abs(v-last))
		m.mean += v
		m.rms += v * v
		last = v
	}
	n := float64(len(samples))
	m.mean, m.rms = m.mean/n, math.Sqrt(m.rms/n)
	return m
}

// TestDouble: what is put between the samples of a sine is on that sine.
func TestDouble(t *testing.T) {
	in := make([]float32, 480)
	for i := range in {
		in[i] = float32(math.Sin(2 * math.Pi * 1000 * float64(i) / (Rate / 2)))
	}
	out := upsample(in)
	for i := 8; i < len(out)-8; i++ {
		want := math.Sin(2 * math.Pi * 1000 * float64(i) / Rate)
		if math.Abs(float64(out[i])-want) > 0.001 {
			t.Fatalf("sample %d is %.4f, want %.4f", i, out[i], want)
		}
	}
	if upsample(nil) == nil || len(upsample(nil)) != 0 {
		t.Error("nothing doubled is something")
	}
}

func TestWhatIsNoSoundIsRefused(t *testing.T) {
	good, err := assets.Sounds.ReadFile("sounds/step.wav")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parseWAV(good); err != nil {
		t.Fatal(err)
	}
	for n := range len(good) {
		if _, err := parseWAV(good[:n]); err == nil {
			t.Fatalf("cut to %d bytes it is taken for whole", n)
		}
	}
	for name, at := range map[string]int{"format": 20, "channels": 22, "rate": 24, "bits": 34, "length": 40} {
		bad := append([]byte(nil), good...)
		binary.LittleEndian.PutUint16(bad[at:], 7)
		if _, err := parseWAV(bad); err == nil {
			t.Errorf("with another %s it is taken for one of ours", name)
		}
	}
}

func BenchmarkReadAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, m := range kindInfo {
			loadSamples(m.file + ".wav")
		}
	}
}
