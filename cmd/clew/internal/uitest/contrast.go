package uitest

import (
	"image"
	"image/color"
	"math"
	"slices"
	"unicode/utf8"
)

// MinContrast is the contrast that words must have with what they stand on: that
// which WCAG 2.1 asks for, level AA.
const MinContrast = 4.5

// LowContrast looks at a picture of the window that was read, and lists the words that
// can hardly be told from what is around them, one sentence each. The lines of
// letters should be two pixels wide at least: thinner ones are never drawn in
// their full colour. Call it after Faults.
func (r *LayoutChecker) LowContrast(picture *image.RGBA) []string {
	r.problems = r.problems[:0]
	for _, l := range r.lines {
		if l.clipped || utf8.RuneCountInString(l.text) == 1 {
			continue // half hidden at an edge; a letter on a body, see package theme
		}
		if c := contrast(picture, l.area); c < MinContrast {
			r.report("%q has a contrast of %.1f at %v", l.text, c, l.area)
		}
	}
	return slices.Compact(r.problems)
}

// contrast is that of the strongest of what is in a rectangle, be it light or
// dark, with what is around it: with the quarter of that, tails of letters left
// aside, that is nearest to it.
func contrast(picture *image.RGBA, at image.Rectangle) float64 {
	inner := luminances(picture, at, image.Rectangle{})
	around := luminances(picture, at.Inset(-3), at.Inset(-1))
	if len(inner) == 0 || len(around) == 0 {
		return math.Inf(1)
	}
	ratio := func(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
	light := ratio(percentile(inner, 0.98), percentile(around, 0.75))
	dark := ratio(percentile(inner, 0.02), percentile(around, 0.25))
	return max(light, dark)
}

// percentile is the value below which so much of a sorted list is.
func percentile(sorted []float64, share float64) float64 {
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// luminances are the luminances of the pixels in a rectangle that are not in another
// one, the darkest first.
func luminances(picture *image.RGBA, in, out image.Rectangle) (list []float64) {
	in = in.Intersect(picture.Rect)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if !(image.Point{X: x, Y: y}).In(out) {
				list = append(list, luminance(picture.RGBAAt(x, y)))
			}
		}
	}
	slices.Sort(list)
	return list
}

// luminance is that of WCAG, 0 to 1.
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
