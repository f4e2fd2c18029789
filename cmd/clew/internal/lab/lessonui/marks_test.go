package lessonui

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	pads "clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/lesson"
)

// Each mark has a replacement in each language, for the keyboard and for a
// gamepad.
func TestMarks(t *testing.T) {
	defer ui.SetGamepadActive(false)
	for _, lang := range i18n.Languages() {
		s := open(t, Shipped()[0].Key, lang.Code, ui.MinWidth, ui.MinHeight)
		for _, padded := range []bool{false, true} {
			ui.SetGamepadActive(padded)
			for _, m := range lesson.KeyNames {
				if text := s.expandMarks("{" + m + "}"); text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s, gamepad %v: {%s} is %q", lang.Code, padded, m, text)
				}
			}
		}
	}
	if len(markKeys) != len(lesson.KeyNames) {
		t.Errorf("%d marks have a meaning, and lessons have %d", len(markKeys), len(lesson.KeyNames))
	}
}

// A lesson names gamepad buttons while one is active, otherwise keys.
func TestLessonNamesButtons(t *testing.T) {
	ui.SetGamepadActive(false)
	defer ui.SetGamepadActive(false)
	s := open(t, Shipped()[0].Key, i18n.English, 1280, 720)
	s.tap(ebiten.KeyF10)
	for _, tc := range []struct {
		use  func()
		want string
	}{
		{func() { s.run(1) }, "Press Space to run the game, and walk six cells with W, A, S and D."},
		{func() { s.input.TapButtons(pads.RightStickUp); s.run(2) }, "Press X to run the game, and walk six cells with the left stick."},
		{func() { s.tap(ebiten.KeyShiftLeft); s.run(2) }, "Press Space to run"},
	} {
		tc.use()
		if text := s.paragraphs(s.task().Text)[0]; !strings.HasPrefix(text, tc.want) {
			t.Errorf("it says %q, want %q", text, tc.want)
		}
	}
}

// The first lessons can be done with a gamepad, too: select an own input, and
// drop a packet.
func TestLessonByGamepad(t *testing.T) {
	defer ui.SetGamepadActive(false)
	s := open(t, Shipped()[3].Key, i18n.English, 1280, 720)
	push := func(buttons ...pads.Button) {
		for _, b := range buttons {
			s.input.TapButtons(b)
			s.run(1)
			s.lab.Draw(s.img)
		}
	}
	push(pads.ButtonStart, pads.ButtonStart, pads.ButtonStart) // the third task
	s.run(100)
	push(pads.ButtonWest, pads.ButtonLeftTrigger)
	if got := s.lab.Player().Selected(); got.Seq == 0 {
		t.Errorf("the left trigger picks %+v", got)
	}
	push(pads.ButtonDpadDown, pads.ButtonSouth, pads.ButtonSouth)
	if len(s.lab.Player().ChangeTexts()) != 1 {
		t.Errorf("A and 'Drop' change %q", s.lab.Player().ChangeTexts())
	}
}
