package pad

import (
	"math"
	"slices"
	"testing"
)

// down is a state with buttons down.
func down(buttons ...Button) (s State) {
	for _, b := range buttons {
		s.Down[b] = true
	}
	return s
}

func TestHeldCountsTicks(t *testing.T) {
	var p Pad
	for i, c := range []struct {
		state State
		want  int
	}{{down(), 0}, {down(South), 1}, {down(South, East), 2}, {down(South), 3}, {down(East), 0}, {down(South), 1}} {
		p.Tick(c.state)
		if got := p.Held(South); got != c.want {
			t.Errorf("tick %d: held for %d, want %d", i, got, c.want)
		}
	}
}

func TestNoButtonIsNeverDown(t *testing.T) {
	var p Pad
	p.Tick(down(None))
	if p.Held(None) != 0 || p.Held(Button(Count)) != 0 || p.Held(255) != 0 {
		t.Error("a button that there is not is down")
	}
}

// ways are the ways of the left stick that are down.
func ways(p *Pad) (all []Button) {
	for b := StickUp; b <= StickRight; b++ {
		if p.Held(b) > 0 {
			all = append(all, b)
		}
	}
	return all
}

func TestEightDirections(t *testing.T) {
	for degrees := range 360 {
		at := float64(degrees) * math.Pi / 180
		var want []Button
		for b, middle := range map[Button]int{StickRight: 0, StickDown: 90, StickLeft: 180, StickUp: 270} {
			off := (degrees - middle + 540) % 360
			if off = max(off-180, 180-off); off <= 67 {
				want = append(want, b)
			}
		}
		slices.Sort(want)
		var p Pad
		p.Tick(State{Left: Stick{math.Cos(at), math.Sin(at)}})
		if got := ways(&p); !slices.Equal(got, want) {
			t.Errorf("at %d°: %v, want %v", degrees, got, want)
		}
	}
}

func TestTheMiddleIsDead(t *testing.T) {
	for _, c := range []struct {
		name string
		at   Stick
		want bool
	}{
		{"rest", Stick{}, false},
		{"almost rest", Stick{0.08, -0.1}, false},
		{"just below", Stick{0.49, 0}, false},
		{"just above", Stick{0.51, 0}, true},
		{"a corner below", Stick{0.34, 0.34}, false},
		{"a corner above", Stick{0.36, 0.36}, true},
		{"beyond", Stick{-3, 0}, true},
		{"no number", Stick{math.NaN(), 1}, false},
	} {
		var p Pad
		p.Tick(State{Left: c.at})
		if got := len(ways(&p)) > 0; got != c.want {
			t.Errorf("%s: pushed is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestATremblingHandIsOnePress(t *testing.T) {
	var p Pad
	struck := 0
	for i := range 60 {
		p.Tick(State{Right: Stick{0.45 + 0.06*float64(i%2), 0}}) // around where it takes hold
		if p.Held(LookRight) == 1 {
			struck++
		}
	}
	if struck != 1 {
		t.Errorf("pressed %d times, want once", struck)
	}
	p.Tick(State{Right: Stick{0.3, 0}})
	if p.Held(LookRight) != 0 {
		t.Error("it does not let go")
	}
}

func TestTheSticksAreTwo(t *testing.T) {
	var p Pad
	p.Tick(State{Left: Stick{-1, 0}, Right: Stick{0, -1}})
	if p.Held(StickLeft) != 1 || p.Held(LookUp) != 1 || p.Held(LookLeft) != 0 || p.Held(StickUp) != 0 {
		t.Error("one stick is taken for the other")
	}
}

func TestNamesThereAndBack(t *testing.T) {
	seen := map[string]bool{}
	for b := range Button(Count) {
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
