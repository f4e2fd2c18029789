package sound

import (
	"math"
	"testing"
)

// mixFor reads seconds of what a player plays.
func mixFor(t *testing.T, p *Player, seconds float64) (left []float32) {
	t.Helper()
	left, _ = mix(t, p.mixer, int(seconds*Rate))
	return left
}

// silent returns volumes that are all zero but for the master and what is set.
func silent(set func(*Volumes)) Volumes {
	v := Volumes{Master: 1}
	set(&v)
	return v
}

// Each sound follows one dial, and the master.
func TestEachSoundHasADial(t *testing.T) {
	dials := map[string]func(*Volumes){
		"steps":     func(v *Volumes) { v.Steps = 1 },
		"others":    func(v *Volumes) { v.Others = 1 },
		"interface": func(v *Volumes) { v.Interface = 1 },
		"music":     func(v *Volumes) { v.Music = 1 },
	}
	want := [kindCount]string{
		Footstep: "steps", WallHit: "steps", FootstepOther: "others", Join: "others", Leave: "others",
		Exit: "interface", Chat: "interface", MenuMove: "interface", MenuSelect: "interface",
	}
	for dial, set := range dials {
		p := openFake(t, &fakeDevice{ready: true}, false)
		p.SetVolumes(silent(set))
		for kind := range Kind(kindCount) {
			p.Play(kind, 1, 0)
			if heard := peakLevel(mixFor(t, p, 0.05)) > 0.01; heard != (want[kind] == dial) {
				t.Errorf("with nothing but %s on, %s is heard: %v", dial, names[kind], heard)
			}
			p.mixer.stopAll()
		}
		p.SetVolumes(Volumes{Steps: 1, Others: 1, Interface: 1, Music: 1})
		mixFor(t, p, 2*fastFade)
		p.Play(Exit, 1, 0)
		if peakLevel(mixFor(t, p, 0.05)) != 0 {
			t.Error("with the master at 0 there is something to hear")
		}
	}
}

func TestAVolumeIsHalfAsLoudAtHalf(t *testing.T) {
	for volume, want := range map[float64]float64{0: 0, 0.5: 0.25, 1: 1, 7: 1, -1: 0} {
		if got := gain(volume); got != want {
			t.Errorf("gain(%v) is %v, want %v", volume, got, want)
		}
	}
}

// TestMusicComesAndGoes: it fades, has a dial, and waits where it is while
// nobody hears it.
func TestMusicComesAndGoes(t *testing.T) {
	p := openFake(t, &fakeDevice{ready: true}, false)
	p.SetVolumes(silent(func(v *Volumes) { v.Music = 1 }))
	if peakLevel(mixFor(t, p, 1)) != 0 {
		t.Error("there is music before anybody wants some")
	}
	p.SetMusic(true)
	first, later := peakLevel(mixFor(t, p, 0.1)), peakLevel(mixFor(t, p, 6))
	if later < 0.02 || first > later/2 {
		t.Errorf("it comes at once: %.3f after a moment, %.3f later", first, later)
	}
	p.SetMusic(false)
	mixFor(t, p, slowFade+0.1)
	at := p.mixer.sequencer.now
	if peakLevel(mixFor(t, p, 1)) != 0 || p.mixer.sequencer.now != at {
		t.Error("gone, it goes on")
	}
	p.SetMusic(true)
	p.SetVolumes(silent(func(v *Volumes) {}))
	mixFor(t, p, 3)
	if peakLevel(mixFor(t, p, 1)) != 0 {
		t.Error("it has no dial")
	}
}

// TestOutOfFocusFades: no click in either direction, though a fanfare is in
// full swing.
func TestOutOfFocusFades(t *testing.T) {
	p := openFake(t, &fakeDevice{ready: true}, false)
	p.Play(Exit, 1, 0)
	p.SetMusic(true)
	natural := measure(mixFor(t, p, 0.3)).jump
	p.SetFocused(false)
	out := mixFor(t, p, fastFade+0.05)
	if m := measure(out[1:]); m.jump > 1.1*natural+math.Abs(float64(out[0])) {
		t.Errorf("it jumps by %.3f while it fades, and by %.3f before", m.jump, natural)
	}
	if end := out[len(out)-Rate/50:]; peakLevel(end) != 0 || peakLevel(out) == 0 {
		t.Errorf("after %v s there is still %.3f", fastFade, peakLevel(end))
	}
	p.SetFocused(true)
	if back := mixFor(t, p, 0.2); peakLevel(back) == 0 || math.Abs(float64(back[0])) > 0.01 {
		t.Error("it does not come back, or at once")
	}
	p.SetFocused(true)
}

func TestAMixedFrameAllocatesNothing(t *testing.T) {
	m := newMixer()
	m.setMusic(true)
	buf := make([]byte, 512*frameBytes)
	if n := testing.AllocsPerRun(50, func() { m.Read(buf) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
