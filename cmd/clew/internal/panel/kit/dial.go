package kit

import (
	"image"
	"math"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
)

// Dial is a slider from 0 to Max. Get may give a value between two steps or
// beyond Max; it stays as it is until the person moves the slider.
type Dial struct {
	Max  int
	Step int // what one press of an arrow key changes
	Get  func() int
	Set  func(int)
}

// Dial adds a slider of w×h pixels.
func (b *Builder) Dial(w, h float64, d Dial) {
	v := &dial{of: d, b: b, i: b.index()}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(input.CURSOR_POINTER))
	b.stop(&stop{rect: func() rectangle { return v.Rect }, light: func(on bool) { v.lit = on }, turn: v.turn})
	b.add(v)
}

// dialKnob is how large the knob is, in pixels at 100 %.
const dialKnob = 12

type dial struct {
	*widget.Widget
	of      Dial
	b       *Builder
	i       int
	lit     bool // it has the focus
	over    bool // the mouse is over the knob
	pulling bool // the mouse went down on the dial and is still down …
	grip    int  // … and holds the knob so many px from its left end
	from    int  // where the mouse was when the dial last followed it
}

// GetWidget implements ebitenui's widget.HasWidget.
func (d *dial) GetWidget() *widget.Widget { return d.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (d *dial) PreferredSize() (int, int) { return d.MinWidth, d.MinHeight }

// turn moves the dial by steps; from between two steps it goes to the next one.
func (d *dial) turn(by int) {
	v := d.of.Get()
	switch {
	case by > 0:
		v = (v/d.of.Step + by) * d.of.Step
	case by < 0:
		v = ((v+d.of.Step-1)/d.of.Step + by) * d.of.Step
	}
	d.of.Set(min(max(v, 0), d.of.Max))
}

// Update implements ebitenui's widget.Updater. The knob goes to where the track
// is pressed, and follows the mouse from there.
func (d *dial) Update() {
	d.Widget.Update()
	x, y := input.CursorPosition()
	at, layer := image.Pt(x, y), d.EffectiveInputLayer()
	if at.In(d.Rect) {
		d.b.hover(d.i)
	}
	knob := d.knob()
	d.over = at.In(knob) && layer.ActiveFor(x, y, input.LayerEventTypeAny)
	if at.In(d.Rect) && input.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, layer) {
		d.pulling, d.grip, d.from = true, x-knob.Min.X, x
		if !at.In(knob) {
			d.grip, d.from = knob.Dx()/2, x+1
		}
	}
	d.pulling = d.pulling && input.MouseButtonPressed(ebiten.MouseButtonLeft)
	if d.pulling && x != d.from {
		d.from = x
		d.follow(valueAt(x-d.grip-d.Rect.Min.X, d.Rect.Dx()-knob.Dx(), d.of.Max))
	}
}

// follow sets the value to where the mouse has put the knob.
func (d *dial) follow(v int) {
	v = (v + d.of.Step/2) / d.of.Step * d.of.Step
	d.of.Set(min(v, d.of.Max))
}

// knob is where the knob is.
func (d *dial) knob() image.Rectangle {
	s, r := d.b.Skin, d.Rect
	size := s.Px(dialKnob)
	at := min(max(d.of.Get(), 0), d.of.Max)
	x := r.Min.X + int(math.Round(float64(r.Dx()-size)*float64(at)/float64(d.of.Max)))
	high := s.Px(14)
	y := (r.Min.Y + r.Max.Y - high) / 2
	return image.Rect(x, y, x+size, y+high)
}

// valueAt is the value at x px of a track of w px that goes from 0 to top.
func valueAt(x, w, top int) int {
	if w <= 0 {
		return 0
	}
	v := math.Round(float64(x) / float64(w) * float64(top))
	return int(min(max(v, 0), float64(top)))
}

// Render implements ebitenui's widget.Renderer.
func (d *dial) Render(dst *ebiten.Image) {
	s, r, knob := d.b.Skin, d.Rect, d.knob()
	mid, half := (r.Min.Y+r.Max.Y)/2, s.Px(2)
	s.groove.Draw(dst, image.Rect(r.Min.X, mid-half, r.Max.X, mid+half), 1)
	if knob.Min.X > r.Min.X {
		s.fill.Draw(dst, image.Rect(r.Min.X, mid-half, knob.Min.X+knob.Dx()/2, mid+half), 1)
	}
	s.knob.of(d.lit || d.over, d.pulling).Draw(dst, knob, 1)
}
