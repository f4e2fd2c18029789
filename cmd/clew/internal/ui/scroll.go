package ui

import (
	"image"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// scroll is a viewport onto a column of widgets. Unlike ebitenui's
// ScrollContainer it draws through a sub-image instead of two window-sized
// images, which matters without a graphics card.
type scroll struct {
	*widget.Container
	panel      *Panel
	content    *widget.Container
	rect       image.Rectangle
	height     int           // of the content, px
	offset     int           // px
	laidOffset int           // offset at the last layout
	wheelIdle  int           // ticks since the wheel scrolled; many once the mouse has moved
	layer      uiinput.Layer // of the content, see Panel.layer
	layerRect  uiinput.LayerRectFunc
	sub        SubImage
	batch      Batch
}

func newScroll(p *Panel, content *widget.Container) *scroll {
	v := &scroll{Container: widget.NewContainer(), panel: p, content: content}
	v.Container.AddChild(content)
	return v
}

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (v *scroll) PreferredSize() (int, int) { return v.content.PreferredSize() }

// SetLocation implements ebitenui's widget.Locateable.
func (v *scroll) SetLocation(r image.Rectangle) {
	v.rect = r
	v.Container.GetWidget().Rect = r
	_, v.height = v.content.PreferredSize()
	v.offset = min(max(v.offset, 0), max(v.height-r.Dy(), 0))
	v.laidOffset = v.offset
	v.content.SetLocation(image.Rect(r.Min.X, r.Min.Y-v.offset, r.Max.X, r.Min.Y-v.offset+v.height))
}

// SetupInputLayer implements ebitenui's input.Layerer.
func (v *scroll) SetupInputLayer(def uiinput.DeferredSetupInputLayerFunc) {
	if v.layerRect == nil {
		v.layerRect = func() image.Rectangle { return v.rect }
	}
	v.layer = uiinput.Layer{EventTypes: uiinput.LayerEventTypeAll, BlockLower: true, RectFunc: v.layerRect}
	v.content.GetWidget().ElevateToNewInputLayer(&v.layer)
	v.content.SetupInputLayer(def)
}

// Render implements ebitenui's widget.Renderer.
func (v *scroll) Render(dst *ebiten.Image) {
	part := v.sub.Of(dst, v.rect)
	v.content.Render(part)
	if v.panel.HasKeyboard() {
		v.panel.drawFocusFrame(part)
	}
	if over := v.height - v.rect.Dy(); over > 0 {
		v.drawBar(dst, over)
	}
}

// drawBar draws the scroll bar.
func (v *scroll) drawBar(dst *ebiten.Image, over int) {
	s := v.panel.root.skin
	w, h := s.Px(4), max(v.rect.Dy()*v.rect.Dy()/v.height, s.Px(16))
	y := v.rect.Min.Y + (v.rect.Dy()-h)*v.offset/over
	x := v.rect.Max.X - w - s.Px(2)
	v.batch.Rect(float32(x), float32(y), float32(w), float32(h), theme.WithAlpha(theme.Dim, 0.7))
	v.batch.Draw(dst)
}

// reveal scrolls until r is in view, and all the way if little is left, so that
// headings are not cut off.
func (v *scroll) reveal(r image.Rectangle) {
	margin, snap := v.panel.root.skin.Px(28), v.panel.root.skin.Px(56)
	switch {
	case r.Empty() || v.rect.Empty():
	case r.Min.Y-margin < v.rect.Min.Y:
		if v.offset -= v.rect.Min.Y - (r.Min.Y - margin); v.offset < snap {
			v.offset = 0
		}
	case r.Max.Y+margin > v.rect.Max.Y:
		if v.offset += r.Max.Y + margin - v.rect.Max.Y; v.offset > v.height-v.rect.Dy()-snap {
			v.offset = max(v.height-v.rect.Dy(), 0)
		}
	}
}

// Scroll scrolls a scrollable panel by logical pixels; positive is down.
func (p *Panel) Scroll(by float64) {
	if p.view != nil {
		p.view.offset += p.root.skin.Px(by)
	}
}

// ScrollToTop scrolls a scrollable panel to its beginning.
func (p *Panel) ScrollToTop() {
	if p.view != nil {
		p.view.offset = 0
	}
}
