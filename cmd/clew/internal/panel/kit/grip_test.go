package kit

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

func (b *bench) push(buttons ...pad.Button) {
	for _, of := range buttons {
		b.hands.Push(of)
		b.run()
	}
}

func TestAGamepadWorksEveryWidget(t *testing.T) {
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.run()
	b.push(pad.PadDown, pad.South, pad.StickRight, pad.South)
	if b.pressed != 1 || b.second != 1 {
		t.Errorf("pressed %d and %d times, want once each", b.pressed, b.second)
	}
	b.push(pad.RightShoulder, pad.PadRight, pad.RightTrigger, pad.StickLeft)
	if b.value != 55 {
		t.Errorf("7, a step up, ten up, a step down: %d, want 55", b.value)
	}
	b.push(pad.StickDown, pad.South)
	if !b.on {
		t.Error("the switch is off")
	}
	b.push(pad.LeftShoulder, pad.LeftShoulder)
	if b.sheet.Focused() != 2 {
		t.Errorf("two back from the switch: the focus is on %d, want 2", b.sheet.Focused())
	}
	b.push(pad.East)
	if b.gone != 1 || b.sheet.Shown() {
		t.Errorf("gone %d times", b.gone)
	}
}

func TestAStickThatIsHeldRepeats(t *testing.T) {
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.sheet.Focus(3)
	b.value = 0
	b.hands.Keep(pad.StickRight)
	for range repeatDelay + 2*repeatEvery {
		b.run()
	}
	if b.value != 4*5 {
		t.Errorf("after the delay and two more: %d, want 4 steps of 5", b.value)
	}
}

// What was pressed for one is not pressed for the next: the desk says for whom
// a button is in each tick.
func TestAButtonIsOnesAlone(t *testing.T) {
	b := newBench(false, 400)
	b.desk.Loose = []Chord{{Button: pad.East, Key: ebiten.KeyX}, {Button: pad.West, Key: ebiten.KeyTab, Shift: true}}
	b.sheet.Show(true)
	b.run()
	b.hands.Push(pad.East)
	b.desk.Update()
	if b.sheet.Shown() || b.desk.Struck(ebiten.KeyX) || b.desk.Pad().Held(pad.East) != 0 {
		t.Error("the button that closed the sheet does something else as well")
	}
	b.hands.Next()
	b.hands.Push(pad.East)
	b.desk.Update()
	if !b.desk.Struck(ebiten.KeyX) || b.desk.Struck(ebiten.KeyEscape) || b.desk.Pad().Held(pad.East) != 1 {
		t.Error("with no sheet, a button is not what Loose says")
	}
	b.hands.Next()
	b.hands.Push(pad.West)
	b.desk.Update()
	if h := b.desk.Hands(); h.Held(ebiten.KeyTab) != 1 || !shifted(h) {
		t.Error("a chord with Shift is without it")
	}
}

func TestAskingForButtonsAllocatesNothing(t *testing.T) {
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.run()
	if n := testing.AllocsPerRun(100, func() {
		b.desk.Hands().Held(ebiten.KeyEnter)
		b.desk.Pad().Held(pad.South)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
