package ui

import (
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
)

func TestEvents(t *testing.T) {
	var told []Event
	SetListener(func(d Event) { told = append(told, d) })
	defer SetListener(nil)
	b := newHarness(false, 400)
	b.panel.Show(true)
	b.run()
	for name, c := range map[string]struct {
		do   func()
		want []Event
	}{
		"a key that moves":        {func() { b.tap(ebiten.KeyArrowDown) }, []Event{FocusMoved}},
		"a button that moves":     {func() { b.tapButtons(input.ButtonDpadDown) }, []Event{FocusMoved}},
		"no way to the left":      {func() { b.panel.Focus(4); b.tap(ebiten.KeyArrowLeft) }, nil},
		"Enter on a button":       {func() { b.panel.Focus(1); b.tap(ebiten.KeyEnter) }, []Event{Activated}},
		"a click":                 {func() { b.click(b.middle(2)) }, []Event{Activated}},
		"a key that does nothing": {func() { b.panel.Focus(1); b.tap(ebiten.KeyX) }, nil},
	} {
		b.panel.Focus(1)
		told = nil
		if c.do(); !slices.Equal(told, c.want) {
			t.Errorf("%s: told of %v, want %v", name, told, c.want)
		}
	}
}
