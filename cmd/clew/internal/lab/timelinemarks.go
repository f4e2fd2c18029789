package lab

import (
	"image"
	"math"
	"sort"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/internal/lab/eventlog"
)

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }

// Distances of marks from their client's lane, outwards, in logical pixels.
const (
	inputMarkDistance      = 8
	correctionMarkDistance = 18
)

// markY returns the y position of marks in px: above the first client's lane,
// below the second's.
func (l *Lab) markY(client int, away float64) float32 {
	lanes, _ := l.timeline.lanes(len(l.panes))
	if client == 0 {
		return lanes[0] - float32(away*l.timeline.scale)
	}
	return lanes[1] + float32(away*l.timeline.scale)
}

// visibleInputs returns a client's inputs whose marks are visible.
func (l *Lab) visibleInputs(client int) []eventlog.Input {
	lives := l.player.Trace().Inputs[client]
	a := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Sampled) >= l.timeline.left })
	b := sort.Search(len(lives), func(i int) bool { return float64(lives[i].Sampled) > l.timeline.left+l.timeline.visibleTicks() })
	return lives[a:max(a, b)]
}

// showsInputs reports whether there is room for a mark per input.
func (l *Lab) showsInputs() bool { return l.timeline.pitch() >= 3 }

// markAt returns the correction or input whose mark is at a point.
func (l *Lab) markAt(at image.Point) (playback.Selection, bool) {
	u := float32(l.timeline.scale)
	x, y := float32(at.X), float32(at.Y)
	for i, c := range l.player.Trace().Corrections {
		if c.Client >= len(l.panes) {
			continue
		}
		if abs(l.timeline.x(float64(c.Tick))-x) <= 6*u && abs(l.markY(c.Client, correctionMarkDistance)-y) <= 6*u {
			return playback.Selection{Kind: playback.Correction, Index: i}, true
		}
	}
	for client := range l.panes {
		if !l.showsInputs() || abs(l.markY(client, inputMarkDistance)-y) > 5*u {
			continue
		}
		for _, in := range l.visibleInputs(client) {
			if abs(l.timeline.x(float64(in.Sampled))-x) <= float32(l.timeline.pitch()/2) {
				return playback.Selection{Kind: playback.Input, Client: client, Seq: in.Seq}, true
			}
		}
	}
	return l.entryAt(x, y)
}

func abs(v float32) float32 { return max(v, -v) }
