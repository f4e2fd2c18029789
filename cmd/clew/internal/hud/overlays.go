package hud

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/ui"
)

// findOverlays collects the areas of open menus, cards and pages.
func (h *HUD) findOverlays(vp ui.Viewport) {
	h.overlays = h.overlays[:0]
	for _, panel := range [...]*ui.Panel{h.pauseMenu, h.votes.panel, h.finishCard.panel, h.reconnectCard.panel} {
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

// hides reports whether a panel in r would hide the own player, an exit or a start.
func (h *HUD) hides(r image.Rectangle) bool {
	return r.Overlaps(h.selfArea) || slices.ContainsFunc(h.keepClear, r.Overlaps)
}

// blocked reports whether a panel in r would hide one of those or another panel that
// has its place already.
func (h *HUD) blocked(r image.Rectangle) bool {
	return h.hides(r) || slices.ContainsFunc(h.occupied, r.Overlaps)
}

// panelUse tells how a panel may move; it stays where it is while held.
func (h *HUD) panelUse(held bool) panelUse {
	return panelUse{now: h.now, held: held, still: h.reducedMotion}
}

// blockedOrCovered reports whether a panel in r would hide something or be half hidden
// itself.
func (h *HUD) blockedOrCovered(r image.Rectangle) bool { return h.blocked(r) || h.covered(r) }

// covered reports whether an overlay covers part of r; panels that would be
// half hidden are not drawn.
func (h *HUD) covered(r image.Rectangle) bool { return slices.ContainsFunc(h.overlays, r.Overlaps) }
