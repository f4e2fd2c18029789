package hud

import (
	"image"
	"slices"

	"clew/cmd/clew/internal/panel/kit"
)

// findCover finds where something lies over the rest of the HUD: a menu, a card
// or a page.
func (h *HUD) findCover(f kit.Frame) {
	h.cover = h.cover[:0]
	for _, s := range [...]*kit.Sheet{h.pause, h.exit.sheet, h.lost.sheet} {
		if s.Shown() {
			h.cover = append(h.cover, s.Lies())
		}
	}
	switch {
	case h.rosterOpen:
		h.cover = append(h.cover, h.roster.box(f))
	case h.legendOpen:
		h.cover = append(h.cover, legendBox(f))
	}
}

// covered says whether something lies over a place: what would be half hidden
// there is better left out.
func (h *HUD) covered(r image.Rectangle) bool { return slices.ContainsFunc(h.cover, r.Overlaps) }
