package render

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"clew/cmd/clew/internal/theme"
)

// labelKey identifies a label by text and size.
type labelKey struct {
	text string
	size int // in pixels
}

// renderLabel renders a name with a dark outline, readable on lit and on dark
// stone.
func renderLabel(k labelKey) *ebiten.Image {
	face := theme.Bold.Face(float64(k.size))
	edge := max(1.4, float64(k.size)/8)
	w, h := text.Measure(k.text, face, 0)
	img := ebiten.NewImage(int(math.Ceil(w+2*edge+2)), int(math.Ceil(h+2*edge)))
	write := func(dx, dy float64, paint vertexColour) {
		var op text.DrawOptions
		op.GeoM.Translate(edge+1+dx, edge+dy)
		op.ColorScale.Scale(paint.r, paint.g, paint.b, paint.a)
		text.Draw(img, k.text, face, &op)
	}
	for _, c := range circle[:circleCorners] {
		write(edge*float64(c[0]), edge*float64(c[1]), vertexColour{0.02, 0.025, 0.04, 0.9})
	}
	write(0, 0, toVertexColour(theme.Text, 1))
	return img
}

// nameTag is the position of a name, eased from frame to frame.
type nameTag struct {
	side  int     // which of the places around the body, see beside
	dx    float32 // from the middle of the body, in pixels
	dy    float32
	alpha float32
	cell  int // the size of a cell for which dx and dy hold; 0: not yet shown
}

// labelPlacer places names so that they do not overlap.
type labelPlacer struct {
	taken  []image.Rectangle // what lies over the picture, then where bodies are, then names
	bodies int               // how many of those are no names
}

// maxNameScale limits the scale of names, so that they do not hide others.
const maxNameScale = 1.5

// maxNames limits the names on a screen.
const maxNames = 48

// drawLabels draws the names, the own one first.
func (r *Renderer) drawLabels() {
	n := &r.labelPlacer
	k := float32(easing(r.frame.dt, 0.16))
	n.taken = append(n.taken[:0], r.frame.opts.Overlays...)
	covered := len(n.taken)
	for i := len(r.visible) - 1; i >= 0 && len(n.taken)-covered < maxNames; i-- {
		n.addBody(r.visible[i], r.frame.bodyRadius())
	}
	n.bodies = len(n.taken)
	for i := len(r.visible) - 1; i >= 0; i-- {
		r.drawLabel(r.visible[i], k)
	}
}

func (r *Renderer) drawLabel(a *actor, ease float32) {
	name := a.name
	if you := r.frame.opts.SelfName; a.self && you != "" {
		name = you
	}
	if name == "" {
		return
	}
	size := max(11, int(math.Round(13*float64(r.frame.scale)*min(max(r.frame.opts.NameScale, 1), maxNameScale))))
	img := r.labels.get(labelKey{name, size}, renderLabel)
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	side, ok := r.labelPlacer.place(a, w, h, r.frame.bodyRadius())
	t := &a.label
	want := float32(0)
	if ok {
		t.side, want = side, 1
	}
	dx, dy := labelOffset(t.side, float32(w), float32(h), r.frame.bodyRadius()*a.size)
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
	op.ColorScale.ScaleAlpha(t.alpha * r.frame.brightness())
	r.frame.dst.DrawImage(img, &op)
}

// place finds a side of the body where the name overlaps nothing. A name keeps
// its side if it can, unless there is ample room above.
func (n *labelPlacer) place(a *actor, w, h int, radius float32) (side int, ok bool) {
	if len(n.taken)-n.bodies >= maxNames {
		return 0, false
	}
	last := a.label.side
	if last != 0 && n.tryPlace(a, 0, w, h, radius, labelClearance) {
		return 0, true
	}
	for i := range labelSides + 1 {
		side := i - 1
		if i == 0 {
			side = last
		}
		if n.tryPlace(a, side, w, h, radius, -2) {
			return side, true
		}
	}
	return 0, false
}

// labelClearance is how many free pixels around a name let it move back.
const labelClearance = 4

// addBody keeps names off a body.
func (n *labelPlacer) addBody(a *actor, radius float32) {
	k := radius * a.size * 0.85
	n.taken = append(n.taken, image.Rect(int(a.sx-k), int(a.sy-k), int(a.sx+k), int(a.sy+k)))
}

// tryPlace occupies a side of the body if it is free, with a margin.
func (n *labelPlacer) tryPlace(a *actor, side, w, h int, radius float32, margin int) bool {
	dx, dy := labelOffset(side, float32(w), float32(h), radius*a.size)
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

// labelSides is the number of places for a name: above, below, at both sides,
// then further out.
const labelSides = 8

// labelOffset returns where a name of w×h pixels starts, relative to the centre
// of the body.
func labelOffset(side int, w, h, radius float32) (dx, dy float32) {
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
