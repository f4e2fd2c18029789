// Package fatal tells a person why the program has to stop, where nobody reads
// what it writes: in a window, or if there can't be any, in a message box of the
// system.
package fatal

import (
	"fmt"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// page is the last thing that the window shows. It stays until the person
// closes it.
type page struct {
	desk     *kit.Desk
	sentence string
	log      string // the file in which there is more; empty: none
	w, h     int    // of the window, in px
	closed   bool
}

// newPage makes a page; nil hands are the real ones.
func newPage(hands kit.Hands, sentence, log string) *page {
	p := &page{desk: kit.NewDesk(hands), sentence: sentence, log: log}
	s := &kit.Sheet{Pad: 24, Gap: 12, Scrolls: true, Escape: p.close}
	s.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.46, 8) }
	p.desk.Add(s, p.build)
	s.Show(true)
	return p
}

func (p *page) close() { p.closed = true }

func (p *page) build(b *kit.Builder) {
	const w = 480
	b.Text(w, 26, kit.Heading, theme.Warn, kit.Fixed(words.T("fatal.title")))
	b.Lines(w, kit.Body, theme.Text, p.sentence)
	if p.log != "" {
		b.Lines(w, kit.Small, theme.Dim, words.F("fatal.log", p.log))
	}
	b.Button(w, 36, words.T("fatal.close"), p.close)
}

// Layout implements ebiten.Game.
func (p *page) Layout(w, h int) (int, int) {
	s := ebiten.Monitor().DeviceScaleFactor()
	return int(float64(w) * s), int(float64(h) * s)
}

// Update implements ebiten.Game.
func (p *page) Update() error {
	if p.w == 0 {
		return nil // no frame yet, so no size
	}
	p.desk.Resize(kit.Fit(p.w, p.h, 0))
	p.desk.Update()
	if p.closed || ebiten.IsWindowBeingClosed() {
		return ebiten.Termination
	}
	return nil
}

// Draw implements ebiten.Game.
func (p *page) Draw(dst *ebiten.Image) {
	p.w, p.h = dst.Bounds().Dx(), dst.Bounds().Dy()
	dst.Fill(theme.Night)
	p.desk.Draw(dst)
}

// Show tells a sentence in a window of its own until the person closes that, or
// in a box. It must not be called where there has been a window already.
func Show(sentence, log string) {
	ebiten.SetWindowTitle("Clew")
	ebiten.SetWindowSize(kit.MinWidth, kit.MinHeight)
	ebiten.SetWindowClosingHandled(true)
	if err := ebiten.RunGame(newPage(nil, sentence, log)); err != nil {
		Box(fmt.Sprintf("%s\n%v", sentence, err), log)
	}
}

// Box tells a sentence in a message box of the system, where that has any
// without a library, which is on Windows.
func Box(sentence, log string) {
	if log != "" {
		sentence += "\n\n" + words.F("fatal.log", log)
	}
	box(words.T("fatal.title"), sentence)
}
