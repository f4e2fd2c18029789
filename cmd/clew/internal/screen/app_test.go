package screen

import (
	"errors"
	"image"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
)

// A file that could not be opened is told beside the menu, and what there is to
// say of the settings besides.
func TestUnopenedIsTold(t *testing.T) {
	windowtest.Frame()
	const file, set = "There is no file nowhere.", "Your settings are damaged."
	a := New(Options{
		Times: filepath.Join(t.TempDir(), "times"), Settings: settings.Memory(), System: words.English,
		Unopened: func() string { return file }, Message: func() string { return set },
	})
	defer a.leave()
	dst := ebiten.NewImage(1280, 720)
	defer dst.Deallocate()
	a.width, a.height = 1280, 720
	if _, ok := a.paint.(*title); !ok {
		t.Fatalf("it opens with a %T", a.paint)
	}
	for range 30 {
		a.toasts.Update(a.width, a.height, a.want(a.height))
		a.paint.update(0, a.width, a.height)
	}
	var said script
	kit.SetWitness(&said)
	defer kit.SetWitness(nil)
	a.Draw(dst)
	for _, want := range []string{file, set} {
		if !slices.Contains(said, want) {
			t.Errorf("the window says %q, not %q", said, want)
		}
	}
}

// What is told to end from outside does so in its next tick.
func TestEnd(t *testing.T) {
	windowtest.Frame()
	end := make(chan struct{})
	a := New(Options{Times: filepath.Join(t.TempDir(), "times"), Settings: settings.Memory(), System: words.English, End: end})
	a.width, a.height = 640, 360
	if err := a.Update(); err != nil {
		t.Fatalf("it ends by itself: %v", err)
	}
	close(end)
	if err := a.Update(); !errors.Is(err, ebiten.Termination) || a.paint != nil || a.life.Err() == nil {
		t.Errorf("told to end it says %v", err)
	}
}

// script is what was written into a window.
type script []string

func (l *script) Drawn(words string, _, _ image.Rectangle) { *l = append(*l, words) }
func (*script) Covered(image.Rectangle)                    {}
func (*script) Tight(string, float64, float64)             {}
func (*script) Cut(string)                                 {}
