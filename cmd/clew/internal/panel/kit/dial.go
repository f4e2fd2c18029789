package kit

import (
	"image"
	"math"

	"github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Dial is a slider from Min to Max. Get may give a value between two steps or
// beyond an end; it stays as it is until the person moves the slider.
//
// The mouse drags it to steps; an arrow key and a notch of the wheel are one step,
// with Shift ten; PageUp and PageDown are ten, too, and Home and End the ends.
type Dial struct {
	Min, Max int
	Step     int    // counted from Min
	Whole    bool   // a number that is typed must be on a step, too
	Unit     string // after the number
	Get      func() int
	Set      func(int)
}

// Dial adds a slider of w×h pixels without a number.
func (b *Builder) Dial(w, h float64, d Dial) { b.dial(w, h, d) }

func (b *Builder) dial(w, h float64, d Dial) *dial {
	v := &dial{of: d, b: b, i: b.index()}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(input.CURSOR_POINTER))
	v.stop = &stop{rect: func() rectangle { return v.Rect }, light: func(on bool) { v.lit = on }, turn: v.turn, spin: v.spin}
	b.stop(v.stop)
	b.add(v)
	return v
}

// dialKnob is how large the knob is, in pixels at 100 %.
const dialKnob = 12

type dial struct {
	*widget.Widget
	of      Dial
	b       *Builder
	i       int
	stop    *stop
	refusal string // shown in place of the slider; empty: nothing was refused
	lit     bool   // it has the focus
	over    bool   // the mouse is over the knob
	pulling bool   // the mouse went down on the dial and is still down …
	grip    int    // … and holds the knob so many px from its left end
	from    int    // where the mouse was when the dial last followed it
}

// GetWidget implements ebitenui's widget.HasWidget.
func (d *dial) GetWidget() *widget.Widget { return d.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (d *dial) PreferredSize() (int, int) { return d.MinWidth, d.MinHeight }

// turn moves the dial by steps; from between two steps it goes to the next one.
func (d *dial) turn(by int) {
	v := d.of.Get() - d.of.Min
	switch {
	case by > 0:
		v = (v/d.of.Step + by) * d.of.Step
	case by < 0:
		v = ((v+d.of.Step-1)/d.of.Step + by) * d.of.Step
	}
	d.of.Set(d.of.Min + min(max(v, 0), d.of.span()))
}

// span is how far it is from one end to the other.
func (d *Dial) span() int { return d.Max - d.Min }

// spin turns the dial by the mouse wheel, if the mouse is over it.
func (d *dial) spin(at image.Point, by int) bool {
	if !at.In(d.Rect) || !d.EffectiveInputLayer().ActiveFor(at.X, at.Y, input.LayerEventTypeAny) {
		return false
	}
	if by != 0 {
		d.turn(by)
	}
	return true
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
		d.follow(valueAt(x-d.grip-d.Rect.Min.X, d.Rect.Dx()-knob.Dx(), d.of.span()))
	}
}

// follow sets the value to where the mouse has put the knob, counted from Min.
func (d *dial) follow(v int) {
	v = (v + d.of.Step/2) / d.of.Step * d.of.Step
	d.of.Set(d.of.Min + min(v, d.of.span()))
}

// knob is where the knob is.
func (d *dial) knob() image.Rectangle {
	s, r := d.b.Skin, d.Rect
	size := s.Px(dialKnob)
	at := min(max(d.of.Get()-d.of.Min, 0), d.of.span())
	x := r.Min.X + int(math.Round(float64(r.Dx()-size)*float64(at)/float64(d.of.span())))
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
	if d.refusal != "" {
		s.Fit(d.refusal, Small, r.Dx())
		s.PrintRight(dst, d.refusal, Small, r.Max.X, s.Centre(Small, r.Min.Y, r.Max.Y), theme.Warn)
		return
	}
	mid, half := (r.Min.Y+r.Max.Y)/2, s.Px(2)
	s.groove.Draw(dst, image.Rect(r.Min.X, mid-half, r.Max.X, mid+half), 1)
	if knob.Min.X > r.Min.X {
		s.fill.Draw(dst, image.Rect(r.Min.X, mid-half, knob.Min.X+knob.Dx()/2, mid+half), 1)
	}
	s.knob.of(d.lit || d.over, d.pulling).Draw(dst, knob, 1)
}
