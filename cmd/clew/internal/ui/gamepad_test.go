package ui

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

func (b *harness) tapButtons(buttons ...input.Button) {
	for _, of := range buttons {
		b.input.TapButtons(of)
		b.run()
	}
}

func TestAGamepadWorksEveryWidget(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	b.tapButtons(input.ButtonDpadDown, input.ButtonSouth, input.LeftStickRight, input.ButtonSouth)
	if b.pressed != 1 || b.second != 1 {
		t.Errorf("pressed %d and %d times, want once each", b.pressed, b.second)
	}
	b.tapButtons(input.ButtonRightShoulder, input.ButtonDpadRight, input.ButtonRightTrigger, input.LeftStickLeft)
	if b.value != 55 {
		t.Errorf("7, a step up, ten up, a step down: %d, want 55", b.value)
	}
	b.tapButtons(input.LeftStickDown, input.ButtonSouth)
	if !b.on {
		t.Error("the switch is off")
	}
	b.tapButtons(input.ButtonLeftShoulder, input.ButtonLeftShoulder)
	if b.panel.FocusIndex() != 2 {
		t.Errorf("two back from the switch: the focus is on %d, want 2", b.panel.FocusIndex())
	}
	b.tapButtons(input.ButtonEast)
	if b.gone != 1 || b.panel.Shown() {
		t.Errorf("gone %d times", b.gone)
	}
}

func TestHeldStickRepeats(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.panel.Focus(3)
	b.value = 0
	b.input.HoldButtons(input.LeftStickRight)
	for range repeatDelay + 2*repeatEvery {
		b.run()
	}
	if b.value != 4*5 {
		t.Errorf("after the delay and two more: %d, want 4 steps of 5", b.value)
	}
}

// A button pressed for one panel is not pressed for the next in the same tick.
func TestButtonReachesOnePanel(t *testing.T) {
	b := newHarness(false, 400)
	b.root.Shortcuts = []GamepadShortcut{{Button: input.ButtonEast, Key: ebiten.KeyX}, {Button: input.ButtonWest, Key: ebiten.KeyTab, Shift: true}}
	b.panel.Show(true)
	b.run()
	b.input.TapButtons(input.ButtonEast)
	b.root.Update()
	if b.panel.Shown() || b.root.JustPressed(ebiten.KeyX) || b.root.Gamepad().PressDuration(input.ButtonEast) != 0 {
		t.Error("the button that closed the panel does something else as well")
	}
	b.input.NextTick()
	b.input.TapButtons(input.ButtonEast)
	b.root.Update()
	if !b.root.JustPressed(ebiten.KeyX) || b.root.JustPressed(ebiten.KeyEscape) || b.root.Gamepad().PressDuration(input.ButtonEast) != 1 {
		t.Error("with no panel, a button is not what Loose says")
	}
	b.input.NextTick()
	b.input.TapButtons(input.ButtonWest)
	b.root.Update()
	if h := b.root.Input(); h.KeyPressDuration(ebiten.KeyTab) != 1 || !shiftHeld(h) {
		t.Error("a chord with Shift is without it")
	}
}

func TestAskingForButtonsAllocatesNothing(t *testing.T) {
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	if n := testing.AllocsPerRun(100, func() {
		b.root.Input().KeyPressDuration(ebiten.KeyEnter)
		b.root.Gamepad().PressDuration(input.ButtonSouth)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
