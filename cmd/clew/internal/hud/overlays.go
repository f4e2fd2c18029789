package hud

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/ui"
)

// findOverlays finds where something lies over the rest of the HUD: a menu, a card
// or a page.
func (h *HUD) findOverlays(f ui.Viewport) {
	h.overlays = h.overlays[:0]
	for _, s := range [...]*ui.Panel{h.pauseMenu, h.finishCard.panel, h.reconnectCard.panel} {
		if s.Shown() {
			h.overlays = append(h.overlays, s.LastBounds())
		}
	}
	switch {
	case h.scoreboardOpen:
		h.overlays = append(h.overlays, h.scoreboard.box(f))
	case h.legendOpen:
		h.overlays = append(h.overlays, legendBox(f))
	}
}

// covered says whether something lies over a place: what would be half hidden
// there is better left out.
func (h *HUD) covered(r image.Rectangle) bool { return slices.ContainsFunc(h.overlays, r.Overlaps) }
