package kit

import (
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/pad"
)

func TestDeedsAreTold(t *testing.T) {
	var told []Deed
	SetEar(func(d Deed) { told = append(told, d) })
	defer SetEar(nil)
	b := newBench(false, 400)
	b.sheet.Show(true)
	b.run()
	for name, c := range map[string]struct {
		do   func()
		want []Deed
	}{
		"a key that moves":        {func() { b.tap(ebiten.KeyArrowDown) }, []Deed{Moved}},
		"a button that moves":     {func() { b.push(pad.PadDown) }, []Deed{Moved}},
		"no way to the left":      {func() { b.sheet.Focus(4); b.tap(ebiten.KeyArrowLeft) }, nil},
		"Enter on a button":       {func() { b.sheet.Focus(1); b.tap(ebiten.KeyEnter) }, []Deed{Chose}},
		"a click":                 {func() { b.click(b.middle(2)) }, []Deed{Chose}},
		"a key that does nothing": {func() { b.sheet.Focus(1); b.tap(ebiten.KeyX) }, nil},
	} {
		b.sheet.Focus(1)
		told = nil
		if c.do(); !slices.Equal(told, c.want) {
			t.Errorf("%s: told of %v, want %v", name, told, c.want)
		}
	}
}
