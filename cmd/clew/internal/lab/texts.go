package lab

import (
	"image/color"
	"strconv"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// textKey is a text with what it is filled in with, so that no frame need fill
// it in again.
type textKey struct {
	key   string    // of the words, or what else no phrase has that is said another way
	names [3]string // names …
	n, m  int       // … and numbers
}

// text is a phrase in words.
func (l *Lab) text(p textKey, write func(textKey) string) string { return l.texts.Get(p, write) }

// The ways to fill a phrase in.
func formatNames(p textKey) string          { return i18n.Tf(p.key, p.names[0], p.names[1]) }
func formatName(p textKey) string           { return i18n.Tf(p.key, p.names[0]) }
func formatNumber(p textKey) string         { return i18n.Tf(p.key, p.n) }
func formatNumbers(p textKey) string        { return i18n.Tf(p.key, p.n, p.m) }
func formatNumberAndName(p textKey) string  { return i18n.Tf(p.key, p.n, p.names[0]) }
func formatNameAndNumbers(p textKey) string { return i18n.Tf(p.key, p.names[0], p.n, p.m) }
func formatNameAndSeed(p textKey) string    { return i18n.Tf(p.key, p.names[0], uint64(p.n)) }

// formatAfterKey says it after the name of a key on the keyboard.
func formatAfterKey(p textKey) string {
	if p.names[0] == "" {
		return p.names[1] + ": " + i18n.T(p.key)
	}
	return p.names[1] + ": " + formatName(p)
}

func formatThreeNames(p textKey) string { return i18n.Tf(p.key, p.names[0], p.names[1], p.names[2]) }
func formatJoined(p textKey) string     { return p.names[0] + " " + p.names[1] }
func formatWhileOne(p textKey) string   { return i18n.Tf("lab.while", formatName(p)) }
func formatWhileBoth(p textKey) string  { return i18n.Tf("lab.while", formatNames(p)) }
func formatDigits(p textKey) string     { return strconv.Itoa(p.n) }
func formatLetter(p textKey) string     { return string(rune(p.n)) }
func formatSeconds(p textKey) string    { return i18n.FormatNumber(float64(p.n)/sim.TickRate, 2) + " s" }

// badgeText says what is made of a client's wire, in short.
func badgeText(s netsettings.Config) string { return netsettings.BadgeText(s, false) }

// background is theme.Background as Fill wants it, made once.
var background color.Color = theme.Background
