package render

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/net/replica"
)

// correctionLabel is the correction whose text is shown. In a fast series not each
// of them is, or nobody could read them.
type correctionLabel struct {
	at     time.Duration
	to     replica.Point
	text   string
	filled bool
}

// minCorrectionLabelTime is how long a correction's text is shown at least before
// that of the next one.
const minCorrectionLabelTime = 400 * time.Millisecond

// drawNetcodeLabels writes at the ghost that it is the server's, and at the newest
// correction how large it was, and why.
func (r *Renderer) drawNetcodeLabels(v *replica.View) {
	u := r.frame.scale
	if text := r.frame.opts.ServerLabel; text != "" && v.HasServerPosition && r.self() != nil {
		x, y := r.frame.toScreen(v.ServerPosition.X, v.ServerPosition.Y)
		r.drawNote(text, x, y+1.3*r.frame.bodyRadius(), 1)
	}
	r.updateCorrectionLabel(v)
	l := &r.shownText
	age := r.frame.opts.Now - l.at
	if !l.filled || age < 0 || age >= presenterCorrectionTime {
		l.filled = false
		return
	}
	t := float32(age) / float32(presenterCorrectionTime)
	x, y := r.frame.toScreen(l.to.X, l.to.Y)
	r.drawNote(l.text, x, y+1.3*r.frame.bodyRadius()+26*u, 1-t*t)
}

// updateCorrectionLabel chooses the correction whose text is shown.
func (r *Renderer) updateCorrectionLabel(v *replica.View) {
	l, describe := &r.shownText, r.frame.opts.CorrectionText
	if len(v.Corrections) == 0 || describe == nil {
		return
	}
	c := &v.Corrections[len(v.Corrections)-1]
	now := r.frame.opts.Now
	if age := now - c.At; age < 0 || age >= presenterCorrectionTime {
		return
	}
	if since := now - l.at; l.filled && since >= 0 && since < minCorrectionLabelTime {
		return
	}
	if !l.filled || l.at != c.At {
		*l = correctionLabel{at: c.At, to: c.To, text: describe(c), filled: true}
	}
}

// drawNote writes large below (x,y), within the picture.
func (r *Renderer) drawNote(text string, x, y, alpha float32) {
	if text == "" {
		return
	}
	size := max(15, int(math.Round(20*float64(r.frame.scale)*min(max(r.frame.opts.NameScale, 1), maxNameScale))))
	img := r.labels.get(labelKey{text, size}, renderLabel)
	w, h := float32(img.Bounds().Dx()), float32(img.Bounds().Dy())
	b := r.frame.bounds
	x = max(min(x-w/2, float32(b.Max.X)-w), float32(b.Min.X))
	y = max(min(y, float32(b.Max.Y)-h), float32(b.Min.Y))
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(math.Round(float64(x)), math.Round(float64(y)))
	op.ColorScale.ScaleAlpha(alpha * r.frame.brightness())
	r.frame.dst.DrawImage(img, &op)
}
