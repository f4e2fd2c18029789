package render

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/net/replica"
)

// How long a correction is shown.
const (
	correctionTime          = 600 * time.Millisecond
	presenterCorrectionTime = time.Second
)

// markStyle is how thick the marks of the netcode are.
type markStyle struct {
	dot, dotSpacing float32 // of pending inputs
	arrow           float32 // of corrections
	hatching        bool    // of the ghost
	time            time.Duration
}

var (
	usualMarks     = markStyle{dot: 2.3, dotSpacing: 8.5, arrow: 2.6, time: correctionTime}
	presenterMarks = markStyle{dot: 5, dotSpacing: 14, arrow: 8, hatching: true, time: presenterCorrectionTime}
)

// marks returns how thick the marks are.
func (o *Options) marks() *markStyle {
	if o.Presenter {
		return &presenterMarks
	}
	return &usualMarks
}

// drawNetcode draws the state of the netcode: the server's position of the own
// player, pending inputs, and corrections; without a server, where each other player's
// known inputs have led, and the guess beyond.
func (r *Renderer) drawNetcode(v *replica.View) {
	b := r.batch
	b.begin(r.frame.dst, ebiten.BlendSourceOver, 1)
	r.drawPending(v.PendingPath)
	if self := r.self(); self != nil && v.HasServerPosition {
		r.drawGhost(v.ServerPosition, self)
	}
	for _, a := range r.visible {
		if p := v.Player(a.id); p != nil && p.HasGhost {
			r.drawPending(p.GuessedPath)
			r.drawGhost(p.Ghost, a)
		}
	}
	for i := range v.Corrections {
		r.drawCorrection(&v.Corrections[i])
	}
	b.flush()
}

func (r *Renderer) self() *actor {
	if n := len(r.visible); n > 0 && r.visible[n-1].self {
		return r.visible[n-1]
	}
	return nil
}

// drawGhost draws a player's shape, hollow, dashed and pale.
func (r *Renderer) drawGhost(at replica.Point, player *actor) {
	x, y := r.frame.toScreen(at.X, at.Y)
	u := r.frame.scale
	radius := r.frame.bodyRadius() * 1.16
	shift := float32(0)
	if !r.frame.opts.ReducedMotion {
		shift = float32(math.Mod(r.clock*6, 1000)) * u
	}
	r.batch.disc(x, y, radius*0.9, toVertexColour(theme.NetGhost, 0.10))
	if r.frame.opts.marks().hatching {
		r.batch.hatched(player.mark.Shape, x, y, radius, 8*u, 4.6*u, vertexColour{a: 0.6})
		r.batch.hatched(player.mark.Shape, x, y, radius, 8*u, 3*u, toVertexColour(theme.NetGhost, 0.95))
	}
	r.batch.dashed(player.mark.Shape, x, y, radius, 4.6*u, 6*u, shift, vertexColour{a: 0.6})
	r.batch.dashed(player.mark.Shape, x, y, radius, 2.6*u, 6*u, shift, toVertexColour(theme.NetGhost, 0.95))
}

// drawPending draws a dot for each pending or guessed input, as far as they do not
// overlap.
func (r *Renderer) drawPending(places []replica.Point) {
	u, style := r.frame.scale, r.frame.opts.marks()
	lastX, lastY := float32(math.Inf(-1)), float32(0)
	for _, p := range places {
		x, y := r.frame.toScreen(p.X, p.Y)
		if math.Hypot(float64(x-lastX), float64(y-lastY)) < float64(style.dotSpacing*u) {
			continue
		}
		lastX, lastY = x, y
		r.batch.disc(x, y, (style.dot+1)*u, vertexColour{a: 0.6})
		r.batch.disc(x, y, style.dot*u, toVertexColour(theme.NetGhost, 0.95))
	}
}

// drawCorrection draws an arrow from the predicted position to the corrected one,
// and a ring around that.
func (r *Renderer) drawCorrection(c *replica.Correction) {
	age := r.frame.opts.Now - c.At
	style := r.frame.opts.marks()
	if age < 0 || age >= style.time {
		return
	}
	t := float32(age) / float32(style.time)
	alpha := float64(1 - t*t)
	u := r.frame.scale
	x0, y0 := r.frame.toScreen(c.From.X, c.From.Y)
	x1, y1 := r.frame.toScreen(c.To.X, c.To.Y)
	ink, dark := toVertexColour(theme.NetCorrection, alpha), vertexColour{a: float32(0.6 * alpha)}
	radius := r.frame.bodyRadius() * (1.25 + 0.35*t)
	if r.frame.opts.ReducedMotion {
		radius = r.frame.bodyRadius() * 1.4
	}
	line := 0.92 * style.arrow * u
	r.batch.ring(x1, y1, radius, line+1.8*u, dark)
	r.batch.ring(x1, y1, radius, line, ink)
	r.arrow(x0, y0, x1, y1, style.arrow*u, ink, dark)
}

// arrow draws an arrow, or nothing if it is too short.
func (r *Renderer) arrow(x0, y0, x1, y1, width float32, ink, dark vertexColour) {
	dx, dy := x1-x0, y1-y0
	l := float32(math.Hypot(float64(dx), float64(dy)))
	if l < width {
		return
	}
	dx, dy = dx/l, dy/l
	head := min(4*width, l)
	mx, my := x1-dx*head, y1-dy*head
	b := r.batch
	b.segment(x0, y0, mx, my, width+2, dark)
	b.segment(x0, y0, mx, my, width, ink)
	k := head * 0.55
	b.triangle(mx-dy*(k+2), my+dx*(k+2), x1+dx*2, y1+dy*2, mx+dy*(k+2), my-dx*(k+2), dark)
	b.triangle(mx-dy*k, my+dx*k, x1, y1, mx+dy*k, my-dx*k, ink)
	b.disc(x0, y0, width*1.1, ink)
}
