package kit

import (
	"image"
	"image/color"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Builder makes the widgets of a sheet, one below the other, in the order of
// its calls. What can have the focus becomes a stop, in the same order.
type Builder struct {
	Skin  *Skin
	sheet *Sheet
	root  *widget.Container
	view  *scroll
	into  *widget.Container // where widgets go at present
}

// What an airy sheet has more of around and between its widgets in a window with
// room, and how high such a window is; in pixels at 100 %.
const (
	airPad  = 8
	airGap  = 4
	airRoom = 600
)

// airs says whether a sheet has air in a frame.
func (s *Sheet) airs(f Frame) bool { return s.Airy && f.Height() >= airRoom }

// air is so much where the sheet has air, else nothing.
func (b *Builder) air(much float64) float64 {
	if b.sheet.airs(b.sheet.desk.frame) {
		return much
	}
	return 0
}

func (b *Builder) start() {
	pad := b.sheet.Pad + b.air(airPad)
	edges := b.Skin.insets(pad, pad)
	if !b.sheet.Scrolls {
		b.root = b.column(edges)
		b.into = b.root
		return
	}
	line := b.Skin.insets(2, 2) // the border stays free
	b.root = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewAnchorLayout(widget.AnchorLayoutOpts.Padding(line))))
	edges.Left, edges.Right, edges.Top, edges.Bottom = edges.Left-line.Left, edges.Right-line.Right, edges.Top-line.Top, edges.Bottom-line.Bottom
	b.into = b.column(edges)
	b.view = newScroll(b.sheet, b.into)
	b.view.GetWidget().LayoutData = widget.AnchorLayoutData{StretchHorizontal: true, StretchVertical: true}
	b.root.AddChild(b.view)
}

func (b *Builder) column(pad widget.Insets) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Padding(pad),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(b.sheet.Gap+b.air(airGap))),
	)))
}

// Row lays what fill makes side by side, with gaps between.
func (b *Builder) Row(gap float64, fill func()) {
	outer := b.into
	b.into = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(gap)),
	)))
	fill()
	outer.AddChild(b.into)
	b.into = outer
}

// add puts a widget where widgets go at present.
func (b *Builder) add(w widget.PreferredSizeLocateableWidget) {
	w.GetWidget().LayoutData = widget.RowLayoutData{Position: widget.RowLayoutPositionCenter}
	if b.into == b.root || b.view != nil && b.into == b.view.content {
		w.GetWidget().LayoutData = widget.RowLayoutData{}
	}
	b.into.AddChild(w)
}

func (b *Builder) stop(s *stop) { b.sheet.stops = append(b.sheet.stops, s) }

// index is the number that the next stop will have.
func (b *Builder) index() int { return len(b.sheet.stops) }

// hover lets the mouse move the focus, but only where the sheet has the
// keyboard, and only when the mouse really moves.
func (b *Builder) hover(i int) {
	if st := b.sheet.focused(); st != nil && st.editing() {
		return
	}
	if b.sheet.desk.pointer.moved && b.sheet.HasKeyboard() && b.sheet.at != i {
		b.sheet.at = i
		b.sheet.relight()
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
func (b *Builder) Text(w, h float64, st Style, c color.NRGBA, words func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := words()
		s.Fit(text, st, r.Dx())
		s.Print(dst, text, st, r.Min.X, s.Centre(st, r.Min.Y, r.Max.Y), c)
	})
}

// Figure is Text that ends at the right edge of its box.
func (b *Builder) Figure(w, h float64, st Style, c color.NRGBA, words func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := words()
		s.Fit(text, st, r.Dx())
		s.PrintRight(dst, text, st, r.Max.X, s.Centre(st, r.Min.Y, r.Max.Y), c)
	})
}

// Lines is text that breaks at a width of w pixels, into even lines if they are
// few.
func (b *Builder) Lines(w float64, st Style, c color.NRGBA, words string) {
	lines := b.Skin.Balance(words, st, w*b.Skin.Scale)
	line := float64(b.Skin.Line(st)) / b.Skin.Scale
	b.Canvas(w, line*float64(len(lines)), func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		for i, l := range lines {
			s.Fit(l, st, r.Dx())
			s.Print(dst, l, st, r.Min.X, r.Min.Y+i*s.Line(st)+s.Ascent(st), c)
		}
	})
}

// Fixed is a word that stays the same, for Text and Figure.
func Fixed(words string) func() string { return func() string { return words } }

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
