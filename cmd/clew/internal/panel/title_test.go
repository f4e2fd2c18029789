package panel

import (
	"bytes"
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
)

// The very first frame of the title shows what a later one does, in each window:
// nothing moves in, or finds its place afterwards.
func TestTheTitleIsRightAtOnce(t *testing.T) {
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		title := NewTitle(TitleOptions{Hands: kit.NewScript(), Calm: true, At: Settings})
		page := set(w, kit.NewScript(), func(int, int, float64) {}, title.Draw)
		frame := func() []byte {
			title.Update(w.W, w.H, w.Scale)
			showcase.Backdrop(page.img)
			title.Draw(page.img)
			return windowtest.Pixels(page.img).Pix
		}
		first := frame()
		for i := 2; i <= 30; i++ {
			if !bytes.Equal(frame(), first) {
				t.Fatalf("frame %d is another", i)
			}
		}
	})
}

func TestTitleScenes(t *testing.T) {
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		for name, play := range titleScenes {
			t.Run(name, func(t *testing.T) {
				hands := kit.NewScript()
				title := NewTitle(TitleOptions{Hands: hands})
				p := set(w, hands, func(w, h int, want float64) { title.Update(w, h, want) }, title.Draw)
				play(title, hands, func() { p.run(1) })
				for range 30 {
					title.Update(w.W, w.H, w.Scale)
				}
				p.paint()
				windowtest.Keep(t, "title-"+name+"-"+words.Language()+"-"+w.String(), windowtest.Pixels(p.img))
				paneltest.Fits(t, p.img.Bounds(), func() { p.run(2) })
			})
		}
	})
}

var titleScenes = map[string]func(*Title, *kit.Script, func()){
	"menu": func(*Title, *kit.Script, func()) {},
	"second": func(_ *Title, h *kit.Script, tick func()) {
		h.Tap(ebiten.KeyDown)
		tick()
	},
	"message": func(t *Title, _ *kit.Script, _ func()) {
		t.Message("The server at clew.example.org:8856 did not answer within 5 seconds. Check the address, or play here.")
	},
}

func TestTitleByKeys(t *testing.T) {
	hands := kit.NewScript()
	title := NewTitle(TitleOptions{Hands: hands})
	tap := func(keys ...ebiten.Key) (c Choice) {
		for _, k := range keys {
			hands.Tap(k)
			c = title.Update(1280, 720, 1)
			hands.Next()
		}
		return c
	}
	tap(ebiten.KeyF10)
	title.Draw(ebiten.NewImage(1280, 720)) // gives the widgets their places
	if c := tap(ebiten.KeyEnter); c.Go != PlayHere {
		t.Errorf("Enter at once: %+v, want to play here", c)
	}
	seen := map[Go]bool{}
	for range title.entries {
		seen[tap(ebiten.KeyEnter).Go] = true
		tap(ebiten.KeyDown)
	}
	for g := PlayHere; g <= Quit; g++ {
		if !seen[g] {
			t.Errorf("no entry leads to %d", g)
		}
	}
	if c := tap(ebiten.KeyUp, ebiten.KeyEnter); c.Go != Quit {
		t.Errorf("Up and Enter: %+v, want to quit", c)
	}
	at := NewTitle(TitleOptions{Hands: hands, At: Lab})
	at.Update(1280, 720, 1)
	hands.Tap(ebiten.KeyEnter)
	if c := at.Update(1280, 720, 1); c.Go != Lab {
		t.Errorf("Enter with the focus on the Lab: %+v", c)
	}
}

// TestTheFirstFrameOfTheTitle is drawn before there is a place for the thread
// to hang to; it once ran off the top of the screen.
func TestTheFirstFrameOfTheTitle(t *testing.T) {
	title, img := NewTitle(TitleOptions{Hands: kit.NewScript()}), ebiten.NewImage(640, 360)
	title.Update(640, 360, 0)
	title.Draw(img)
	for p, pix := (image.Point{}), windowtest.Pixels(img); p.Y < 12; p.Y++ {
		for p.X = 0; p.X < 200; p.X++ {
			if c := pix.RGBAAt(p.X, p.Y); c.R > 100 {
				t.Fatalf("%v at %v, above the title", c, p)
			}
		}
	}
}
