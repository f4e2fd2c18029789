package uitest

import (
	"image"
	"image/color"
	"math"
	"slices"
	"unicode/utf8"
)

// minContrast is the contrast ratio that WCAG 2.1 level AA asks for.
const minContrast = 4.5

// LowContrast lists the texts in a screenshot with too little contrast to their
// surroundings, one sentence each. Strokes should be at least two pixels wide:
// thinner ones are never drawn in full colour. Call it after Problems.
func (r *LayoutChecker) LowContrast(screenshot *image.RGBA) []string {
	r.problems = r.problems[:0]
	for _, l := range r.lines {
		if l.clipped || utf8.RuneCountInString(l.text) == 1 {
			continue // partly clipped, or a letter on a player (see package theme)
		}
		if c := contrast(screenshot, l.area); c < minContrast {
			r.report("%q has a contrast of %.1f at %v", l.text, c, l.area)
		}
	}
	return slices.Compact(r.problems)
}

// contrast returns the contrast ratio between the strongest pixels in an area,
// dark or light, and the nearest quarter of those around it, leaving a gap for
// descenders.
func contrast(screenshot *image.RGBA, at image.Rectangle) float64 {
	inner := luminances(screenshot, at, image.Rectangle{})
	around := luminances(screenshot, at.Inset(-3), at.Inset(-1))
	if len(inner) == 0 || len(around) == 0 {
		return math.Inf(1)
	}
	ratio := func(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
	light := ratio(percentile(inner, 0.98), percentile(around, 0.75))
	dark := ratio(percentile(inner, 0.02), percentile(around, 0.25))
	return max(light, dark)
}

// percentile returns the value below which the given share of a sorted list
// lies.
func percentile(sorted []float64, share float64) float64 {
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// luminances returns the sorted luminances of the pixels in one rectangle but
// not in another.
func luminances(screenshot *image.RGBA, inside, outside image.Rectangle) (list []float64) {
	inside = inside.Intersect(screenshot.Rect)
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		for x := inside.Min.X; x < inside.Max.X; x++ {
			if !(image.Point{X: x, Y: y}).In(outside) {
				list = append(list, luminance(screenshot.RGBAAt(x, y)))
			}
		}
	}
	slices.Sort(list)
	return list
}

// luminance returns the relative luminance of WCAG, 0 to 1.
func luminance(c color.RGBA) float64 {
	return 0.2126*linear[c.R] + 0.7152*linear[c.G] + 0.0722*linear[c.B]
}

var linear = func() (table [256]float64) {
	for i := range table {
		v := float64(i) / 255
		if table[i] = v / 12.92; v > 0.03928 {
			table[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return table
}()
