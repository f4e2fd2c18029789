package input

import (
	"math"
	"slices"
	"testing"
)

// downFor returns a reading with the given buttons down.
func downFor(buttons ...Button) (s GamepadReading) {
	for _, b := range buttons {
		s.Down[b] = true
	}
	return s
}

func TestPressDurationCountsTicks(t *testing.T) {
	var p GamepadState
	for i, c := range []struct {
		state GamepadReading
		want  int
	}{{downFor(), 0}, {downFor(ButtonSouth), 1}, {downFor(ButtonSouth, ButtonEast), 2}, {downFor(ButtonSouth), 3}, {downFor(ButtonEast), 0}, {downFor(ButtonSouth), 1}} {
		p.Update(c.state)
		if got := p.PressDuration(ButtonSouth); got != c.want {
			t.Errorf("tick %d: held for %d, want %d", i, got, c.want)
		}
	}
}

func TestNoButtonIsNeverDown(t *testing.T) {
	var p GamepadState
	p.Update(downFor(NoButton))
	if p.PressDuration(NoButton) != 0 || p.PressDuration(Button(ButtonCount)) != 0 || p.PressDuration(255) != 0 {
		t.Error("a button that there is not is down")
	}
}

// stickButtons returns the directions in which the left stick is held.
func stickButtons(p *GamepadState) (all []Button) {
	for b := LeftStickUp; b <= LeftStickRight; b++ {
		if p.PressDuration(b) > 0 {
			all = append(all, b)
		}
	}
	return all
}

func TestEightDirections(t *testing.T) {
	for degrees := range 360 {
		at := float64(degrees) * math.Pi / 180
		var want []Button
		for b, middle := range map[Button]int{LeftStickRight: 0, LeftStickDown: 90, LeftStickLeft: 180, LeftStickUp: 270} {
			off := (degrees - middle + 540) % 360
			if off = max(off-180, 180-off); off <= 67 {
				want = append(want, b)
			}
		}
		slices.Sort(want)
		var p GamepadState
		p.Update(GamepadReading{Left: StickPosition{math.Cos(at), math.Sin(at)}})
		if got := stickButtons(&p); !slices.Equal(got, want) {
			t.Errorf("at %d°: %v, want %v", degrees, got, want)
		}
	}
}

func TestDeadZone(t *testing.T) {
	for _, c := range []struct {
		name string
		at   StickPosition
		want bool
	}{
		{"rest", StickPosition{}, false},
		{"almost rest", StickPosition{0.08, -0.1}, false},
		{"just below", StickPosition{0.49, 0}, false},
		{"just above", StickPosition{0.51, 0}, true},
		{"a corner below", StickPosition{0.34, 0.34}, false},
		{"a corner above", StickPosition{0.36, 0.36}, true},
		{"beyond", StickPosition{-3, 0}, true},
		{"no number", StickPosition{math.NaN(), 1}, false},
	} {
		var p GamepadState
		p.Update(GamepadReading{Left: c.at})
		if got := len(stickButtons(&p)) > 0; got != c.want {
			t.Errorf("%s: pushed is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestJitterIsOnePress(t *testing.T) {
	var p GamepadState
	struck := 0
	for i := range 60 {
		p.Update(GamepadReading{Right: StickPosition{0.45 + 0.06*float64(i%2), 0}}) // around where it takes hold
		if p.PressDuration(RightStickRight) == 1 {
			struck++
		}
	}
	if struck != 1 {
		t.Errorf("pressed %d times, want once", struck)
	}
	p.Update(GamepadReading{Right: StickPosition{0.3, 0}})
	if p.PressDuration(RightStickRight) != 0 {
		t.Error("it does not let go")
	}
}

func TestTheSticksAreTwo(t *testing.T) {
	var p GamepadState
	p.Update(GamepadReading{Left: StickPosition{-1, 0}, Right: StickPosition{0, -1}})
	if p.PressDuration(LeftStickLeft) != 1 || p.PressDuration(RightStickUp) != 1 || p.PressDuration(RightStickLeft) != 0 || p.PressDuration(LeftStickUp) != 0 {
		t.Error("one stick is taken for the other")
	}
}

func TestButtonNamesRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for b := range Button(ButtonCount) {
		text, err := b.MarshalText()
		if err != nil || len(text) == 0 || seen[string(text)] || b.Label() == "" {
			t.Errorf("button %d is called %q, %v, and on a screen %q", b, text, err, b.Label())
		}
		seen[string(text)] = true
		var back Button
		if err := back.UnmarshalText(text); err != nil || back != b {
			t.Errorf("%s comes back as %v, %v", text, back, err)
		}
	}
	var b Button
	if err := b.UnmarshalText([]byte("turbo")); err == nil {
		t.Error("turbo is taken for a button")
	}
}
