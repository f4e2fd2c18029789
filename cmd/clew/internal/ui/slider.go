package ui

import (
	"image"
	"math"
	"strconv"

	uiinput "github.com/ebitenui/ebitenui/input"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
)

// Slider describes a slider. Get may return a value between steps or out of
// range; it is shown as it is until the player moves the slider.
//
// Dragging snaps to steps. An arrow key or wheel notch is one step, ten with
// Shift; PageUp and PageDown are ten steps; Home and End go to the ends.
type Slider struct {
	Min, Max int
	Step     int                // counted from Min
	Snap     bool               // a typed number must be on a step
	Unit     string             // suffix of the number
	Format   func(n int) string // the number as text; nil: with Unit
	Get      func() int
	Set      func(int)
}

// format returns a number as text.
func (d *Slider) format(n int) string {
	if d.Format == nil {
		return strconv.Itoa(n) + d.Unit
	}
	return d.Format(n)
}

// Slider adds a slider without a number.
func (b *Builder) Slider(w, h float64, d Slider) { b.newSlider(w, h, d) }

func (b *Builder) newSlider(w, h float64, d Slider) *sliderView {
	v := &sliderView{config: d, b: b, index: b.nextStop()}
	v.Widget = widget.NewWidget(
		widget.WidgetOpts.MinSize(b.Skin.Px(w), b.Skin.Px(h)),
		widget.WidgetOpts.CursorHovered(uiinput.CURSOR_POINTER))
	v.stop = &tabStop{rect: func() rectangle { return v.Rect }, setFocused: func(focused bool) { v.focused = focused }, adjust: v.adjust, wheel: v.wheel}
	b.addStop(v.stop)
	b.add(v)
	return v
}

// sliderKnob is the width of the knob in logical pixels.
const sliderKnob = 12

type sliderView struct {
	*widget.Widget
	config   Slider
	b        *Builder
	index    int
	stop     *tabStop
	errText  string // shown in place of the slider; empty: none
	focused  bool
	hovered  bool // mouse over the knob
	dragging bool
	grabX    int // px from the knob's left end to where it is held
	lastX    int // last mouse position while dragging
}

// GetWidget implements ebitenui's widget.HasWidget.
func (d *sliderView) GetWidget() *widget.Widget { return d.Widget }

// PreferredSize implements ebitenui's widget.PreferredSizer.
func (d *sliderView) PreferredSize() (int, int) { return d.MinWidth, d.MinHeight }

// adjust moves the slider by steps. From between two steps it goes to the next
// one.
func (d *sliderView) adjust(steps int) {
	v := d.config.Get() - d.config.Min
	switch {
	case steps > 0:
		v = (v/d.config.Step + steps) * d.config.Step
	case steps < 0:
		v = ((v+d.config.Step-1)/d.config.Step + steps) * d.config.Step
	}
	d.config.Set(d.config.Min + min(max(v, 0), d.config.size()))
}

// size returns the length of the range.
func (d *Slider) size() int { return d.Max - d.Min }

// wheel moves the slider by steps if the mouse, at at, is over it.
func (d *sliderView) wheel(at image.Point, by int) bool {
	if !at.In(d.Rect) || !d.EffectiveInputLayer().ActiveFor(at.X, at.Y, uiinput.LayerEventTypeAny) {
		return false
	}
	if by != 0 {
		d.adjust(by)
	}
	return true
}

// Update implements ebitenui's widget.Updater. Pressing the track moves the
// knob there.
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

// dragTo sets the value nearest to v, which counts from Min.
func (d *sliderView) dragTo(v int) {
	v = (v + d.config.Step/2) / d.config.Step * d.config.Step
	d.config.Set(d.config.Min + min(v, d.config.size()))
}

// knobRect returns the bounds of the knob.
func (d *sliderView) knobRect() image.Rectangle {
	s, r := d.b.Skin, d.Rect
	size := s.Px(sliderKnob)
	at := min(max(d.config.Get()-d.config.Min, 0), d.config.size())
	x := r.Min.X + int(math.Round(float64(r.Dx()-size)*float64(at)/float64(d.config.size())))
	height := s.Px(14)
	y := (r.Min.Y + r.Max.Y - height) / 2
	return image.Rect(x, y, x+size, y+height)
}

// valueAt returns the value, 0 to top, at x px on a track of w px.
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
