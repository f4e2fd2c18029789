package ui

import (
	"image"
	"image/color"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Builder makes the widgets of a sheet, one below the other, in the order of
// its calls. What can have the focus becomes a stop, in the same order.
type Builder struct {
	Skin      *Skin
	panel     *Panel
	root      *widget.Container
	view      *scroll
	container *widget.Container // where widgets go at present
}

// What an airy sheet has more of around and between its widgets in a window with
// room, and how high such a window is; in pixels at 100 %.
const (
	spaciousPadding = 8
	spaciousSpacing = 4
	spaciousHeight  = 600
)

// isSpacious says whether a sheet has air in a frame.
func (s *Panel) isSpacious(f Viewport) bool { return s.Spacious && f.Height() >= spaciousHeight }

// spacing is so much where the sheet has air, else nothing.
func (b *Builder) spacing(much float64) float64 {
	if b.panel.isSpacious(b.panel.root.viewport) {
		return much
	}
	return 0
}

func (b *Builder) begin() {
	pad := b.panel.Padding + b.spacing(spaciousPadding)
	edges := b.Skin.insets(pad, pad)
	if !b.panel.Scrollable {
		b.root = b.column(edges)
		b.container = b.root
		return
	}
	line := b.Skin.insets(2, 2) // the border stays free
	b.root = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewAnchorLayout(widget.AnchorLayoutOpts.Padding(line))))
	edges.Left, edges.Right, edges.Top, edges.Bottom = edges.Left-line.Left, edges.Right-line.Right, edges.Top-line.Top, edges.Bottom-line.Bottom
	b.container = b.column(edges)
	b.view = newScroll(b.panel, b.container)
	b.view.GetWidget().LayoutData = widget.AnchorLayoutData{StretchHorizontal: true, StretchVertical: true}
	b.root.AddChild(b.view)
}

func (b *Builder) column(pad widget.Insets) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Padding(pad),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(b.panel.Spacing+b.spacing(spaciousSpacing))),
	)))
}

// Row lays what fill makes side by side, with gaps between.
func (b *Builder) Row(gap float64, fill func()) {
	outer := b.container
	b.container = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(gap)),
	)))
	fill()
	outer.AddChild(b.container)
	b.container = outer
}

// add puts a widget where widgets go at present.
func (b *Builder) add(w widget.PreferredSizeLocateableWidget) {
	w.GetWidget().LayoutData = widget.RowLayoutData{Position: widget.RowLayoutPositionCenter}
	if b.container == b.root || b.view != nil && b.container == b.view.content {
		w.GetWidget().LayoutData = widget.RowLayoutData{}
	}
	b.container.AddChild(w)
}

func (b *Builder) addStop(s *tabStop) { b.panel.stops = append(b.panel.stops, s) }

// nextStop is the number that the next stop will have.
func (b *Builder) nextStop() int { return len(b.panel.stops) }

// hover lets the mouse move the focus, but only where the sheet has the
// keyboard, and only when the mouse really moves.
func (b *Builder) hover(i int) {
	if st := b.panel.focusedStop(); st != nil && st.editing() {
		return
	}
	if b.panel.root.pointer.moved && b.panel.HasKeyboard() && b.panel.focus != i {
		b.panel.focus = i
		b.panel.updateFocus()
	}
}

// Canvas is a piece of w×h pixels that draw fills in.
func (b *Builder) Canvas(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle)) {
	b.add(&canvas{Widget: widget.NewWidget(), w: b.Skin.Px(w), h: b.Skin.Px(h), skin: b.Skin, draw: draw})
}

// Space leaves h pixels free, besides the gaps.
func (b *Builder) Space(h float64) { b.Canvas(0, h, nil) }

// Text is a line of words in a box of w×h pixels, at its left and in the
// middle of its height.
func (b *Builder) Text(w, h float64, st TextStyle, c color.NRGBA, words func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := words()
		s.CheckFit(text, st, r.Dx())
		s.Print(dst, text, st, r.Min.X, s.Baseline(st, r.Min.Y, r.Max.Y), c)
	})
}

// TextRight is Text that ends at the right edge of its box.
func (b *Builder) TextRight(w, h float64, st TextStyle, c color.NRGBA, words func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := words()
		s.CheckFit(text, st, r.Dx())
		s.PrintRight(dst, text, st, r.Max.X, s.Baseline(st, r.Min.Y, r.Max.Y), c)
	})
}

// Paragraph is text that breaks at a width of w pixels, into even lines if they are
// few.
func (b *Builder) Paragraph(w float64, st TextStyle, c color.NRGBA, words string) {
	lines := b.Skin.WrapBalanced(words, st, w*b.Skin.Scale)
	line := float64(b.Skin.LineHeight(st)) / b.Skin.Scale
	b.Canvas(w, line*float64(len(lines)), func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		for i, l := range lines {
			s.CheckFit(l, st, r.Dx())
			s.Print(dst, l, st, r.Min.X, r.Min.Y+i*s.LineHeight(st)+s.Ascent(st), c)
		}
	})
}

// ConstText is a word that stays the same, for Text and Figure.
func ConstText(words string) func() string { return func() string { return words } }

// canvas is a widget that is drawn by hand.
type canvas struct {
	*widget.Widget
	w, h int
	skin *Skin
	draw func(*ebiten.Image, *Skin, image.Rectangle)
}

// GetWidget implements ebitenui's widget.HasWidget.
func (c *canvas) GetWidget() *widget.Widget { return c.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (c *canvas) PreferredSize() (int, int) { return c.w, c.h }

// Render implements ebitenui's widget.Renderer.
func (c *canvas) Render(dst *ebiten.Image) {
	if c.draw != nil {
		c.draw(dst, c.skin, c.Rect)
	}
}
