package lab

import (
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
)

// gripped is what the buttons of a gamepad stand for: the cross steps and
// picks, the shoulders go faster, the triggers find inputs and corrections, the
// right stick moves the timeline, and the left one walks.
var gripped = []kit.Chord{
	{Button: pad.West, Key: ebiten.KeySpace},
	{Button: pad.East, Key: ebiten.KeyEscape},
	{Button: pad.North, Key: ebiten.KeyE},
	{Button: pad.PadLeft, Key: ebiten.KeyComma}, {Button: pad.PadRight, Key: ebiten.KeyPeriod},
	{Button: pad.PadUp, Key: ebiten.KeyTab, Shift: true}, {Button: pad.PadDown, Key: ebiten.KeyTab},
	{Button: pad.LeftShoulder, Key: ebiten.KeyArrowLeft}, {Button: pad.RightShoulder, Key: ebiten.KeyArrowRight},
	{Button: pad.LeftTrigger, Key: ebiten.KeyI}, {Button: pad.RightTrigger, Key: ebiten.KeyC},
	{Button: pad.LookUp, Key: ebiten.KeyEqual}, {Button: pad.LookDown, Key: ebiten.KeyMinus},
	{Button: pad.LookLeft, Key: ebiten.KeyPageUp}, {Button: pad.LookRight, Key: ebiten.KeyPageDown},
	{Button: pad.StickUp, Key: ebiten.KeyW}, {Button: pad.StickDown, Key: ebiten.KeyS},
	{Button: pad.StickLeft, Key: ebiten.KeyA}, {Button: pad.StickRight, Key: ebiten.KeyD},
}

// alone are those of a Lab with nothing beside it, taught those of one with a
// lesson.
var (
	alone = []kit.Chord{
		{Button: pad.Start, Key: ebiten.KeyM}, {Button: pad.Select, Key: ebiten.KeyV},
		{Button: pad.LeftStick, Key: ebiten.KeyF6}, {Button: pad.RightStick, Key: ebiten.KeyR},
	}
	taught = []kit.Chord{
		{Button: pad.Start, Key: ebiten.KeyF10}, {Button: pad.Select, Key: ebiten.KeyF2},
		{Button: pad.LeftStick, Key: ebiten.KeyF9}, {Button: pad.RightStick, Key: ebiten.KeyF8},
	}
)

// grips are all that hold in this Lab.
func (l *Lab) grips() []kit.Chord {
	more := alone
	if l.side != nil {
		more = taught
	}
	return append(gripped[:len(gripped):len(gripped)], more...)
}

// grasp is what South does: it goes to the buttons for what is picked out. Where
// there are none, it goes to where that began.
func (l *Lab) grasp() {
	for _, s := range []*kit.Sheet{l.actions.packet, l.actions.other} {
		if s.Shown() {
			s.Take()
			s.Focus(0)
			return
		}
	}
	l.visit()
}
