package hud

import (
	"image"

	"clew/cmd/clew/internal/ui"
)

// The sizes of what lies over the maze, in pixels at 100 %.
const (
	edgeMargin     = 16 // from the window's edge
	lagPanelNarrow = 264
	lagPanelWide   = 448
	netWidth       = 284
	badgeTop       = 16
	badgeLine      = 30
	headerBottom   = 76 // below the plate and the badge
	chatWidth      = 420
	chatLineHeight = 22
	chatField      = 38 // the field below the lines, and the gap between

	narrowWindowWidth = 900  // the width of a window in which little lies side by side
	wideWindowWidth   = 1040 // the width of one in which a wide dock keeps clear of the middle
)

// layout is where the panels of the HUD are, in px.
type layout struct {
	lagPanel      image.Rectangle // the lag panel, at most this large
	net           image.Rectangle // the net graph
	chat          image.Rectangle // the chat: its lines grow upwards from the bottom
	chatLines     int             // of chat that fit
	openChatLines int             // of chat that fit while its field is open: in a wide window beside the middle
}

// lagPanelWidth is how wide the lag panel is, in pixels at 100 %.
func lagPanelWidth(f ui.Viewport) float64 {
	if f.Width() >= wideWindowWidth {
		return lagPanelWide
	}
	return lagPanelNarrow
}

// newLayout puts the panels where they do not cover each other nor the middle of
// the window. The lag panel docks at the right. The net graph is at the bottom
// right; while the lag panel is there, it goes to the left of it, or in a small
// window under the level's name.
func newLayout(f ui.Viewport, lag, net bool, netHeight, badgeHeight int) layout {
	gap, w, h := f.Px(edgeMargin), f.W, f.H
	var l layout
	top := max(f.Px(badgeTop)+badgeHeight+f.Px(8), f.Px(54))
	l.lagPanel = image.Rect(w-gap-f.Px(lagPanelWidth(f)), top, w-gap, h-gap)
	right := w - gap
	if lag {
		right = l.lagPanel.Min.X - f.Px(8)
	}
	chatRight := min(gap+f.Px(chatWidth), right)
	l.net = image.Rect(right-f.Px(netWidth), h-gap-netHeight, right, h-gap)
	chatTop := f.Px(headerBottom)
	if net {
		mid := image.Pt(w/2, h/2)
		middle := image.Rectangle{mid, mid}.Inset(-f.Px(40))
		if lag && (l.net.Overlaps(middle) || l.net.Min.X < gap+f.Px(320)) {
			l.net = image.Rect(gap, f.Px(headerBottom), gap+f.Px(netWidth), f.Px(headerBottom)+netHeight)
			chatTop = l.net.Max.Y + f.Px(4)
		} else {
			chatRight = min(chatRight, l.net.Min.X-f.Px(8))
		}
	}
	l.chat = image.Rect(gap, max(chatTop, h/2+f.Px(24)), chatRight, h-gap)
	l.chatLines = max(1, min(10, l.chat.Dy()/f.Px(chatLineHeight)))
	l.openChatLines = max(1, l.chatLines-2)
	if l.chat.Max.X <= w/2-f.Px(40) {
		l.openChatLines = max(l.openChatLines, (l.chat.Max.Y-f.Px(chatField)-chatTop)/f.Px(chatLineHeight))
	}
	return l
}
