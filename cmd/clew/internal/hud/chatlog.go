package hud

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// How long the lines of the chat stay, in ticks.
const (
	chatLineTicks = 8 * sim.TickRate
	chatFadeTicks = sim.TickRate
	maxChatLines  = 100 // lines
)

// chatLine is one line of the chat as it was said.
type chatLine struct {
	sender string // empty: the game says it
	colour color.NRGBA
	text   string
	tick   int // when it came

	rows    []chatRow // the text, broken into rows
	wrapKey wrapKey   // what rows are broken for
}

// chatRow is a row of a line with its picture, which is painted once: words
// with a shadow are too many glyphs to draw in each frame.
type chatRow struct {
	text string
	img  *ebiten.Image
}

// wrapKey is a width in px and a scale.
type wrapKey struct {
	width int
	scale float64
}

// release gives the pictures back.
func (l *chatLine) release() {
	for i := range l.rows {
		if l.rows[i].img != nil {
			l.rows[i].img.Deallocate()
		}
	}
	l.rows, l.wrapKey = nil, wrapKey{}
}

// chatLog are the last lines of the chat, oldest first.
type chatLog struct {
	lines []chatLine
	now   int // ticks
}

// tick makes the lines older.
func (l *chatLog) tick() { l.now++ }

// add appends a line and forgets the oldest ones.
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

// alpha is how much of a line is still to be seen.
func (l *chatLog) alpha(line *chatLine) float64 {
	age := l.now - line.tick
	if age <= chatLineTicks {
		return 1
	}
	return math.Max(0, 1-float64(age-chatLineTicks)/chatFadeTicks)
}
