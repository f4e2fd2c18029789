package screen

import (
	"errors"
	"image"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
)

// The menu says that a file could not be opened, and what is wrong with the
// settings.
func TestUnopenedIsTold(t *testing.T) {
	windowtest.NextFrame()
	const file, set = "There is no file nowhere.", "Your settings are damaged."
	a := New(Options{
		Times: filepath.Join(t.TempDir(), "times"), Settings: settings.NewInMemory(), SystemLanguage: i18n.English,
		OpenError: func() string { return file }, SettingsMessage: func() string { return set },
	})
	defer a.cancel()
	dst := windowtest.NewImage(1280, 720)
	defer dst.Deallocate()
	a.width, a.height = 1280, 720
	if _, ok := a.current.(*titleScreen); !ok {
		t.Fatalf("it opens with a %T", a.current)
	}
	for range 30 {
		a.toasts.Update(a.width, a.height, a.uiScale(a.height))
		a.current.update(0, a.width, a.height)
	}
	var said script
	ui.SetTextProbe(&said)
	defer ui.SetTextProbe(nil)
	a.Draw(dst)
	for _, want := range []string{file, set} {
		if !slices.Contains(said, want) {
			t.Errorf("the window says %q, not %q", said, want)
		}
	}
}

// An App ends in the tick after it is asked to from outside.
func TestEnd(t *testing.T) {
	windowtest.NextFrame()
	end := make(chan struct{})
	a := New(Options{Times: filepath.Join(t.TempDir(), "times"), Settings: settings.NewInMemory(), SystemLanguage: i18n.English, Done: end})
	a.width, a.height = 640, 360
	if err := a.Update(); err != nil {
		t.Fatalf("it ends by itself: %v", err)
	}
	close(end)
	if err := a.Update(); !errors.Is(err, ebiten.Termination) || a.current != nil || a.ctx.Err() == nil {
		t.Errorf("told to end it says %v", err)
	}
}

// script is text typed into a window.
type script []string

func (l *script) TextDrawn(words string, _, _ image.Rectangle) { *l = append(*l, words) }
func (*script) AreaCovered(image.Rectangle)                    {}
func (*script) TextOverflows(string, float64, float64)         {}
func (*script) TextTruncated(string)                           {}
