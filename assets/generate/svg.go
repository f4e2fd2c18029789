package main

import (
	"bytes"
	"fmt"
	"math"
)

// svg writes the shapes, the first one at the bottom, as an SVG file.
func svg(shapes []shape) []byte {
	var body, defs bytes.Buffer
	clips, paints := map[*shape]string{}, map[fill]string{}
	for i := range shapes {
		s := &shapes[i]
		paint, known := paints[s.fill]
		if !known {
			paint = defineGradient(&defs, fmt.Sprintf("k%d", len(paints)), s.fill)
			paints[s.fill] = paint
		}
		clip := ""
		if s.clip != nil {
			id, known := clips[s.clip]
			if !known {
				id = fmt.Sprintf("c%d", len(clips))
				clips[s.clip] = id
				fmt.Fprintf(&defs, "<clipPath id=\"%s\">%s/></clipPath>\n", id, outline(s.clip))
			}
			clip = fmt.Sprintf(" clip-path=\"url(#%s)\"", id)
		}
		if s.points == nil {
			fmt.Fprintf(&body, "%s fill=\"%s\"%s/>\n", outline(s), paint, clip)
			continue
		}
		fmt.Fprintf(&body, "%s fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" stroke-linejoin=\"round\"%s/>\n",
			outline(s), paint, formatNumber(s.width), clip)
	}
	return fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\">\n<defs>\n%s</defs>\n%s</svg>\n",
		canvasSize, canvasSize, defs.Bytes(), body.Bytes())
}

// defineGradient writes a fill as a gradient, and returns how a shape refers to
// it.
func defineGradient(w *bytes.Buffer, id string, k fill) string {
	if k.round > 0 {
		fmt.Fprintf(w, "<radialGradient id=\"%s\" gradientUnits=\"userSpaceOnUse\" cx=\"%s\" cy=\"%s\" r=\"%s\">%s%s</radialGradient>\n",
			id, formatNumber(k.at.x), formatNumber(k.at.y), formatNumber(k.round), gradientStop(0, k.from), gradientStop(1, k.to))
	} else {
		fmt.Fprintf(w, "<linearGradient id=\"%s\" gradientUnits=\"userSpaceOnUse\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\">%s%s</linearGradient>\n",
			id, formatNumber(k.at.x), formatNumber(k.at.y), formatNumber(k.end.x), formatNumber(k.end.y), gradientStop(0, k.from), gradientStop(1, k.to))
	}
	return "url(#" + id + ")"
}

func gradientStop(at int, k colour) string {
	part := func(v float64) int { return int(math.Round(255 * min(max(v, 0), 1))) }
	return fmt.Sprintf("<stop offset=\"%d\" stop-color=\"#%02X%02X%02X\" stop-opacity=\"%s\"/>", at, part(k.r), part(k.g), part(k.b), formatNumber(k.a))
}

// outline returns the element of a shape, up to its fill.
func outline(s *shape) string {
	if s.points == nil {
		return fmt.Sprintf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"",
			formatNumber(s.lo.x), formatNumber(s.lo.y), formatNumber(s.hi.x-s.lo.x), formatNumber(s.hi.y-s.lo.y), formatNumber(s.corner))
	}
	d := ""
	for i, p := range s.points {
		d += string("ML"[min(i, 1)]) + formatNumber(p.x) + " " + formatNumber(p.y)
	}
	return fmt.Sprintf("<path d=\"%s\"", d)
}

// formatNumber formats a number with at most two decimals.
func formatNumber(v float64) string { return fmt.Sprintf("%g", math.Round(v*100)/100+0) }
