package menu

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// In each window the very first frame looks like later ones: nothing moves in.
func TestTitleFirstLayout(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		title := NewTitleScreen(TitleScreenOptions{Input: ui.NewFakeInput(), ReducedMotion: true, Focus: Settings})
		page := set(w, ui.NewFakeInput(), func(int, int, float64) {}, title.Draw)
		frame := func() []byte {
			title.Update(w.W, w.H, w.Scale)
			uitest.DrawBackdrop(page.img)
			title.Draw(page.img)
			return windowtest.ReadPixels(page.img).Pix
		}
		first := frame()
		for i := 2; i <= 30; i++ {
			if !bytes.Equal(frame(), first) {
				t.Fatalf("frame %d is another", i)
			}
		}
	})
}

func TestTitleScreenshots(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		for name, play := range titleScenes {
			t.Run(name, func(t *testing.T) {
				hands := ui.NewFakeInput()
				title := NewTitleScreen(TitleScreenOptions{Input: hands})
				p := set(w, hands, func(w, h int, want float64) { title.Update(w, h, want) }, title.Draw)
				play(title, hands, func() { p.run(1) })
				for range 30 {
					title.Update(w.W, w.H, w.Scale)
				}
				p.paint()
				windowtest.KeepScreenshot(t, "title-"+name+"-"+i18n.Language()+"-"+w.String(), windowtest.ReadPixels(p.img))
				uitest.CheckFits(t, p.img.Bounds(), func() { p.run(2) })
			})
		}
	})
}

var titleScenes = map[string]func(*TitleScreen, *ui.FakeInput, func()){
	"menu": func(*TitleScreen, *ui.FakeInput, func()) {},
	"second": func(_ *TitleScreen, h *ui.FakeInput, tick func()) {
		h.TapKeys(ebiten.KeyDown)
		tick()
	},
	"message": func(t *TitleScreen, _ *ui.FakeInput, _ func()) {
		t.SetMessage("The server at clew.example.org:8856 did not answer within 5 seconds. Check the address, or play here.")
	},
}

func TestTitleByKeys(t *testing.T) {
	hands := ui.NewFakeInput()
	title := NewTitleScreen(TitleScreenOptions{Input: hands})
	tap := func(keys ...ebiten.Key) (c TitleChoice) {
		for _, k := range keys {
			hands.TapKeys(k)
			c = title.Update(1280, 720, 1)
			hands.NextTick()
		}
		return c
	}
	tap(ebiten.KeyF10)
	title.Draw(ebiten.NewImage(1280, 720)) // lays the widgets out
	if c := tap(ebiten.KeyEnter); c.To != SinglePlayer {
		t.Errorf("Enter at once: %+v, want to play here", c)
	}
	seen := map[Destination]bool{}
	for range title.entries {
		seen[tap(ebiten.KeyEnter).To] = true
		tap(ebiten.KeyDown)
	}
	for g := SinglePlayer; g <= Quit; g++ {
		if !seen[g] {
			t.Errorf("no entry leads to %d", g)
		}
	}
	if c := tap(ebiten.KeyUp, ebiten.KeyEnter); c.To != Quit {
		t.Errorf("Up and Enter: %+v, want to quit", c)
	}
	at := NewTitleScreen(TitleScreenOptions{Input: hands, Focus: Lab})
	at.Update(1280, 720, 1)
	hands.TapKeys(ebiten.KeyEnter)
	if c := at.Update(1280, 720, 1); c.To != Lab {
		t.Errorf("Enter with the focus on the Lab: %+v", c)
	}
}

// The first frame is drawn before the thread knows where to hang to; it once
// ran off the top of the screen.
func TestTheFirstFrameOfTheTitle(t *testing.T) {
	title, img := NewTitleScreen(TitleScreenOptions{Input: ui.NewFakeInput()}), ebiten.NewImage(640, 360)
	title.Update(640, 360, 0)
	title.Draw(img)
	for p, pix := (image.Point{}), windowtest.ReadPixels(img); p.Y < 12; p.Y++ {
		for p.X = 0; p.X < 200; p.X++ {
			if c := pix.RGBAAt(p.X, p.Y); c.R > 100 {
				t.Fatalf("%v at %v, above the title", c, p)
			}
		}
	}
}
