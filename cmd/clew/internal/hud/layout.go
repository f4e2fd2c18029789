package hud

import (
	"image"

	"clew/cmd/clew/internal/ui"
)

// Sizes in logical pixels.
const (
	edgeMargin     = 16 // to the window's edge
	lagPanelNarrow = 264
	lagPanelWide   = 448
	netWidth       = 284
	badgeTop       = 16
	badgeLine      = 30
	headerBottom   = 76 // below header and badge
	chatWidth      = 420
	chatMinWidth   = 200 // below which its lines are too short
	chatLineHeight = 22
	chatField      = 38 // field and gap below the lines

	narrowWindowWidth = 900  // little fits side by side below this
	wideWindowWidth   = 1040 // a wide lag panel keeps clear of the middle from this on
)

// layout holds the bounds of the HUD's panels in px.
type layout struct {
	lagPanel      image.Rectangle // maximum
	net           image.Rectangle
	chat          image.Rectangle // lines grow upwards from the bottom
	chatLines     int             // that fit
	openChatLines int             // that fit while the field is open
}

// lagPanelWidth returns the width of the lag panel in logical pixels.
func lagPanelWidth(vp ui.Viewport) float64 {
	if vp.Width() >= wideWindowWidth {
		return lagPanelWide
	}
	return lagPanelNarrow
}

// newLayout places the panels so that they overlap neither each other nor the
// middle of the window. The lag panel docks at the right, the net graph at the
// bottom right, or left of the lag panel, or in a small window below the
// header.
func newLayout(vp ui.Viewport, lag, net bool, netHeight, badgeHeight int) layout {
	gap, w, h := vp.Px(edgeMargin), vp.W, vp.H
	var l layout
	top := max(vp.Px(badgeTop)+badgeHeight+vp.Px(8), vp.Px(54))
	l.lagPanel = image.Rect(w-gap-vp.Px(lagPanelWidth(vp)), top, w-gap, h-gap)
	right := w - gap
	if lag {
		right = l.lagPanel.Min.X - vp.Px(8)
	}
	chatRight := min(gap+vp.Px(chatWidth), right)
	l.net = image.Rect(right-vp.Px(netWidth), h-gap-netHeight, right, h-gap)
	chatTop := vp.Px(headerBottom)
	if net {
		mid := image.Pt(w/2, h/2)
		middle := image.Rectangle{mid, mid}.Inset(-vp.Px(40))
		if lag && (l.net.Overlaps(middle) || l.net.Min.X < gap+vp.Px(320)) {
			l.net = image.Rect(gap, vp.Px(headerBottom), gap+vp.Px(netWidth), vp.Px(headerBottom)+netHeight)
			chatTop = l.net.Max.Y + vp.Px(4)
		} else {
			chatRight = min(chatRight, l.net.Min.X-vp.Px(8))
		}
	}
	l.chat = image.Rect(gap, max(chatTop, h/2+vp.Px(24)), chatRight, h-gap)
	l.chatLines = max(1, min(10, l.chat.Dy()/vp.Px(chatLineHeight)))
	l.openChatLines = max(1, l.chatLines-2)
	if l.chat.Max.X <= w/2-vp.Px(40) {
		l.openChatLines = max(l.openChatLines, (l.chat.Max.Y-vp.Px(chatField)-chatTop)/vp.Px(chatLineHeight))
	}
	return l
}
