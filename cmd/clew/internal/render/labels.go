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
func renderLabel(key labelKey) *ebiten.Image {
	face := theme.Bold.Face(float64(key.size))
	edge := max(1.4, float64(key.size)/8)
	w, h := text.Measure(key.text, face, 0)
	img := ebiten.NewImage(int(math.Ceil(w+2*edge+2)), int(math.Ceil(h+2*edge)))
	drawAt := func(dx, dy float64, paint vertexColour) {
		var op text.DrawOptions
		op.GeoM.Translate(edge+1+dx, edge+dy)
		op.ColorScale.Scale(paint.r, paint.g, paint.b, paint.a)
		text.Draw(img, key.text, face, &op)
	}
	for _, c := range circle[:circleCorners] {
		drawAt(edge*float64(c[0]), edge*float64(c[1]), vertexColour{0.02, 0.025, 0.04, 0.9})
	}
	drawAt(0, 0, toVertexColour(theme.Text, 1))
	return img
}

// nameTag is the position of a name, eased from frame to frame.
type nameTag struct {
	side  int     // index of the place around the body, see labelOffset
	dx    float32 // from the middle of the body, in pixels
	dy    float32
	alpha float32
	cell  int // the size of a cell for which dx and dy hold; 0: not yet shown
}

// labelPlacer places names so that they do not overlap.
type labelPlacer struct {
	taken  []image.Rectangle // overlays, then bodies, then names
	bodies int               // number of entries before the names
	screen image.Rectangle
}

// maxNameScale limits the scale of names, so that they do not hide others.
const maxNameScale = 1.5

// maxNames limits the names on a screen.
const maxNames = 48

// drawLabels draws the names, the own one first.
func (r *Renderer) drawLabels() {
	placer := &r.labelPlacer
	ease := float32(easing(r.frame.dt, 0.16))
	placer.taken = append(placer.taken[:0], r.frame.opts.Overlays...)
	covered := len(placer.taken)
	for i := len(r.visible) - 1; i >= 0 && len(placer.taken)-covered < maxNames; i-- {
		placer.addBody(r.visible[i], r.frame.bodyRadius())
	}
	placer.bodies = len(placer.taken)
	for i := len(r.visible) - 1; i >= 0; i-- {
		r.drawLabel(r.visible[i], ease)
	}
}

// labelSize returns the size of names in pixels.
func (r *Renderer) labelSize() int {
	scale := float64(r.frame.scale)
	if r.frame.opts.LookAt != nil {
		scale = min(scale, 1) // the place matters, not whose it is
	}
	return max(11, int(math.Round(13*scale*min(max(r.frame.opts.NameScale, 1), maxNameScale))))
}

func (r *Renderer) drawLabel(a *actor, ease float32) {
	name := a.name
	if selfName := r.frame.opts.SelfName; a.self && selfName != "" {
		name = selfName
	}
	if name == "" {
		return
	}
	img := r.labels.get(labelKey{name, r.labelSize()}, renderLabel)
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	r.labelPlacer.screen = r.frame.bounds
	side, ok := r.labelPlacer.place(a, w, h, r.frame.bodyRadius())
	t := &a.label
	alpha := float32(0)
	if ok {
		t.side, alpha = side, 1
	}
	dx, dy := r.labelPlacer.offset(a, t.side, w, h, r.frame.bodyRadius())
	if t.cell != r.frame.cell {
		t.dx, t.dy, t.alpha, t.cell = dx, dy, alpha, r.frame.cell
	}
	t.dx += (dx - t.dx) * ease
	t.dy += (dy - t.dy) * ease
	t.alpha += (alpha - t.alpha) * ease
	if t.alpha < 0.02 {
		return
	}
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(math.Round(float64(a.sx+t.dx)), math.Round(float64(a.sy+t.dy)))
	op.ColorScale.ScaleAlpha(t.alpha * a.lit * r.frame.brightness())
	r.frame.dst.DrawImage(img, &op)
}

// place finds a side of the body where the name overlaps nothing. A name keeps
// its side if it can, unless there is ample room above.
func (p *labelPlacer) place(a *actor, w, h int, radius float32) (side int, ok bool) {
	if len(p.taken)-p.bodies >= maxNames {
		return 0, false
	}
	last := a.label.side
	if last != 0 && p.tryPlace(a, 0, w, h, radius, labelClearance) {
		return 0, true
	}
	for i := range labelSides + 1 {
		side := i - 1
		if i == 0 {
			side = last
		}
		if p.tryPlace(a, side, w, h, radius, -2) {
			return side, true
		}
	}
	return 0, false
}

// labelClearance is how many free pixels around a name let it move back.
const labelClearance = 4

// addBody keeps names off a body.
func (p *labelPlacer) addBody(a *actor, radius float32) {
	k := radius * a.size * 0.85
	p.taken = append(p.taken, image.Rect(int(a.sx-k), int(a.sy-k), int(a.sx+k), int(a.sy+k)))
}

// tryPlace occupies a side of the body if it is free, with a margin.
func (p *labelPlacer) tryPlace(a *actor, side, w, h int, radius float32, margin int) bool {
	dx, dy := p.offset(a, side, w, h, radius)
	at := image.Pt(int(a.sx+dx), int(a.sy+dy))
	box := image.Rectangle{Min: at, Max: at.Add(image.Pt(w, h))}
	for _, t := range p.taken {
		if t.Overlaps(box.Inset(-margin)) {
			return false
		}
	}
	p.taken = append(p.taken, box.Inset(2))
	return true
}

// offset is labelOffset for a name of w×h pixels on a side of a, but pushed in
// where the edge of the screen would cut the name. The name of a player outside
// leaves the screen with its player.
func (p *labelPlacer) offset(a *actor, side, w, h int, radius float32) (dx, dy float32) {
	dx, dy = labelOffset(side, float32(w), float32(h), radius*a.size)
	if !image.Pt(int(a.sx), int(a.sy)).In(p.screen) {
		return dx, dy
	}
	pushIn := func(at, size float32, low, high int) float32 {
		return max(min(at, float32(high)-size), float32(low))
	}
	dx = pushIn(a.sx+dx, float32(w), p.screen.Min.X, p.screen.Max.X) - a.sx
	dy = pushIn(a.sy+dy, float32(h), p.screen.Min.Y, p.screen.Max.Y) - a.sy
	return dx, dy
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
