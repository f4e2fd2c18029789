package main

import (
	"bytes"
	"fmt"
	"math"
)

// svg writes the shapes, the first one at the bottom, as an SVG file.
func svg(shapes []shape) []byte {
	var body, defs bytes.Buffer
	clips, paints := map[*shape]string{}, map[ink]string{}
	for i := range shapes {
		s := &shapes[i]
		paint, known := paints[s.ink]
		if !known {
			paint = define(&defs, fmt.Sprintf("k%d", len(paints)), s.ink)
			paints[s.ink] = paint
		}
		clip := ""
		if s.in != nil {
			id, known := clips[s.in]
			if !known {
				id = fmt.Sprintf("c%d", len(clips))
				clips[s.in] = id
				fmt.Fprintf(&defs, "<clipPath id=\"%s\">%s/></clipPath>\n", id, outline(s.in))
			}
			clip = fmt.Sprintf(" clip-path=\"url(#%s)\"", id)
		}
		if s.line == nil {
			fmt.Fprintf(&body, "%s fill=\"%s\"%s/>\n", outline(s), paint, clip)
			continue
		}
		fmt.Fprintf(&body, "%s fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" stroke-linejoin=\"round\"%s/>\n",
			outline(s), paint, num(s.width), clip)
	}
	return fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\">\n<defs>\n%s</defs>\n%s</svg>\n",
		side, side, defs.Bytes(), body.Bytes())
}

// define writes an ink as a gradient, and returns how a shape refers to it.
func define(w *bytes.Buffer, id string, k ink) string {
	if k.round > 0 {
		fmt.Fprintf(w, "<radialGradient id=\"%s\" gradientUnits=\"userSpaceOnUse\" cx=\"%s\" cy=\"%s\" r=\"%s\">%s%s</radialGradient>\n",
			id, num(k.at.x), num(k.at.y), num(k.round), stop(0, k.from), stop(1, k.to))
	} else {
		fmt.Fprintf(w, "<linearGradient id=\"%s\" gradientUnits=\"userSpaceOnUse\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\">%s%s</linearGradient>\n",
			id, num(k.at.x), num(k.at.y), num(k.end.x), num(k.end.y), stop(0, k.from), stop(1, k.to))
	}
	return "url(#" + id + ")"
}

func stop(at int, k colour) string {
	part := func(v float64) int { return int(math.Round(255 * min(max(v, 0), 1))) }
	return fmt.Sprintf("<stop offset=\"%d\" stop-color=\"#%02X%02X%02X\" stop-opacity=\"%s\"/>", at, part(k.r), part(k.g), part(k.b), num(k.a))
}

// outline is the element of a shape, up to its paint.
func outline(s *shape) string {
	if s.line == nil {
		return fmt.Sprintf("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"",
			num(s.lo.x), num(s.lo.y), num(s.hi.x-s.lo.x), num(s.hi.y-s.lo.y), num(s.corner))
	}
	d := ""
	for i, p := range s.line {
		d += string("ML"[min(i, 1)]) + num(p.x) + " " + num(p.y)
	}
	return fmt.Sprintf("<path d=\"%s\"", d)
}

// num is a number with at most two digits behind the point.
func num(v float64) string { return fmt.Sprintf("%g", math.Round(v*100)/100+0) }
