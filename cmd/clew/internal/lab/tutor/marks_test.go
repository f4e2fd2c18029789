package tutor

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	pads "clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/lesson"
)

// Each mark that a lesson may have stands for something, in each language, for
// the keyboard and for a gamepad.
func TestMarks(t *testing.T) {
	defer kit.SetPadded(false)
	for _, lang := range words.Languages() {
		s := open(t, Shipped()[0].Key, lang.Code, kit.MinWidth, kit.MinHeight)
		for _, padded := range []bool{false, true} {
			kit.SetPadded(padded)
			for _, m := range lesson.Marks {
				if text := s.spelled("{" + m + "}"); text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s, gamepad %v: {%s} is %q", lang.Code, padded, m, text)
				}
			}
		}
	}
	if len(meant) != len(lesson.Marks) {
		t.Errorf("%d marks have a meaning, and lessons have %d", len(meant), len(lesson.Marks))
	}
}

// A lesson names the buttons of a gamepad while one is used, and the keys again
// when they are.
func TestALessonNamesButtons(t *testing.T) {
	kit.SetPadded(false)
	defer kit.SetPadded(false)
	s := open(t, Shipped()[0].Key, words.English, 1280, 720)
	s.tap(ebiten.KeyF10)
	for _, tc := range []struct {
		use  func()
		want string
	}{
		{func() { s.run(1) }, "Press Space to let the game run, and walk with W, A, S and D until"},
		{func() { s.script.Push(pads.LookUp); s.run(2) }, "Press X to let the game run, and walk with the left stick until"},
		{func() { s.tap(ebiten.KeyShiftLeft); s.run(2) }, "Press Space to let"},
	} {
		tc.use()
		if text := s.told(s.task().Text)[0]; !strings.HasPrefix(text, tc.want) {
			t.Errorf("it says %q, want %q", text, tc.want)
		}
	}
}

// What a person does to get on in the first lessons, a gamepad does, too: pick
// one of their own inputs, and drop a packet as the words say.
func TestALessonByGamepad(t *testing.T) {
	defer kit.SetPadded(false)
	s := open(t, Shipped()[3].Key, words.English, 1280, 720)
	push := func(buttons ...pads.Button) {
		for _, b := range buttons {
			s.script.Push(b)
			s.run(1)
			s.lab.Draw(s.img)
		}
	}
	push(pads.Start, pads.Start, pads.Start) // the third task
	s.run(100)
	push(pads.West, pads.LeftTrigger)
	if got := s.lab.Reel().Picked(); got.Seq == 0 {
		t.Errorf("the left trigger picks %+v", got)
	}
	push(pads.PadDown, pads.South, pads.South)
	if len(s.lab.Reel().Changes()) != 1 {
		t.Errorf("A and 'Drop' change %q", s.lab.Reel().Changes())
	}
}
