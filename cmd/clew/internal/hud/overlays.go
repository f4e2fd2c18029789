package hud

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/ui"
)

// findOverlays collects the areas of open menus, cards and pages.
func (h *HUD) findOverlays(vp ui.Viewport) {
	h.overlays = h.overlays[:0]
	for _, panel := range [...]*ui.Panel{h.pauseMenu, h.finishCard.panel, h.reconnectCard.panel} {
		if panel.Shown() {
			h.overlays = append(h.overlays, panel.LastBounds())
		}
	}
	if !h.roundCard.folded {
		h.overlays = append(h.overlays, h.roundCard.area)
	}
	switch {
	case h.scoreboardOpen:
		h.overlays = append(h.overlays, h.scoreboard.box(vp))
	case h.legendOpen:
		h.overlays = append(h.overlays, legendBox(vp))
	}
}

// faintPanel is the opacity of a panel that cannot but hide something.
const faintPanel = 0.3

// hides reports whether a panel in r would hide the own player, an exit or a start.
func (h *HUD) hides(r image.Rectangle) bool {
	return r.Overlaps(h.selfArea) || slices.ContainsFunc(h.keepClear, r.Overlaps)
}

// hidesOrCovered reports whether a panel in r would hide something, or be half hidden
// itself.
func (h *HUD) hidesOrCovered(r image.Rectangle) bool { return h.hides(r) || h.covered(r) }

// covered reports whether an overlay covers part of r; panels that would be
// half hidden are not drawn.
func (h *HUD) covered(r image.Rectangle) bool { return slices.ContainsFunc(h.overlays, r.Overlaps) }
