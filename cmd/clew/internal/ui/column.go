package ui

import "github.com/ebitenui/ebitenui/widget"

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
