package lab

import (
	"image/color"
	"strconv"

	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
)

// phrase is a text with what it is filled in with, so that no frame need fill
// it in again.
type phrase struct {
	key  string    // of the words, or what else no phrase has that is said another way
	of   [3]string // names …
	n, m int       // … and numbers
}

// say is a phrase in words.
func (l *Lab) say(p phrase, write func(phrase) string) string { return l.phrases.Of(p, write) }

// The ways to fill a phrase in.
func ofNames(p phrase) string          { return words.F(p.key, p.of[0], p.of[1]) }
func ofName(p phrase) string           { return words.F(p.key, p.of[0]) }
func ofNumber(p phrase) string         { return words.F(p.key, p.n) }
func ofNumbers(p phrase) string        { return words.F(p.key, p.n, p.m) }
func ofNumberAndName(p phrase) string  { return words.F(p.key, p.n, p.of[0]) }
func ofNameAndNumbers(p phrase) string { return words.F(p.key, p.of[0], p.n, p.m) }
func ofNameAndSeed(p phrase) string    { return words.F(p.key, p.of[0], uint64(p.n)) }

// afterKey says it after the name of a key on the keyboard.
func afterKey(p phrase) string {
	if p.of[0] == "" {
		return p.of[1] + ": " + words.T(p.key)
	}
	return p.of[1] + ": " + ofName(p)
}

func ofThree(p phrase) string   { return words.F(p.key, p.of[0], p.of[1], p.of[2]) }
func joined(p phrase) string    { return p.of[0] + " " + p.of[1] }
func whileOne(p phrase) string  { return words.F("lab.while", ofName(p)) }
func whileBoth(p phrase) string { return words.F("lab.while", ofNames(p)) }
func digits(p phrase) string    { return strconv.Itoa(p.n) }
func letter(p phrase) string    { return string(rune(p.n)) }
func seconds(p phrase) string   { return words.Number(float64(p.n)/sim.TickRate, 2) + " s" }

// badge says what is made of a client's wire, in short.
func badge(s tuning.Setup) string { return tuning.BadgeText(s, false) }

// night is theme.Night as Fill wants it, made once.
var night color.Color = theme.Night
