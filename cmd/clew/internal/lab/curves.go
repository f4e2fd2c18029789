package lab

import (
	"image"
	"slices"
	"strconv"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/eventlog"
	"clew/engine/sim"
)

// curve describes a metric over time.
type curve struct {
	name   string // message key
	values func(*eventlog.Series) []int32
	format func(v int32) string
	// minTop is the least maximum of the axis, so that noise does not look
	// large.
	minTop int32
}

// curves are the metrics of a comparison, from the top.
var curves = [...]curve{
	{"lab.own-off", func(s *eventlog.Series) []int32 { return s.OwnError }, cellsText, sim.CellUnits / 2},
	{"lab.others-off", func(s *eventlog.Series) []int32 { return s.OthersError }, cellsText, sim.CellUnits / 2},
	{"lab.key-to-screen", func(s *eventlog.Series) []int32 { return s.InputDelay }, ticksText, 6},
	{"lab.corrections", func(s *eventlog.Series) []int32 { return s.Corrections }, func(v int32) string { return strconv.Itoa(int(v)) }, 4},
	{"lab.bytes", func(s *eventlog.Series) []int32 { return s.Bytes }, bytesText, 1000},
}

func cellsText(v int32) string {
	return i18n.Tf("lab.cells", i18n.FormatCells(v))
}

func ticksText(v int32) string { return strconv.Itoa(int(v)*1000/sim.TickRate) + " ms" }

func bytesText(v int32) string { return i18n.FormatNumber(float64(v)/1000, 1) + " kB/s" }

// Colours of the two games' curves, which also differ by dashes.
var (
	referenceColour = theme.Text
	currentColour   = theme.Accent
)

// drawCurves draws the metrics of both games, one below the other.
func (l *Lab) drawCurves(dst *ebiten.Image, s *ui.Skin) {
	s.Panel.Draw(dst, l.layout.timeline, 1)
	l.drawCurvesLegend(dst, s)
	part := l.sub.Of(dst, l.layout.lanes)
	l.timeline.drawAxis(part, s, &l.batch, l.player.Ticks(), l.tickNumber)
	r := l.layout.lanes
	height := (r.Dy() - s.Px(axisHeight)) / len(curves)
	a, b := l.player.Series(l.player.Reference(), l.selected), l.player.Series(l.player.Game(), l.selected)
	l.lines.begin(part)
	for i, c := range curves {
		row := image.Rect(r.Min.X, r.Min.Y+i*height, r.Max.X, r.Min.Y+(i+1)*height)
		l.drawCurve(dst, s, i, row, c.values(a), c.values(b))
	}
	l.lines.flush()
	l.timeline.drawCursor(part, &l.batch, l.player.Tick())
	l.drawStrip(dst, s)
	for i := range curves {
		l.drawValues(dst, s, i, l.layout.values.Min.Y+i*height, curves[i].values(a), curves[i].values(b))
	}
}

// drawValues draws both values at the current tick beside a curve, if the
// layout has room for them there.
func (l *Lab) drawValues(dst *ebiten.Image, s *ui.Skin, i, top int, before, after []int32) {
	r := l.layout.values
	if r.Empty() {
		return
	}
	base, at := top+s.Px(13), l.player.Tick()
	s.PrintRight(dst, l.valueAt("", i, before, at), ui.SmallMono, r.Min.X+r.Dx()/2, base, referenceColour)
	s.PrintRight(dst, l.valueAt("", i, after, at), ui.SmallMono, r.Max.X, base, currentColour)
}

// drawCurve draws one metric of both games.
func (l *Lab) drawCurve(dst *ebiten.Image, s *ui.Skin, i int, r image.Rectangle, before, after []int32) {
	c := &curves[i]
	first, last := max(int(l.timeline.left), 0), int(l.timeline.left+l.timeline.visibleTicks())+1
	top := max(c.minTop, maxIn(before, first, last), maxIn(after, first, last))
	x := l.layout.labels.Min.X
	room := float64(l.layout.labels.Dx() - s.Px(4))
	s.Print(dst, s.Truncate(i18n.T(c.name), ui.Small, room), ui.Small, x, r.Min.Y+min(s.Px(16), r.Dy()-s.Px(4)), theme.Text)
	if r.Dy() >= s.Px(32) {
		s.Print(dst, s.Truncate(l.valueText(i, top), ui.Small, room), ui.Small, x, r.Min.Y+s.Px(30), theme.Dim)
	}
	foot := float32(r.Max.Y - s.Px(3))
	scale := float32(r.Dy()-s.Px(10)) / float32(top)
	l.batch.Rect(float32(r.Min.X), foot, float32(r.Dx()), 1, theme.Border)
	l.batch.Draw(dst)
	// The dashes come last: where the curves are equal, both show.
	l.plot(after, first, last, foot, scale, func(x0, y0, x1, y1 float32) { l.lines.line(x0, y0, x1, y1, 2.4*float32(s.Scale), currentColour) }, false)
	l.plot(before, first, last, foot, scale, func(x0, y0, x1, y1 float32) { l.lines.line(x0, y0, x1, y1, 1.1*float32(s.Scale), referenceColour) }, true)
	if l.equal[i] = areEqual(before, after, first, last); l.equal[i] {
		right, base := r.Max.X, r.Min.Y+min(s.Px(16), r.Dy()-s.Px(4))
		if r.Dy() >= s.Px(32) { // beside the axis
			right, base = l.layout.labels.Max.X-s.Px(8), r.Min.Y+s.Px(30)
		}
		s.PrintRight(dst, i18n.T("lab.equal"), ui.Small, right, base, currentColour)
	}
}

// areEqual reports whether two curves have the same values from tick first up to,
// but not including, tick last, and any at all.
func areEqual(a, b []int32, first, last int) bool {
	visible := func(v []int32) []int32 { return v[min(first, len(v)):min(last, len(v))] }
	return maxIn(a, first, last) != eventlog.NoValue && slices.Equal(visible(a), visible(b))
}

// plot draws a line through the values that are present. If several ticks share
// a pixel, it draws their maximum. With dashes, every other stretch is left
// out.
func (l *Lab) plot(v []int32, first, last int, foot, scale float32, stroke func(x0, y0, x1, y1 float32), dashes bool) {
	step := max(int(1.5/l.timeline.pitch()), 1)
	dash := max(int(5*l.timeline.scale/(l.timeline.pitch()*float64(step))), 1)
	px, py, drawn := float32(0), float32(0), false
	for i, n := first/step*step, 0; i < min(last, len(v)); i, n = i+step, n+1 {
		height := maxIn(v, i, i+step)
		if height == eventlog.NoValue {
			drawn = false
			continue
		}
		x, y := l.timeline.x(float64(i+1)), foot-float32(height)*scale
		if drawn && !(dashes && n/dash%2 == 1) {
			stroke(px, py, x, y)
		}
		px, py, drawn = x, y, true
	}
}

// maxIn returns the greatest value from tick from up to, but not including,
// tick to, or Absent.
func maxIn(v []int32, from, to int) int32 {
	top := int32(eventlog.NoValue)
	for _, n := range v[min(max(from, 0), len(v)):min(max(to, 0), len(v))] {
		top = max(top, n)
	}
	return top
}

// drawCurvesLegend tells which line is which.
func (l *Lab) drawCurvesLegend(dst *ebiten.Image, s *ui.Skin) {
	r := image.Rect(l.layout.timeline.Min.X, l.layout.timeline.Min.Y, l.layout.timeline.Max.X, l.layout.timeline.Min.Y+s.Px(timelineHeadHeight))
	base, mid, u := s.Baseline(ui.Small, r.Min.Y, r.Max.Y), float32(r.Min.Y+r.Max.Y)/2, float32(s.Scale)
	names := [2]string{l.paneHeader(l.reference).subtitle, l.paneHeader(l.panes[l.selected]).subtitle}
	x := r.Max.X - s.Px(8)
	l.lines.begin(dst)
	x -= int(s.PrintRight(dst, names[1], ui.Small, x, base, theme.Dim)) + s.Px(30)
	l.lines.line(float32(x), mid, float32(x)+24*u, mid, 1.8*u, currentColour)
	x -= s.Px(14)
	x -= int(s.PrintRight(dst, names[0], ui.Small, x, base, theme.Dim)) + s.Px(30)
	l.lines.dashed(float32(x), mid, float32(x)+24*u, mid, 1.1*u, 4*u, referenceColour)
	l.lines.flush()
	title := l.text(textKey{key: "lab.in-both", names: [3]string{l.player.Name(l.selected)}}, formatName)
	if s.TextWidth(title, ui.BodyBold) > float64(x-r.Min.X-s.Px(24)) {
		title = l.player.Name(l.selected)
	}
	s.Print(dst, title, ui.BodyBold, r.Min.X+s.Px(8), s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y), theme.Text)
}

// drawNumbers draws both games' values at the current tick side by side.
func (l *Lab) drawNumbers(dst *ebiten.Image, s *ui.Skin, in image.Rectangle) {
	a, b := l.player.Series(l.player.Reference(), l.selected), l.player.Series(l.player.Game(), l.selected)
	at := l.player.Tick()
	width := in.Dx() / len(curves)
	for i, c := range curves {
		x := in.Min.X + i*width
		s.Print(dst, i18n.T(c.name), ui.Small, x, in.Min.Y+s.Px(12), theme.Dim)
		s.Print(dst, l.valueAt("- -  ", i, c.values(a), at), ui.SmallMono, x, in.Min.Y+s.Px(30), referenceColour)
		s.Print(dst, l.valueAt("—    ", i, c.values(b), at), ui.SmallMono, x, in.Min.Y+s.Px(46), currentColour)
	}
	text := l.root.ExpandKeys(i18n.T("lab.not-changed"))
	switch changes := l.player.ChangeTexts(); {
	case l.player.Reference().Title() != l.player.Game().Title():
		text = l.text(textKey{key: "lab.pair", names: [3]string{l.player.Reference().Title(), l.player.Game().Title()}}, formatNames)
	case len(changes) == 1:
		text = l.text(textKey{key: "lab.but", names: [3]string{changes[0]}}, formatName)
	case len(changes) > 1:
		text = l.text(textKey{key: "lab.but-for", n: len(changes), names: [3]string{changes[len(changes)-1]}}, formatNumberAndName)
	}
	in.Min.Y += s.Px(54)
	drawParagraph(dst, s, text, ui.Body, in, theme.Dim)
}

// valueAt formats a curve's value at a tick, after a prefix.
func (l *Lab) valueAt(sign string, curve int, v []int32, tick int) string {
	p := textKey{key: sign, n: curve, m: eventlog.NoValue}
	if tick >= 1 && tick <= len(v) {
		p.m = int(v[tick-1])
	}
	return l.text(p, formatValue)
}

// valueText formats a value of a curve.
func (l *Lab) valueText(curve int, v int32) string {
	return l.text(textKey{key: "", n: curve, m: int(v)}, formatValue)
}

func formatValue(p textKey) string {
	if p.m == eventlog.NoValue {
		return p.key + "–"
	}
	return p.key + curves[p.n].format(int32(p.m))
}
