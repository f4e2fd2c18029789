package lab

import (
	"image/color"
	"strconv"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/engine/sim"
)

// textKey identifies a formatted text, so that it is formatted once and not
// every frame.
type textKey struct {
	key   string    // message key, or unique among other texts
	names [3]string // arguments
	n, m  int       // arguments
}

// text returns the text for a key, cached.
func (l *Lab) text(p textKey, write func(textKey) string) string { return l.texts.Get(p, write) }

// Formatters for textKey.
func formatNames(p textKey) string          { return i18n.Tf(p.key, p.names[0], p.names[1]) }
func formatName(p textKey) string           { return i18n.Tf(p.key, p.names[0]) }
func formatNumber(p textKey) string         { return i18n.Tf(p.key, p.n) }
func formatNumbers(p textKey) string        { return i18n.Tf(p.key, p.n, p.m) }
func formatNumberAndName(p textKey) string  { return i18n.Tf(p.key, p.n, p.names[0]) }
func formatNameAndNumbers(p textKey) string { return i18n.Tf(p.key, p.names[0], p.n, p.m) }
func formatNameAndSeed(p textKey) string    { return i18n.Tf(p.key, p.names[0], uint64(p.n)) }

// formatAfterKey formats a text after the name of a key.
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

// badgeText summarises a client's network conditions.
func badgeText(s netsettings.Config) string { return netsettings.BadgeText(s, false) }

// background is theme.Background as a color.Color, converted once.
var background color.Color = theme.Background
