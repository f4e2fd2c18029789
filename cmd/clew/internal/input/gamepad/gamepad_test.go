package gamepad

import (
	"maps"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

// shelf is gamepads for tests.
type shelf map[ebiten.GamepadID]*toy

// toy is one of them.
type toy struct {
	odd  bool // has no standard layout
	down map[ebiten.StandardGamepadButton]bool
	axes [ebiten.StandardGamepadAxisMax + 1]float64
}

func (s shelf) ids(buf []ebiten.GamepadID) []ebiten.GamepadID {
	return append(buf, slices.Sorted(maps.Keys(s))...)
}
func (s shelf) standard(id ebiten.GamepadID) bool { return !s[id].odd }
func (s shelf) pressed(id ebiten.GamepadID, b ebiten.StandardGamepadButton) bool {
	return s[id].down[b]
}
func (s shelf) axis(id ebiten.GamepadID, a ebiten.StandardGamepadAxis) float64 { return s[id].axes[a] }

func pressing(b ebiten.StandardGamepadButton) *toy {
	return &toy{down: map[ebiten.StandardGamepadButton]bool{b: true}}
}

func TestEveryButtonHasAPlaceOfItsOwn(t *testing.T) {
	seen := map[pad.Button]bool{}
	for b := range ebiten.StandardGamepadButtonMax + 1 {
		var r reader
		r.tick(shelf{3: pressing(b)})
		var down []pad.Button
		for of := range pad.Button(pad.Count) {
			if r.pad.Held(of) > 0 {
				down = append(down, of)
			}
		}
		if b == ebiten.StandardGamepadButtonCenterCenter {
			if down != nil {
				t.Errorf("the system's button presses %v", down)
			}
			continue
		}
		if len(down) != 1 || seen[down[0]] {
			t.Errorf("button %d presses %v", b, down)
			continue
		}
		seen[down[0]] = true
	}
}

func TestSticks(t *testing.T) {
	for axis, want := range map[ebiten.StandardGamepadAxis][2]pad.Button{
		ebiten.StandardGamepadAxisLeftStickHorizontal:  {pad.StickLeft, pad.StickRight},
		ebiten.StandardGamepadAxisLeftStickVertical:    {pad.StickUp, pad.StickDown},
		ebiten.StandardGamepadAxisRightStickHorizontal: {pad.LookLeft, pad.LookRight},
		ebiten.StandardGamepadAxisRightStickVertical:   {pad.LookUp, pad.LookDown},
	} {
		for i, value := range [...]float64{-1, 1} {
			var r reader
			g := &toy{}
			g.axes[axis] = value
			r.tick(shelf{0: g})
			if r.pad.Held(want[i]) != 1 || r.pad.Held(want[1-i]) != 0 {
				t.Errorf("axis %d at %v is not %v", axis, value, want[i])
			}
		}
	}
}

func TestAllGamepadsAreOne(t *testing.T) {
	var r reader
	pushed := &toy{}
	pushed.axes[ebiten.StandardGamepadAxisLeftStickVertical] = 0.9
	r.tick(shelf{0: pressing(ebiten.StandardGamepadButtonRightBottom), 4: pushed, 5: {}})
	if r.pad.Held(pad.South) != 1 || r.pad.Held(pad.StickDown) != 1 {
		t.Error("of several gamepads one is not heard")
	}
}

func TestAGamepadThatGoesLetsGo(t *testing.T) {
	var r reader
	r.tick(shelf{0: pressing(ebiten.StandardGamepadButtonRightBottom)})
	r.tick(shelf{})
	if r.pad.Held(pad.South) != 0 {
		t.Error("unplugged with a button down, it is held for ever")
	}
}

func TestAnotherLayoutIsLeftAlone(t *testing.T) {
	var r reader
	odd := pressing(ebiten.StandardGamepadButtonRightBottom)
	odd.odd = true
	r.tick(shelf{0: odd})
	if r.pad.Held(pad.South) != 0 {
		t.Error("a button of a gamepad whose layout nobody knows is pressed")
	}
}

func TestATickAllocatesNothing(t *testing.T) {
	r, s := reader{}, source(still{})
	r.tick(s)
	if n := testing.AllocsPerRun(100, func() { r.tick(s) }); n != 0 {
		t.Errorf("a tick allocates %v times", n)
	}
}

// still is a gamepad at rest.
type still struct{}

func (still) ids(buf []ebiten.GamepadID) []ebiten.GamepadID               { return append(buf, 1) }
func (still) standard(ebiten.GamepadID) bool                              { return true }
func (still) pressed(ebiten.GamepadID, ebiten.StandardGamepadButton) bool { return false }
func (still) axis(ebiten.GamepadID, ebiten.StandardGamepadAxis) float64   { return 0 }
