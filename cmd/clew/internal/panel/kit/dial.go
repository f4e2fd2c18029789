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
	s := b.Skin
	sl := widget.NewSlider(
		widget.SliderOpts.Direction(widget.DirectionHorizontal),
		widget.SliderOpts.MinMax(0, d.Max),
		widget.SliderOpts.InitialCurrent(min(d.Get(), d.Max)),
		widget.SliderOpts.HandleImage(s.knob),
		widget.SliderOpts.FixedHandleSize(s.Px(12)),
		widget.SliderOpts.MinHandleSize(s.Px(12)),
		widget.SliderOpts.TrackPadding(widget.Insets{Top: s.Px(h/2 - 7), Bottom: s.Px(h/2 - 7)}),
		widget.SliderOpts.DisableDefaultKeys(true),
		widget.SliderOpts.PageSizeFunc(func() int { return 0 }), // a press on the track is ours
		widget.SliderOpts.WidgetOpts(widget.WidgetOpts.MinSize(s.Px(w), s.Px(h)),
			widget.WidgetOpts.CursorHovered(input.CURSOR_POINTER)),
	)
	v := &dial{Slider: sl, of: d, b: b, i: b.index(), last: sl.Current}
	b.stop(&stop{rect: func() rectangle { return sl.GetWidget().Rect }, light: sl.Focus, turn: v.turn})
	b.add(v)
}

type dial struct {
	*widget.Slider
	of      Dial
	b       *Builder
	i       int
	last    int  // what the slider showed when it was last in step with Get
	pulling bool // the mouse went down on the track and is still down
}

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

// Update implements ebitenui's widget.Updater. ebitenui itself moves the knob
// where that is grabbed, while drawing; a press beside the knob is ours.
func (d *dial) Update() {
	x, y := input.CursorPosition()
	w := d.GetWidget()
	if image.Pt(x, y).In(w.Rect) {
		d.b.hover(d.i)
	}
	if d.Current != d.last {
		d.follow(d.Current)
	}
	if image.Pt(x, y).In(w.Rect) && input.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, w.EffectiveInputLayer()) {
		d.pulling = true
	}
	d.pulling = d.pulling && input.MouseButtonPressed(ebiten.MouseButtonLeft)
	d.Slider.Update()
	if d.pulling {
		knob := d.b.Skin.Px(12)
		d.follow(valueAt(x-w.Rect.Min.X-knob/2, w.Rect.Dx()-knob, d.of.Max))
	}
}

// follow sets the value to where the mouse has put the knob.
func (d *dial) follow(v int) {
	v = (v + d.of.Step/2) / d.of.Step * d.of.Step
	d.of.Set(min(v, d.of.Max))
	d.sync()
}

func (d *dial) sync() {
	d.Current = min(max(d.of.Get(), 0), d.of.Max)
	d.last = d.Current
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
	if d.Current == d.last {
		d.sync()
	}
	s, r := d.b.Skin, d.GetWidget().Rect
	mid, half, knob := (r.Min.Y+r.Max.Y)/2, s.Px(2), s.Px(12)
	s.groove.Draw(dst, image.Rect(r.Min.X, mid-half, r.Max.X, mid+half), 1)
	if x := d.Current * (r.Dx() - knob) / d.of.Max; x > 0 {
		s.fill.Draw(dst, image.Rect(r.Min.X, mid-half, r.Min.X+x+knob/2, mid+half), 1)
	}
	d.Slider.Render(dst)
}
