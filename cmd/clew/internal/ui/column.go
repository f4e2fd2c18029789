package ui

import "github.com/ebitenui/ebitenui/widget"

// Column lays what fill makes one below the other, with gaps between, within a
// Row.
func (b *Builder) Column(gap float64, fill func()) {
	outer := b.container
	b.container = widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(b.Skin.Px(gap)),
	)))
	fill()
	outer.AddChild(b.container)
	b.container = outer
}
