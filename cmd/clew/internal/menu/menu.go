package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// menuEntry is an entry of the menu.
type menuEntry struct {
	label  string // message key
	note   string // message key: what it leads to
	action func()
}

// Sizes of the main menu in logical pixels.
const (
	menuEntryHeight        = 54
	menuEntryHeightCompact = 25 // in a low window
	menuWidth              = 340
	menuWidthCompact       = 480 // with the notes beside the entries
	menuNoteColumn         = 160 // where they begin
	menuTextWidth          = 250 // widest entry, with margin
)

// Font size of the title, and the distance from its baseline to the menu.
const (
	titleSize, titleGap               = 104, 60
	titleSizeCompact, titleGapCompact = 64, 40
	titleAscent, titleMargin          = 0.78, 12 // share of the size above the baseline; to the window's edge
)

// menuHeight returns the window height needed for n entries in full size.
func menuHeight(n int) float64 {
	return titleMargin + titleSize*titleAscent + titleGap + float64(n)*menuEntryHeight + 16
}

// menuLayout is the layout of the main menu in px.
type menuLayout struct {
	left       int // of title and entries
	baseline   int // of the title
	entriesTop int
	style      ui.TextStyle
}

// unit returns the unit for the thread and its ball in px.
func (l *menuLayout) unit(vp ui.Viewport) float64 { return vp.Scale * l.style.Size / 88 }

// layoutMenu lays out a main menu of the given height, in logical pixels.
func layoutMenu(vp ui.Viewport, height float64, compact bool) menuLayout {
	w, h := vp.Width(), vp.Height()
	size, gap := float64(titleSize), float64(titleGap)
	if compact {
		size, gap = titleSizeCompact, titleGapCompact
	}
	top := max((h-size*titleAscent-gap-height)*0.42, titleMargin)
	left := min(max(w*0.11, 64), 180)
	return menuLayout{
		left:       vp.Px(left),
		baseline:   vp.Px(top + size*titleAscent),
		entriesTop: vp.Px(top + size*titleAscent + gap),
		style:      ui.TextStyle{Font: theme.Bold, Size: size},
	}
}

// drawMessage draws an error message in a box at (x,y), at most w px wide.
func drawMessage(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, text string, x, y, w int) {
	lines := s.WrapBalanced(text, ui.Body, float64(w-s.Px(32)))
	line, widest := s.Px(20), 0.0
	for _, l := range lines {
		widest = max(widest, s.TextWidth(l, ui.Body))
	}
	w = min(w, int(widest)+s.Px(32))
	r := image.Rect(x, y, x+w, y+line*len(lines)+s.Px(16))
	s.Panel.Draw(dst, r, 1)
	q.Rect(float32(x), float32(y+s.Px(6)), float32(s.Px(3)), float32(r.Dy()-s.Px(12)), theme.Warn)
	q.Draw(dst)
	for i, l := range lines {
		top := y + s.Px(8) + i*line
		s.Print(dst, l, ui.Body, x+s.Px(16), s.Baseline(ui.Body, top, top+line), theme.Text)
	}
}
