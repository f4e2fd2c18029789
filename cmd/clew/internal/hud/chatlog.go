package hud

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// How long chat lines stay, and how many are kept.
const (
	chatLineTicks = 8 * sim.TickRate
	chatFadeTicks = sim.TickRate
	maxChatLines  = 100
)

// chatLine is a line of the chat.
type chatLine struct {
	sender string // empty: a message of the game
	colour color.NRGBA
	text   string
	tick   int // of arrival

	rows    []chatRow // text after wrapping
	wrapKey wrapKey   // that rows are for
}

// chatRow is a row with its cached image: shadowed text is too many glyphs to
// draw every frame.
type chatRow struct {
	text string
	img  *ebiten.Image
}

// wrapKey is a width in px and a scale that text was wrapped for.
type wrapKey struct {
	width int
	scale float64
}

// release frees the images.
func (l *chatLine) release() {
	for i := range l.rows {
		if l.rows[i].img != nil {
			l.rows[i].img.Deallocate()
		}
	}
	l.rows, l.wrapKey = nil, wrapKey{}
}

// chatLog holds the last chat lines, oldest first.
type chatLog struct {
	lines []chatLine
	now   int // ticks
}

// tick ages the lines.
func (l *chatLog) tick() { l.now++ }

// add appends a line and drops the oldest beyond maxChatLines.
func (l *chatLog) add(line chatLine) {
	line.tick = l.now
	l.lines = append(l.lines, line)
	if over := len(l.lines) - maxChatLines; over > 0 {
		for i := range l.lines[:over] {
			l.lines[i].release()
		}
		l.lines = append(l.lines[:0], l.lines[over:]...)
	}
}

// alpha returns a line's opacity.
func (l *chatLog) alpha(line *chatLine) float64 {
	age := l.now - line.tick
	if age <= chatLineTicks {
		return 1
	}
	return math.Max(0, 1-float64(age-chatLineTicks)/chatFadeTicks)
}
