package input

import (
	"maps"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// fakeSource is gamepads for tests.
type fakeSource map[ebiten.GamepadID]*fakeGamepad

// fakeGamepad is one of them.
type fakeGamepad struct {
	nonStandard bool // has no standard layout
	down        map[ebiten.StandardGamepadButton]bool
	axes        [ebiten.StandardGamepadAxisMax + 1]float64
}

func (s fakeSource) appendIDs(buf []ebiten.GamepadID) []ebiten.GamepadID {
	return append(buf, slices.Sorted(maps.Keys(s))...)
}
func (s fakeSource) hasStandardLayout(id ebiten.GamepadID) bool { return !s[id].nonStandard }
func (s fakeSource) pressed(id ebiten.GamepadID, b ebiten.StandardGamepadButton) bool {
	return s[id].down[b]
}
func (s fakeSource) axis(id ebiten.GamepadID, a ebiten.StandardGamepadAxis) float64 {
	return s[id].axes[a]
}

func pressed(b ebiten.StandardGamepadButton) *fakeGamepad {
	return &fakeGamepad{down: map[ebiten.StandardGamepadButton]bool{b: true}}
}

func TestEveryButtonHasAPlaceOfItsOwn(t *testing.T) {
	seen := map[Button]bool{}
	for b := range ebiten.StandardGamepadButtonMax + 1 {
		var r gamepadReader
		r.poll(fakeSource{3: pressed(b)})
		var down []Button
		for of := range Button(ButtonCount) {
			if r.state.PressDuration(of) > 0 {
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
	for axis, want := range map[ebiten.StandardGamepadAxis][2]Button{
		ebiten.StandardGamepadAxisLeftStickHorizontal:  {LeftStickLeft, LeftStickRight},
		ebiten.StandardGamepadAxisLeftStickVertical:    {LeftStickUp, LeftStickDown},
		ebiten.StandardGamepadAxisRightStickHorizontal: {RightStickLeft, RightStickRight},
		ebiten.StandardGamepadAxisRightStickVertical:   {RightStickUp, RightStickDown},
	} {
		for i, value := range [...]float64{-1, 1} {
			var r gamepadReader
			g := &fakeGamepad{}
			g.axes[axis] = value
			r.poll(fakeSource{0: g})
			if r.state.PressDuration(want[i]) != 1 || r.state.PressDuration(want[1-i]) != 0 {
				t.Errorf("axis %d at %v is not %v", axis, value, want[i])
			}
		}
	}
}

func TestAllGamepadsAreOne(t *testing.T) {
	var r gamepadReader
	pushed := &fakeGamepad{}
	pushed.axes[ebiten.StandardGamepadAxisLeftStickVertical] = 0.9
	r.poll(fakeSource{0: pressed(ebiten.StandardGamepadButtonRightBottom), 4: pushed, 5: {}})
	if r.state.PressDuration(ButtonSouth) != 1 || r.state.PressDuration(LeftStickDown) != 1 {
		t.Error("of several gamepads one is not heard")
	}
}

func TestAGamepadThatGoesLetsGo(t *testing.T) {
	var r gamepadReader
	r.poll(fakeSource{0: pressed(ebiten.StandardGamepadButtonRightBottom)})
	r.poll(fakeSource{})
	if r.state.PressDuration(ButtonSouth) != 0 {
		t.Error("unplugged with a button down, it is held for ever")
	}
}

func TestAnotherLayoutIsLeftAlone(t *testing.T) {
	var r gamepadReader
	odd := pressed(ebiten.StandardGamepadButtonRightBottom)
	odd.nonStandard = true
	r.poll(fakeSource{0: odd})
	if r.state.PressDuration(ButtonSouth) != 0 {
		t.Error("a button of a gamepad whose layout nobody knows is pressed")
	}
}

func TestATickAllocatesNothing(t *testing.T) {
	r, s := gamepadReader{}, gamepadSource(idleSource{})
	r.poll(s)
	if n := testing.AllocsPerRun(100, func() { r.poll(s) }); n != 0 {
		t.Errorf("a tick allocates %v times", n)
	}
}

// idleSource is a gamepad at rest.
type idleSource struct{}

func (idleSource) appendIDs(buf []ebiten.GamepadID) []ebiten.GamepadID         { return append(buf, 1) }
func (idleSource) hasStandardLayout(ebiten.GamepadID) bool                     { return true }
func (idleSource) pressed(ebiten.GamepadID, ebiten.StandardGamepadButton) bool { return false }
func (idleSource) axis(ebiten.GamepadID, ebiten.StandardGamepadAxis) float64   { return 0 }
