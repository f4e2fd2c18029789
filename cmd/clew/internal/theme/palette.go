package theme

import "image/color"

// The colours of panels and of the words on them. Each text colour has a
// contrast of at least 4.5:1 on Panel.
var (
	Panel      = color.NRGBA{0x10, 0x15, 0x1D, 0xE0} // a panel's ground, 88 % opaque
	Border     = color.NRGBA{0x2B, 0x36, 0x48, 0xFF} // the line around it, 1 px
	Text       = color.NRGBA{0xE8, 0xE6, 0xE1, 0xFF}
	Dim        = color.NRGBA{0x9A, 0xA7, 0xB8, 0xFF} // secondary text
	Accent     = color.NRGBA{0xF2, 0xC1, 0x4E, 0xFF} // one accent on a screen at a time
	Warn       = color.NRGBA{0xE4, 0x57, 0x2E, 0xFF}
	Badge      = color.NRGBA{0x3A, 0x2C, 0x12, 0xF0} // ground of the gold badge that simulated lag wears
	Background = color.NRGBA{0x07, 0x09, 0x0E, 0xFF} // behind everything
)

// The colours of Okabe and Ito's "Color Universal Design", which people with
// any kind of colour vision can tell apart.
var (
	Orange    = color.NRGBA{0xE6, 0x9F, 0x00, 0xFF}
	Sky       = color.NRGBA{0x56, 0xB4, 0xE9, 0xFF}
	Green     = color.NRGBA{0x00, 0x9E, 0x73, 0xFF}
	Yellow    = color.NRGBA{0xF0, 0xE4, 0x42, 0xFF}
	Blue      = color.NRGBA{0x00, 0x72, 0xB2, 0xFF}
	Vermilion = color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}
	Purple    = color.NRGBA{0xCC, 0x79, 0xA7, 0xFF}
	White     = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
)

// The colours of medals.
var (
	MedalGold   = Accent
	MedalSilver = color.NRGBA{0xC4, 0xCC, 0xD6, 0xFF}
	MedalBronze = color.NRGBA{0xC9, 0x7B, 0x45, 0xFF}
)

// What the netcode's marks are drawn in, on every screen alike.
var (
	NetInput      = Sky    // a player's input
	NetSnapshot   = Accent // a snapshot of the server
	NetReliable   = White  // a reliable message; its line is dashed
	NetLost       = Warn   // a lost message; its line ends in a cross
	NetCorrection = Warn   // from where one was thought to be to where one is
	NetGhost      = Text   // where the server last said that one is; hollow, dashed
	TrailSelf     = Accent // one's own thread
	BestRun       = Sky    // the ghost of one's best run; seen through, a full line
)

// WithAlpha returns c with opacity alpha, from 0 to 1.
func WithAlpha(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(min(max(alpha, 0), 1)*255 + 0.5)
	return c
}

// Blend returns the colour t of the way from a to b, t from 0 to 1.
func Blend(a, b color.NRGBA, t float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), m(a.A, b.A)}
}
