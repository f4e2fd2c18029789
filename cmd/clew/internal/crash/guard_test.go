package crash

import (
	"bytes"
	"errors"
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// long is a sentence that needs several lines.
const long = "-connect: \"a:b:c\" is no address; write HOST:PORT, such as localhost:8856, or only the HOST, " +
	"and take care that there is no colon too many in it, as there is in this one"

// The page is shown at once, whole in the smallest window, and goes when the
// person presses Enter on its button, or Esc.
func TestPage(t *testing.T) {
	for _, key := range []ebiten.Key{ebiten.KeyEnter, ebiten.KeyEscape} {
		for _, size := range []image.Point{{ui.MinWidth, ui.MinHeight}, {2560, 1440}} {
			hands := ui.NewFakeInput()
			p := newErrorPage(hands, long, `C:\Users\Inês\AppData\Local\clew\clew.log`)
			dst := ebiten.NewImage(size.X, size.Y)
			for range 5 {
				p.Draw(dst)
				if err := p.Update(); err != nil {
					t.Fatalf("it goes by itself: %v", err)
				}
				hands.NextTick()
			}
			p.Draw(dst)
			if n := count(dst); n < 400 {
				t.Errorf("%v: %d pixels of words", size, n)
			}
			hands.TapKeys(key)
			if err := p.Update(); !errors.Is(err, ebiten.Termination) {
				t.Errorf("after %v: %v", key, err)
			}
			dst.Deallocate()
		}
	}
}

// count counts pixels of the colour of words.
func count(img *ebiten.Image) (n int) {
	pix := make([]byte, 4*img.Bounds().Dx()*img.Bounds().Dy())
	img.ReadPixels(pix)
	for i := 0; i < len(pix); i += 4 {
		if pix[i] >= theme.Text.R-8 && pix[i+1] >= theme.Text.G-8 && pix[i+2] >= theme.Text.B-8 {
			n++
		}
	}
	return n
}

// panickingGame is a game that panics in one of its methods.
type panickingGame struct{ update, draw, layout bool }

func panics(now bool) {
	if now {
		panic("the thread is torn")
	}
}

func (b *panickingGame) Update() error          { panics(b.update); return nil }
func (b *panickingGame) Draw(dst *ebiten.Image) { panics(b.draw); dst.Fill(theme.Accent) }
func (b *panickingGame) Layout(w, h int) (int, int) {
	panics(b.layout)
	return w / 2, h / 2
}

// Wherever a game panics, the trace is written, the page takes its place, and
// after the page the error says why.
func TestGuard(t *testing.T) {
	for _, game := range []*panickingGame{{update: true}, {draw: true}, {layout: true}} {
		var out bytes.Buffer
		g := NewGuard(game, &out, "clew.log")
		hands := ui.NewFakeInput()
		dst := ebiten.NewImage(ui.MinWidth, ui.MinHeight)
		defer dst.Deallocate()
		for range 5 {
			if w, h := g.Layout(ui.MinWidth, ui.MinHeight); w <= 0 || h <= 0 {
				t.Fatalf("%+v: a layout of %d×%d", *game, w, h)
			}
			if err := g.Update(); err != nil {
				t.Fatalf("%+v: it ends by itself: %v", *game, err)
			}
			g.Draw(dst)
		}
		if !strings.Contains(out.String(), "clew: panic: the thread is torn\n") || !strings.Contains(out.String(), "guard_test.go:") {
			t.Errorf("%+v: %q", *game, out.String())
		}
		if strings.Count(out.String(), "clew: panic:") != 1 || g.page == nil || count(dst) < 100 {
			t.Fatalf("%+v: no page, or several: %q", *game, out.String())
		}
		g.page = newErrorPage(hands, "", "")
		g.Draw(dst)
		hands.TapKeys(ebiten.KeyEscape)
		var panicked *PanicError
		if err := g.Update(); !errors.As(err, &panicked) || panicked.Value != "the thread is torn" {
			t.Errorf("%+v: %v", *game, err)
		}
	}
}

// A game that does not panic is run as it is.
func TestUnbroken(t *testing.T) {
	g := NewGuard(&panickingGame{}, nil, "")
	dst := ebiten.NewImage(8, 8)
	defer dst.Deallocate()
	g.Draw(dst)
	if w, h := g.Layout(640, 360); w != 320 || h != 180 || g.Update() != nil {
		t.Errorf("%d×%d", w, h)
	}
	if r, _, _, _ := dst.At(4, 4).RGBA(); byte(r>>8) != theme.Accent.R {
		t.Error("nothing is drawn")
	}
}
