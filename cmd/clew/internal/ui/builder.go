package ui

import (
	"image"
	"image/color"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Builder adds widgets to a panel, top to bottom in call order. Widgets that
// can take the focus become tab stops in the same order.
type Builder struct {
	Skin      *Skin
	panel     *Panel
	root      *widget.Container
	view      *scroll
	container *widget.Container // receives the next widget
}

// The extra padding and spacing of a spacious panel, and the viewport height
// from which it applies, in logical pixels.
const (
	spaciousPadding = 8
	spaciousSpacing = 4
	spaciousHeight  = 600
)

// isSpacious reports whether the panel uses its extra spacing in f.
func (p *Panel) isSpacious(vp Viewport) bool { return p.Spacious && vp.Height() >= spaciousHeight }

// spacing returns extra if the panel has room for it, otherwise 0.
func (b *Builder) spacing(extra float64) float64 {
	if b.panel.isSpacious(b.panel.root.viewport) {
		return extra
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
	line := b.Skin.insets(2, 2) // keep clear of the border
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

// Row lays the widgets that fill adds side by side.
func (b *Builder) Row(gap float64, build func()) {
	outer := b.container
	b.container = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(gap)),
	)))
	build()
	outer.AddChild(b.container)
	b.container = outer
}

// Column stacks the widgets that fill adds, inside a Row.
func (b *Builder) Column(gap float64, build func()) {
	outer := b.container
	b.container = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(gap)),
	)))
	build()
	outer.AddChild(b.container)
	b.container = outer
}

// add appends a widget to the current container.
func (b *Builder) add(w widget.PreferredSizeLocateableWidget) {
	w.GetWidget().LayoutData = widget.RowLayoutData{Position: widget.RowLayoutPositionCenter}
	if b.container == b.root || b.view != nil && b.container == b.view.content {
		w.GetWidget().LayoutData = widget.RowLayoutData{}
	}
	b.container.AddChild(w)
}

func (b *Builder) addStop(s *tabStop) { b.panel.stops = append(b.panel.stops, s) }

// nextStop returns the index that the next tab stop will get.
func (b *Builder) nextStop() int { return len(b.panel.stops) }

// hover moves the focus to stop i if the panel has the keyboard and the mouse
// has really moved.
func (b *Builder) hover(i int) {
	if stop := b.panel.focusedStop(); stop != nil && stop.editing() {
		return
	}
	if b.panel.root.pointer.moved && b.panel.HasKeyboard() && b.panel.focus != i {
		b.panel.focus = i
		b.panel.updateFocus()
	}
}

// Canvas adds an area of w×h logical pixels that draw fills.
func (b *Builder) Canvas(w, h float64, draw func(dst *ebiten.Image, s *Skin, r image.Rectangle)) {
	b.add(&canvas{Widget: widget.NewWidget(), w: b.Skin.Px(w), h: b.Skin.Px(h), skin: b.Skin, draw: draw})
}

// Space adds h logical pixels of vertical space, in addition to the panel's
// spacing.
func (b *Builder) Space(h float64) { b.Canvas(0, h, nil) }

// Text adds a line of text in a box of w×h, left-aligned and vertically
// centred.
func (b *Builder) Text(w, h float64, style TextStyle, c color.NRGBA, get func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := get()
		s.CheckFit(text, style, r.Dx())
		s.Print(dst, text, style, r.Min.X, s.Baseline(style, r.Min.Y, r.Max.Y), c)
	})
}

// TextRight is like Text, but right-aligned.
func (b *Builder) TextRight(w, h float64, style TextStyle, c color.NRGBA, get func() string) {
	b.Canvas(w, h, func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		text := get()
		s.CheckFit(text, style, r.Dx())
		s.PrintRight(dst, text, style, r.Max.X, s.Baseline(style, r.Min.Y, r.Max.Y), c)
	})
}

// Paragraph adds text wrapped at w logical pixels, balanced if it is short.
func (b *Builder) Paragraph(w float64, style TextStyle, c color.NRGBA, text string) {
	b.Paragraphs(w, style, c, []string{text}, func() int { return 0 })
}

// Paragraphs is like Paragraph, but shows one of several texts, with room for the
// longest.
func (b *Builder) Paragraphs(w float64, style TextStyle, c color.NRGBA, texts []string, current func() int) {
	var lines [][]string
	most := 0
	for _, text := range texts {
		lines = append(lines, b.Skin.WrapBalanced(text, style, w*b.Skin.Scale))
		most = max(most, len(lines[len(lines)-1]))
	}
	line := float64(b.Skin.LineHeight(style)) / b.Skin.Scale
	b.Canvas(w, line*float64(most), func(dst *ebiten.Image, s *Skin, r image.Rectangle) {
		for i, l := range lines[current()] {
			s.CheckFit(l, style, r.Dx())
			s.Print(dst, l, style, r.Min.X, r.Min.Y+i*s.LineHeight(style)+s.Ascent(style), c)
		}
	})
}

// ConstText returns a func that always returns text, for Text and TextRight.
func ConstText(text string) func() string { return func() string { return text } }

// canvas is a widget drawn by a callback.
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
