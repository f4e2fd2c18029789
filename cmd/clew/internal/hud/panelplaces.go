package hud

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
)

// middle returns between which px the panels in the middle have room.
func (h *HUD) middle(vp ui.Viewport) (left, right int) {
	left, right = 0, vp.W
	if lag := h.lag.bounds; h.lag.panel.Shown() {
		if lag.Min.X > vp.W/2 {
			right = lag.Min.X
		} else {
			left = lag.Max.X
		}
	}
	if card := h.roundCard.area; !card.Empty() {
		right = min(right, card.Min.X)
	}
	return left, right
}

// placeLagPanel docks the lag panel at the right or, if that hides something, at the
// left, or in the upper or lower half or third of a side, where it scrolls. The other panels
// get what it leaves.
func (h *HUD) placeLagPanel(vp ui.Viewport) {
	full := h.layout.lagPanel
	wanted := full.Dy()
	if h.lag.wantHeight > 0 {
		wanted = min(wanted, h.lag.wantHeight)
	}
	right := image.Rect(full.Min.X, full.Min.Y, full.Max.X, full.Min.Y+wanted)
	leftTop := vp.Px(headerBottom)
	left := image.Rect(vp.Px(edgeMargin), leftTop, vp.Px(edgeMargin)+full.Dx(), min(leftTop+wanted, full.Max.Y))
	spots := [...]image.Rectangle{
		right, left, upperPart(right, full.Max.Y, 2), lowerPart(right, full.Max.Y, 2), upperPart(left, full.Max.Y, 2), lowerPart(left, full.Max.Y, 2),
		upperPart(right, full.Max.Y, 3), lowerPart(right, full.Max.Y, 3), upperPart(left, full.Max.Y, 3), lowerPart(left, full.Max.Y, 3),
	}
	r, opacity := h.lag.spot.place(h.panelUse(h.lag.inUse()), spots[:], h.hides)
	h.lag.bounds, h.lag.panel.Fade = r, 1-opacity
	if h.lag.spot.index <= 1 {
		h.lag.bounds.Max.Y = full.Max.Y // it may grow
	}
	if h.lag.spot.index == 0 {
		return
	}
	h.layout = newLayout(vp, false, h.netOpen, h.net.height(vp), h.badge.height(vp))
	at := spots[h.lag.spot.index]
	if chat := &h.layout.chat; at.Min.X < vp.W/2 && at.Max.Y > chat.Min.Y {
		chat.Min.X = at.Max.X + vp.Px(8)
		chat.Max.X = min(chat.Min.X+vp.Px(chatWidth), vp.W-vp.Px(edgeMargin))
		if beside := h.layout.net.Min.X - vp.Px(8); h.netOpen && beside-chat.Min.X >= vp.Px(chatMinWidth) {
			chat.Max.X = min(chat.Max.X, beside)
		}
	}
}

// upperPart and lowerPart return one of n parts of a column that ends at bottom.
func upperPart(r image.Rectangle, bottom, n int) image.Rectangle {
	r.Max.Y = min(r.Max.Y, r.Min.Y+(bottom-r.Min.Y)/n)
	return r
}

func lowerPart(r image.Rectangle, bottom, n int) image.Rectangle {
	height := upperPart(r, bottom, n).Dy()
	return image.Rect(r.Min.X, bottom-height, r.Max.X, bottom)
}

// placeNetGraph places the net graph, which is left out while the lag panel, as it
// slides through a small window, leaves no place for it.
func (h *HUD) placeNetGraph(vp ui.Viewport) {
	spots := h.netGraphSpots(vp)
	if h.layout.net = spots[0]; !h.layout.net.Empty() {
		h.layout.net, h.net.opacity = h.net.spot.place(h.panelUse(false), spots, h.hides)
	}
}

// netGraphSpots returns where the net graph may be: its usual place, and the corners
// that no panel has. If the chat leaves it no clear one, the chat has to give way. The
// first of the spots is empty only if all are, and none is on the lag panel.
func (h *HUD) netGraphSpots(vp ui.Viewport) []image.Rectangle {
	if h.findNetGraphSpots(vp, h.chat.area) {
		return h.net.spots
	}
	h.findNetGraphSpots(vp, image.Rectangle{})
	return h.net.spots
}

// findNetGraphSpots sets the net graph's spots and reports whether one of them hides
// nothing.
func (h *HUD) findNetGraphSpots(vp ui.Viewport, chat image.Rectangle) (clear bool) {
	usual, gap := h.layout.net, vp.Px(edgeMargin)
	size := usual.Size()
	at := func(x, y int) image.Rectangle { return image.Rectangle{Max: size}.Add(image.Pt(x, y)) }
	h.net.spots = append(h.net.spots[:0], usual,
		at(gap, vp.Px(headerBottom)), at(vp.W-gap-size.X, h.layout.lagPanel.Min.Y),
		at(gap, vp.H-gap-size.Y), at(vp.W-gap-size.X, vp.H-gap-size.Y),
		at((vp.W-size.X)/2, vp.Px(headerBottom)), at((vp.W-size.X)/2, vp.H-gap-size.Y))
	var apart image.Rectangle // from the lag panel and, if possible, from the player
	for i, r := range h.net.spots {
		lag := h.lag.panel.Shown() && r.Overlaps(h.lag.area())
		if !lag && (apart.Empty() || apart.Overlaps(h.selfArea) && !r.Overlaps(h.selfArea)) {
			apart = r
		}
		if lag || i > 0 && (r.Overlaps(chat) || r.Overlaps(h.roundCard.area) || h.covered(r) || r.Max.Y > vp.H-gap) {
			h.net.spots[i] = image.Rectangle{}
			continue
		}
		clear = clear || !h.hides(r)
	}
	if h.net.spots[0].Empty() {
		h.net.spots[0] = apart
	}
	return clear
}

// placeChat places the log and its field: at the bottom left or, if that hides
// something or another panel has it, elsewhere at the bottom or at the top, or with fewer
// lines. Where there is no room for it, it is left out, but not while the player types.
func (h *HUD) placeChat(vp ui.Viewport, s *ui.Skin) {
	field, rows, typing := 0, h.layout.chatLines, h.chat.panel.Shown()
	if typing {
		field, rows = vp.Px(chatField), h.layout.openChatLines
	}
	rows = h.chat.log.rows(s, h.layout.chat.Dx(), rows, !typing)
	spots := h.chatSpots(vp, field, rows)
	if spots[0].Empty() && typing {
		spots[0] = h.layout.chat
		spots[0].Min.Y = spots[0].Max.Y - field
	}
	h.chat.area = image.Rectangle{}
	if !spots[0].Empty() && (typing || !spots[0].Overlaps(h.selfArea) || slices.ContainsFunc(spots[1:], h.isFree)) {
		h.chat.area, h.chat.opacity = h.chat.spot.place(h.panelUse(typing), spots[:], h.hides)
	}
	h.chat.bounds = h.chat.area
}

// isFree reports whether r is there and a panel in it would hide nothing.
func (h *HUD) isFree(r image.Rectangle) bool { return !r.Empty() && !h.hides(r) }

// chatSpots returns where a field of so many px with so many rows above it may be; the
// first is empty only if all are, and on the player only if another one is free or all
// of them are.
func (h *HUD) chatSpots(vp ui.Viewport, field, rows int) (spots [24]image.Rectangle) {
	room := h.layout.chat
	left, middle, right := room.Min.X, (vp.W-room.Dx())/2, vp.W-vp.Px(edgeMargin)-room.Dx()
	top := max(vp.Px(headerBottom), h.layout.lagPanel.Min.Y)
	for i, rows := range [...]int{rows, min(rows, 3), min(rows, 1), 0} {
		height := field + rows*vp.Px(chatLineHeight)
		bottom := room.Max.Y - height
		for k, at := range [...]image.Point{{left, bottom}, {right, bottom}, {left, top}, {right, top}, {middle, bottom}, {middle, top}} {
			r := image.Rectangle{at, at.Add(image.Pt(room.Dx(), height))}
			n := 6*i + k
			taken := h.lag.panel.Shown() && r.Overlaps(h.lag.area()) || h.netOpen && r.Overlaps(h.layout.net)
			if !taken && (n == 0 || !r.Overlaps(h.minimap.area) && !r.Overlaps(h.roundCard.area)) {
				spots[n] = r
			}
		}
	}
	clear := slices.ContainsFunc(spots[:], h.isFree)
	first := slices.IndexFunc(spots[:], func(r image.Rectangle) bool { return !r.Empty() && (clear || !r.Overlaps(h.selfArea)) })
	if first < 0 {
		first = max(0, slices.IndexFunc(spots[:], func(r image.Rectangle) bool { return !r.Empty() }))
	}
	spots[0], spots[first] = spots[first], spots[0]
	return spots
}

// drawMinimap draws the minimap in the upper right corner if there is room and
// nothing to be seen there, otherwise in another, and returns its area.
func (h *HUD) drawMinimap(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin) image.Rectangle {
	h.minimap.area = image.Rectangle{}
	if !h.minimap.shown() {
		return h.minimap.area
	}
	gap := vp.Px(edgeMargin)
	right, top := vp.W-gap, h.layout.lagPanel.Min.Y
	switch {
	case h.lag.panel.Shown() && h.lag.bounds.Min.X > vp.W/2:
		right = h.lag.bounds.Min.X - vp.Px(8)
	case h.badge.height(vp) == 0:
		top = gap
	}
	if card := h.roundCard.area; h.roundCard.folded && !card.Empty() {
		top = card.Max.Y + vp.Px(8)
	}
	usual, cell := h.minimap.place(vp, right, top)
	size := usual.Size()
	at := func(x, y int) image.Rectangle { return image.Rectangle{Max: size}.Add(image.Pt(x, y)) }
	spots := [...]image.Rectangle{usual, at(gap, vp.Px(headerBottom)), at(right-size.X, vp.H-gap-size.Y), at(gap, vp.H-gap-size.Y)}
	r, opacity := h.minimap.spot.place(h.panelUse(false), spots[:], h.blocked)
	mid := image.Pt(vp.W/2, vp.H/2)
	if h.covered(r) || r.Overlaps(image.Rectangle{mid, mid}.Inset(-vp.Px(40))) || h.netOpen && r.Overlaps(h.layout.net) {
		return h.minimap.area
	}
	h.minimap.draw(dst, s, r, cell, opacity)
	h.minimap.area = r
	return r
}

// drawToasts draws the toasts below the header or, if they would hide something
// there, further down.
func (h *HUD) drawToasts(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin, left, right int) image.Rectangle {
	size := h.toasts.size(vp, s, left, right)
	if size.Y == 0 {
		return image.Rectangle{}
	}
	at := func(y int) image.Rectangle {
		return image.Rectangle{Max: size}.Add(image.Pt((left+right-size.X)/2, y))
	}
	spots := [...]image.Rectangle{at(vp.Px(headerBottom) + h.spectator.height(vp)), at(vp.H - vp.Px(edgeMargin) - size.Y), at(vp.H/4 - size.Y/2), at(vp.H*3/4 - size.Y/2)}
	r, opacity := h.toasts.spot.place(h.panelUse(false), spots[:], h.blocked)
	return h.toasts.draw(dst, vp, s, left, right, r.Min.Y, opacity, h.reducedMotion)
}
