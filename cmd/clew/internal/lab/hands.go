package lab

import (
	"image/color"
	"unicode"
	"unicode/utf8"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
)

type colour = color.NRGBA

// play plays on, or pauses.
func (l *Lab) play() {
	l.fault = ""
	l.reel.Play()
}

func (l *Lab) step(by int) {
	l.reel.Step(by)
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// next picks the next thing of a kind, with Shift the one before.
func (l *Lab) next(k reel.Kind) {
	by := 1
	if l.hands.Held(ebiten.KeyShiftLeft) > 0 || l.hands.Held(ebiten.KeyShiftRight) > 0 {
		by = -1
	}
	l.fault = ""
	l.reel.Playing = false
	l.reel.Next(k, by)
	l.sight()
}

// visit goes to where what is picked out began.
func (l *Lab) visit() {
	l.reel.Visit()
	l.line.follow(l.reel.At(), l.reel.Ticks())
}

// magnify zooms around the tick looked at, if the lanes show it.
func (l *Lab) magnify(by float64) {
	x, r := int(l.line.x(float64(l.reel.At()))), l.places.lines
	if x < r.Min.X || x > r.Max.X {
		x = (r.Min.X + r.Max.X) / 2
	}
	l.line.magnify(by, x, l.reel.Ticks())
}

// another shows the next client in a comparison, or another part of the server's
// maze.
func (l *Lab) another() {
	if !l.compares {
		l.turn()
		return
	}
	l.chosen = (l.chosen + 1) % len(l.panes)
}

// compare puts the game beside what it is compared with, or ends that.
func (l *Lab) compare() {
	l.fault = ""
	l.compares = !l.compares
}

// handOver gives a client's player from the recording to a person, from there
// to a bot, and back.
func (l *Lab) handOver(client int) {
	if client >= len(l.panes) {
		return
	}
	next := reel.Hand{Kind: reel.ByPerson}
	switch l.reel.Hand(client).Kind {
	case reel.ByPerson:
		next = reel.Hand{Kind: reel.ByBot, Seed: uint64(l.reel.At()) + 1}
	case reel.ByBot:
		next = reel.Hand{Kind: reel.AsRecorded}
	}
	l.reel.Playing = false
	l.show(l.reel.Take(client, next))
}

// retake lets the persons play anew from the tick looked at.
func (l *Lab) retake() {
	l.reel.Playing = false
	l.show(l.reel.Retake())
}

// show keeps what went wrong, to be shown.
func (l *Lab) show(err error) {
	if l.fault = ""; err != nil {
		l.fault = capital(err.Error())
	}
}

// capital makes a sentence of what an error says.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:] + "."
}
