package ui

import (
	"image"
	"math"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Slider is a slider from Min to Max. Get may give a value between two steps or
// beyond an end; it stays as it is until the person moves the slider.
//
// The mouse drags it to steps; an arrow key and a notch of the wheel are one step,
// with Shift ten; PageUp and PageDown are ten, too, and Home and End the ends.
type Slider struct {
	Min, Max int
	Step     int    // counted from Min
	Snap     bool   // a number that is typed must be on a step, too
	Unit     string // after the number
	Get      func() int
	Set      func(int)
}

// Slider adds a slider of w×h pixels without a number.
func (b *Builder) Slider(w, h float64, d Slider) { b.newSlider(w, h, d) }

func (b *Builder) newSlider(w, h float64, d Slider) *sliderView {
	v := &sliderView{config: d, b: b, index: b.nextStop()}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(uiinput.CURSOR_POINTER))
	v.stop = &tabStop{rect: func() rectangle { return v.Rect }, setFocused: func(on bool) { v.focused = on }, adjust: v.adjust, wheel: v.wheel}
	b.addStop(v.stop)
	b.add(v)
	return v
}

// sliderKnob is how large the knob is, in pixels at 100 %.
const sliderKnob = 12

type sliderView struct {
	*widget.Widget
	config   Slider
	b        *Builder
	index    int
	stop     *tabStop
	errText  string // shown in place of the slider; empty: nothing was refused
	focused  bool   // it has the focus
	hovered  bool   // the mouse is over the knob
	dragging bool   // the mouse went down on the dial and is still down …
	grabX    int    // … and holds the knob so many px from its left end
	lastX    int    // where the mouse was when the dial last followed it
}

// GetWidget implements ebitenui's widget.HasWidget.
func (d *sliderView) GetWidget() *widget.Widget { return d.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (d *sliderView) PreferredSize() (int, int) { return d.MinWidth, d.MinHeight }

// adjust moves the dial by steps; from between two steps it goes to the next one.
func (d *sliderView) adjust(by int) {
	v := d.config.Get() - d.config.Min
	switch {
	case by > 0:
		v = (v/d.config.Step + by) * d.config.Step
	case by < 0:
		v = ((v+d.config.Step-1)/d.config.Step + by) * d.config.Step
	}
	d.config.Set(d.config.Min + min(max(v, 0), d.config.size()))
}

// size is how far it is from one end to the other.
func (d *Slider) size() int { return d.Max - d.Min }

// wheel turns the dial by the mouse wheel, if the mouse is over it.
func (d *sliderView) wheel(at image.Point, by int) bool {
	if !at.In(d.Rect) || !d.EffectiveInputLayer().ActiveFor(at.X, at.Y, uiinput.LayerEventTypeAny) {
		return false
	}
	if by != 0 {
		d.adjust(by)
	}
	return true
}

// Update implements ebitenui's widget.Updater. The knob goes to where the track
// is pressed, and follows the mouse from there.
func (d *sliderView) Update() {
	d.Widget.Update()
	x, y := uiinput.CursorPosition()
	at, layer := image.Pt(x, y), d.EffectiveInputLayer()
	if at.In(d.Rect) {
		d.b.hover(d.index)
	}
	knob := d.knobRect()
	d.hovered = at.In(knob) && layer.ActiveFor(x, y, uiinput.LayerEventTypeAny)
	if at.In(d.Rect) && uiinput.MouseButtonJustPressedLayer(ebiten.MouseButtonLeft, layer) {
		d.dragging, d.grabX, d.lastX = true, x-knob.Min.X, x
		if !at.In(knob) {
			d.grabX, d.lastX = knob.Dx()/2, x+1
		}
	}
	d.dragging = d.dragging && uiinput.MouseButtonPressed(ebiten.MouseButtonLeft)
	if d.dragging && x != d.lastX {
		d.lastX = x
		d.dragTo(valueAt(x-d.grabX-d.Rect.Min.X, d.Rect.Dx()-knob.Dx(), d.config.size()))
	}
}

// dragTo sets the value to where the mouse has put the knob, counted from Min.
func (d *sliderView) dragTo(v int) {
	v = (v + d.config.Step/2) / d.config.Step * d.config.Step
	d.config.Set(d.config.Min + min(v, d.config.size()))
}

// knobRect is where the knob is.
func (d *sliderView) knobRect() image.Rectangle {
	s, r := d.b.Skin, d.Rect
	size := s.Px(sliderKnob)
	at := min(max(d.config.Get()-d.config.Min, 0), d.config.size())
	x := r.Min.X + int(math.Round(float64(r.Dx()-size)*float64(at)/float64(d.config.size())))
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
func (d *sliderView) Render(dst *ebiten.Image) {
	s, r, knob := d.b.Skin, d.Rect, d.knobRect()
	if d.errText != "" {
		s.CheckFit(d.errText, Small, r.Dx())
		s.PrintRight(dst, d.errText, Small, r.Max.X, s.Baseline(Small, r.Min.Y, r.Max.Y), theme.Warn)
		return
	}
	mid, half := (r.Min.Y+r.Max.Y)/2, s.Px(2)
	s.sliderTrack.Draw(dst, image.Rect(r.Min.X, mid-half, r.Max.X, mid+half), 1)
	if knob.Min.X > r.Min.X {
		s.sliderFill.Draw(dst, image.Rect(r.Min.X, mid-half, knob.Min.X+knob.Dx()/2, mid+half), 1)
	}
	s.sliderKnob.slice(d.focused || d.hovered, d.dragging).Draw(dst, knob, 1)
}
