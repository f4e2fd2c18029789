package view

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"clew/cmd/clew/internal/theme"
)

// labelKey is what is written, and how large.
type labelKey struct {
	text string
	size int // in pixels
}

// paintLabel writes a name with a dark outline, so that it can be read on
// lit and on dark stone.
func paintLabel(k labelKey) *ebiten.Image {
	face := theme.Bold.Face(float64(k.size))
	edge := max(1.4, float64(k.size)/8)
	w, h := text.Measure(k.text, face, 0)
	img := ebiten.NewImage(int(math.Ceil(w+2*edge+2)), int(math.Ceil(h+2*edge)))
	write := func(dx, dy float64, paint paint) {
		var op text.DrawOptions
		op.GeoM.Translate(edge+1+dx, edge+dy)
		op.ColorScale.Scale(paint.r, paint.g, paint.b, paint.a)
		text.Draw(img, k.text, face, &op)
	}
	for _, c := range circle[:round] {
		write(edge*float64(c[0]), edge*float64(c[1]), paint{0.02, 0.025, 0.04, 0.9})
	}
	write(0, 0, paintOf(theme.Text, 1))
	return img
}

// tag is where a name is shown, eased from frame to frame.
type tag struct {
	side  int     // which of the places around the body, see beside
	dx    float32 // from the middle of the body, in pixels
	dy    float32
	alpha float32
	cell  int // the size of a cell for which dx and dy hold; 0: not yet shown
}

// namer places names so that they do not cover each other.
type namer struct {
	taken  []image.Rectangle // what lies over the picture, then where bodies are, then names
	bodies int               // how many of those are no names
}

// largestNames is how much larger than usual names may be: more would hide others.
const largestNames = 1.5

// mostNames is how many names a screen shows at once.
const mostNames = 48

// drawLabels writes the names, one's own first.
func (r *Renderer) drawLabels() {
	n := &r.namer
	k := float32(easeTo(r.frame.dt, 0.16))
	n.taken = append(n.taken[:0], r.frame.o.Covered...)
	covered := len(n.taken)
	for i := len(r.present) - 1; i >= 0 && len(n.taken)-covered < mostNames; i-- {
		n.avoid(r.present[i], r.frame.bodyRadius())
	}
	n.bodies = len(n.taken)
	for i := len(r.present) - 1; i >= 0; i-- {
		r.drawLabel(r.present[i], k)
	}
}

func (r *Renderer) drawLabel(a *actor, ease float32) {
	name := a.name
	if you := r.frame.o.You; a.self && you != "" {
		name = you
	}
	if name == "" {
		return
	}
	size := max(11, int(math.Round(13*float64(r.frame.unit)*min(max(r.frame.o.Names, 1), largestNames))))
	img := r.labels.get(labelKey{name, size}, paintLabel)
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	side, ok := r.namer.find(a, w, h, r.frame.bodyRadius())
	t := &a.label
	want := float32(0)
	if ok {
		t.side, want = side, 1
	}
	dx, dy := beside(t.side, float32(w), float32(h), r.frame.bodyRadius()*a.size)
	if t.cell != r.frame.cell {
		t.dx, t.dy, t.alpha, t.cell = dx, dy, want, r.frame.cell
	}
	t.dx += (dx - t.dx) * ease
	t.dy += (dy - t.dy) * ease
	t.alpha += (want - t.alpha) * ease
	if t.alpha < 0.02 {
		return
	}
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(math.Round(float64(a.sx+t.dx)), math.Round(float64(a.sy+t.dy)))
	op.ColorScale.ScaleAlpha(t.alpha * r.frame.bright())
	r.frame.dst.DrawImage(img, &op)
}

// find is a side of the body on which the name covers no other and nobody.
// It stays where it is as long as it can, unless there is ample room above.
func (n *namer) find(a *actor, w, h int, radius float32) (side int, ok bool) {
	if len(n.taken)-n.bodies >= mostNames {
		return 0, false
	}
	last := a.label.side
	if last != 0 && n.fits(a, 0, w, h, radius, ample) {
		return 0, true
	}
	for i := range sides + 1 {
		side := i - 1
		if i == 0 {
			side = last
		}
		if n.fits(a, side, w, h, radius, -2) {
			return side, true
		}
	}
	return 0, false
}

// ample is how many pixels must be free around a name before it moves.
const ample = 4

// avoid keeps the names off a body.
func (n *namer) avoid(a *actor, radius float32) {
	k := radius * a.size * 0.85
	n.taken = append(n.taken, image.Rect(int(a.sx-k), int(a.sy-k), int(a.sx+k), int(a.sy+k)))
}

// fits takes the place at a side of the body, if it is free with a margin around.
func (n *namer) fits(a *actor, side, w, h int, radius float32, margin int) bool {
	dx, dy := beside(side, float32(w), float32(h), radius*a.size)
	at := image.Pt(int(a.sx+dx), int(a.sy+dy))
	box := image.Rectangle{Min: at, Max: at.Add(image.Pt(w, h))}
	for _, t := range n.taken {
		if t.Overlaps(box.Inset(-margin)) {
			return false
		}
	}
	n.taken = append(n.taken, box.Inset(2))
	return true
}

// sides is how many places there are for a name: above and below, then at
// either hand, then further out.
const sides = 8

// beside is where a name of w×h pixels begins, from the middle of the body.
func beside(side int, w, h, radius float32) (dx, dy float32) {
	gap := radius * 1.22
	switch side {
	case 0:
		return -w / 2, -gap - h
	case 1:
		return -w / 2, gap
	case 2:
		return gap, -h / 2
	case 3:
		return -gap - w, -h / 2
	case 4:
		return -w * 0.1, -gap - h
	case 5:
		return -w * 0.9, -gap - h
	case 6:
		return -w * 0.1, gap
	default:
		return -w * 0.9, gap
	}
}
