package panel

import (
	"image/color"
	"math"

	"clew/engine/sim"
)

// How long the lines of the chat stay, in ticks.
const (
	chatStay = 8 * sim.TickRate
	chatFade = sim.TickRate
	chatKept = 100 // lines
)

// chatLine is one line of the chat as it was said.
type chatLine struct {
	who  string // empty: the game says it
	hue  color.NRGBA
	text string
	tick int // when it came

	rows []string // the text, broken into rows
	fit  int      // the width in px that rows are broken for
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
	if over := len(l.lines) - chatKept; over > 0 {
		l.lines = append(l.lines[:0], l.lines[over:]...)
	}
}

// alpha is how much of a line is still to be seen.
func (l *chatLog) alpha(line *chatLine) float64 {
	age := l.now - line.tick
	if age <= chatStay {
		return 1
	}
	return math.Max(0, 1-float64(age-chatStay)/chatFade)
}
