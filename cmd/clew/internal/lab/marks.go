package lab

import (
	"image"
	"math"
	"sort"

	"clew/cmd/clew/internal/lab/reel"
	"clew/net/rig/tracer"
)

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// The distances of the marks from their client's lane, on its outer side, in
// pixels at 100 %.
const (
	inputAway      = 8
	correctionAway = 18
)

// outer is how far beside its client's lane a mark lies, in px: above the
// first one's, below the second one's.
func (l *Lab) outer(client int, away float64) float32 {
	lanes, _ := l.line.lanes(len(l.panes))
	if client == 0 {
		return lanes[0] - float32(away*l.line.scale)
	}
	return lanes[1] + float32(away*l.line.scale)
}

// seen are those inputs of a client whose marks can be seen.
func (l *Lab) seen(client int) []tracer.Input {
	lives := l.reel.Story().Inputs[client]
	a := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Made) >= l.line.left })
	b := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Made) > l.line.left+l.line.span() })
	return lives[a:max(a, b)]
}

// dots is whether there is room for a mark for each input.
func (l *Lab) dots() bool { return l.line.pitch() >= 3 }

// hitMark is the correction or the input whose mark lies at a point.
func (l *Lab) hitMark(at image.Point) (reel.Pick, bool) {
	u := float32(l.line.scale)
	x, y := float32(at.X), float32(at.Y)
	for i, c := range l.reel.Story().Corrections {
		if c.Client >= len(l.panes) {
			continue
		}
		if abs(l.line.x(float64(c.Tick))-x) <= 6*u && abs(l.outer(c.Client, correctionAway)-y) <= 6*u {
			return reel.Pick{Kind: reel.Correction, Index: i}, true
		}
	}
	for client := range l.panes {
		if !l.dots() || abs(l.outer(client, inputAway)-y) > 5*u {
			continue
		}
		for _, in := range l.seen(client) {
			if abs(l.line.x(float64(in.Made))-x) <= float32(l.line.pitch()/2) {
				return reel.Pick{Kind: reel.Input, Client: client, Seq: in.Seq}, true
			}
		}
	}
	return reel.Pick{}, false
}

func abs(v float32) float32 { return max(v, -v) }
