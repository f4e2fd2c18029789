package sound

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"testing"
)

// mix reads that many frames from the mixer.
func mix(t *testing.T, m *mixer, frames int) (left, right []float32) {
	t.Helper()
	p := make([]byte, frames*frameBytes)
	if n, err := m.Read(p); n != len(p) || err != nil {
		t.Fatalf("read %d bytes of %d, %v", n, len(p), err)
	}
	for ; len(p) > 0; p = p[frameBytes:] {
		left = append(left, math.Float32frombits(binary.LittleEndian.Uint32(p)))
		right = append(right, math.Float32frombits(binary.LittleEndian.Uint32(p[4:])))
	}
	return left, right
}

// constantSound returns a sound whose samples all have one value.
func constantSound(value float32, frames int) []float32 {
	s := make([]float32, frames)
	for i := range s {
		s[i] = value
	}
	return s
}

func peakLevel(samples []float32) float64 {
	peak := 0.0
	for _, s := range samples {
		peak = max(peak, math.Abs(float64(s)))
	}
	return peak
}

func TestNothingPlayingIsSilence(t *testing.T) {
	left, right := mix(t, newMixer(), 64)
	if peakLevel(left) != 0 || peakLevel(right) != 0 {
		t.Error("a mixer without voices makes a noise")
	}
}

func TestVoicesAddUpAndEnd(t *testing.T) {
	m := newMixer()
	m.play(constantSound(0.2, 10), 1, -1)
	m.play(constantSound(0.3, 5), 1, -1)
	left, _ := mix(t, m, 12)
	for i, want := range []float64{0.5, 0.5, 0.5, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0} {
		if got := float64(left[i]); math.Abs(got-want) > 1e-6 {
			t.Errorf("frame %d is %.3f, want %.3f", i, got, want)
		}
	}
}

func TestPanAndVolume(t *testing.T) {
	cases := []struct{ volume, pan, left, right float64 }{
		{1, -1, 0.5, 0},
		{1, 1, 0, 0.5},
		{1, 0, 0.5 * math.Sqrt2 / 2, 0.5 * math.Sqrt2 / 2},
		{0.5, -1, 0.25, 0},
		{0, 0, 0, 0},
		{7, -9, 0.5, 0},
		{-1, 0, 0, 0},
		{1, math.NaN(), 0.5 * math.Sqrt2 / 2, 0.5 * math.Sqrt2 / 2},
		{math.Inf(1), math.Inf(1), 0, 0.5},
	}
	for _, c := range cases {
		m := newMixer()
		m.play(constantSound(0.5, 1), c.volume, c.pan)
		left, right := mix(t, m, 1)
		if math.Abs(float64(left[0])-c.left) > 1e-6 || math.Abs(float64(right[0])-c.right) > 1e-6 {
			t.Errorf("volume %v, pan %v: left %.4f right %.4f, want %.4f and %.4f",
				c.volume, c.pan, left[0], right[0], c.left, c.right)
		}
	}
}

func TestACrowdNeitherClipsNorGrows(t *testing.T) {
	m := newMixer()
	for range 10 * maxVoices {
		m.play(constantSound(0.9, 100), 1, 0)
	}
	left, right := mix(t, m, 100)
	if peak := max(peakLevel(left), peakLevel(right)); peak >= 1 || peak < 0.9 {
		t.Errorf("the loudest sample is %.3f, want from 0.9 to below 1", peak)
	}
	if left, _ := mix(t, m, 1); left[0] != 0 {
		t.Error("the crowd goes on after its sounds have ended")
	}
}

func TestTheVoiceNearestItsEndMakesRoom(t *testing.T) {
	m := newMixer()
	m.play(constantSound(0.25, 1000), 1, -1)
	for range 5 * maxVoices {
		m.play(constantSound(0, 10), 1, -1)
	}
	if left, _ := mix(t, m, 1); left[0] != 0.25 {
		t.Error("short sounds pushed out a long one")
	}
}

func TestSoftenIsContinuousAndBounded(t *testing.T) {
	last := softClip(-20)
	for i := -20000; i <= 20000; i++ {
		v := softClip(float32(i) / 1000)
		if v < last || v-last > 0.0011 || v <= -1 || v >= 1 {
			t.Fatalf("soften(%.3f) is %.5f after %.5f", float64(i)/1000, v, last)
		}
		last = v
	}
}

func TestReadsOfOddSizes(t *testing.T) {
	m := newMixer()
	if _, err := m.Read(make([]byte, frameBytes-1)); !errors.Is(err, io.ErrShortBuffer) {
		t.Errorf("a buffer below one frame: %v, want %v", err, io.ErrShortBuffer)
	}
	if n, err := m.Read(make([]byte, 3*frameBytes+5)); n != 3*frameBytes || err != nil {
		t.Errorf("read %d, %v; want %d whole frames", n, err, 3)
	}
}

func BenchmarkMixFullHouse(b *testing.B) {
	m := newMixer()
	p := make([]byte, 1024*frameBytes)
	b.ReportAllocs()
	for b.Loop() {
		for range maxVoices {
			m.play(allSamples()[Exit], 1, 0)
		}
		if _, err := m.Read(p); err != nil {
			b.Fatal(err)
		}
	}
}
