package lab

import (
	"image"
	"math"
	"sort"

	"clew/cmd/clew/internal/lab/player"
	"clew/cmd/internal/lab/eventlog"
)

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// The distances of the marks from their client's lane, on its outer side, in
// pixels at 100 %.
const (
	inputMarkDistance      = 8
	correctionMarkDistance = 18
)

// markY is how far beside its client's lane a mark lies, in px: above the
// first one's, below the second one's.
func (l *Lab) markY(client int, away float64) float32 {
	lanes, _ := l.timeline.lanes(len(l.panes))
	if client == 0 {
		return lanes[0] - float32(away*l.timeline.scale)
	}
	return lanes[1] + float32(away*l.timeline.scale)
}

// visibleInputs are those inputs of a client whose marks can be seen.
func (l *Lab) visibleInputs(client int) []eventlog.Input {
	lives := l.player.Trace().Inputs[client]
	a := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Sampled) >= l.timeline.left })
	b := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Sampled) > l.timeline.left+l.timeline.visibleTicks() })
	return lives[a:max(a, b)]
}

// showsInputs is whether there is room for a mark for each input.
func (l *Lab) showsInputs() bool { return l.timeline.pitch() >= 3 }

// markAt is the correction or the input whose mark lies at a point.
func (l *Lab) markAt(at image.Point) (player.Selection, bool) {
	u := float32(l.timeline.scale)
	x, y := float32(at.X), float32(at.Y)
	for i, c := range l.player.Trace().Corrections {
		if c.Client >= len(l.panes) {
			continue
		}
		if abs(l.timeline.x(float64(c.Tick))-x) <= 6*u && abs(l.markY(c.Client, correctionMarkDistance)-y) <= 6*u {
			return player.Selection{Kind: player.Correction, Index: i}, true
		}
	}
	for client := range l.panes {
		if !l.showsInputs() || abs(l.markY(client, inputMarkDistance)-y) > 5*u {
			continue
		}
		for _, in := range l.visibleInputs(client) {
			if abs(l.timeline.x(float64(in.Sampled))-x) <= float32(l.timeline.pitch()/2) {
				return player.Selection{Kind: player.Input, Client: client, Seq: in.Seq}, true
			}
		}
	}
	return player.Selection{}, false
}

func abs(v float32) float32 { return max(v, -v) }
