package lab

import (
	"sort"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Sizes of the lane of entries, which is the server's, in logical pixels.
const (
	entryLaneHeight = 12
	laneNameLine    = 13
	changeMarkWidth = 7
)

// drawEntryLane draws the background of the lane of entries and its names: whose
// it is and, if there is room, what is in it.
func (l *Lab) drawEntryLane(dst *ebiten.Image, s *ui.Skin) {
	lanes, server := l.timeline.lanes(len(l.panes))
	r, height := l.layout.lanes, float32(l.timeline.entryLane*l.timeline.scale)
	l.batch.Rect(float32(r.Min.X), server-height/2, float32(r.Dx()), height, theme.WithAlpha(theme.Border, 0.6))
	title := s.Wrap(i18n.T("lab.lane-entries"), ui.Small, 0, float64(l.layout.labels.Dx()-s.Px(8)))
	line, room := float32(s.Px(laneNameLine)), float32(r.Max.Y)-lanes[0]-float32(s.Px(8))
	if len(l.panes) > 1 {
		room = lanes[1] - lanes[0] - float32(s.Px(16))
	}
	if float32(len(title)+1)*line > room {
		title = nil
	}
	y := server - float32(len(title))*line/2
	l.drawLaneName(dst, s, i18n.T("lab.lane-server"), y, theme.Text)
	for _, text := range title {
		y += line
		l.drawLaneName(dst, s, text, y, theme.Dim)
	}
}

// entryX returns where an entry is, in px. Those that were applied in the same
// tick share its width.
func (l *Lab) entryX(i int) float32 {
	list := l.player.Trace().Entries
	at, first, end := list[i].Applied, i, i+1
	for first > 0 && list[first-1].Applied == at {
		first--
	}
	for end < len(list) && list[end].Applied == at {
		end++
	}
	return l.timeline.x(float64(at) - float64(end-1-i)/float64(end-first))
}

// visibleEntries returns the range of the entries that are visible.
func (l *Lab) visibleEntries() (first, end int) {
	list := l.player.Trace().Entries
	first = sort.Search(len(list), func(i int) bool { return float64(list[i].Applied) >= l.timeline.left })
	end = sort.Search(len(list), func(i int) bool { return float64(list[i].Applied) > l.timeline.left+l.timeline.visibleTicks()+1 })
	return first, max(first, end)
}

// drawEntries draws a mark for each entry. One with changes stands out; those with
// nothing but inputs are drawn if there is room, the higher if a key is held.
func (l *Lab) drawEntries() {
	if l.timeline.entryLane == 0 {
		return
	}
	_, y := l.timeline.lanes(len(l.panes))
	u, list := float32(l.timeline.scale), l.player.Trace().Entries
	first, end := l.visibleEntries()
	for i := first; i < end && l.showsInputs(); i++ {
		height := 1.5 * u
		if list[i].Keys {
			height = 6 * u
		}
		l.batch.Rect(l.entryX(i)-u, y-height/2, 2*u, height, theme.NetInput)
	}
	for i := first; i < end; i++ {
		if list[i].Changes > 0 {
			l.drawChangeMark(l.entryX(i), y, u)
		}
	}
}

// drawChangeMark draws the mark of an entry with changes; u is a logical pixel.
func (l *Lab) drawChangeMark(x, y, u float32) {
	l.batch.Rect(x-changeMarkWidth/2*u, y-5*u, changeMarkWidth*u, 10*u, theme.Accent)
}

// entryAt returns the entry whose mark is at a point. One with changes comes before
// others near it.
func (l *Lab) entryAt(x, y float32) (playback.Selection, bool) {
	_, server := l.timeline.lanes(len(l.panes))
	u := float32(l.timeline.scale)
	if l.timeline.entryLane == 0 || abs(server-y) > float32(l.timeline.entryLane/2)*u {
		return playback.Selection{}, false
	}
	list := l.player.Trace().Entries
	first, end := l.visibleEntries()
	for _, changes := range [...]bool{true, false} {
		best, nearest := -1, (changeMarkWidth/2+1)*u
		if !changes {
			nearest = float32(l.timeline.pitch()/2) + 0.5
		}
		for i := first; i < end && (changes || l.showsInputs()); i++ {
			if d := abs(l.entryX(i) - x); d <= nearest && (list[i].Changes > 0 || !changes) {
				best, nearest = i, d
			}
		}
		if best >= 0 {
			return playback.Selection{Kind: playback.Entry, Index: best}, true
		}
	}
	return playback.Selection{}, false
}

// highlightEntry highlights an entry, and for each of its inputs the packet that
// brought it and the way from the key press to the acknowledgement.
func (l *Lab) highlightEntry(index int) {
	for _, in := range l.describe().inputs {
		if in.Client < len(l.panes) {
			l.highlightInput(in.Client, in.Input, in.Carrier)
		}
	}
	_, y := l.timeline.lanes(len(l.panes))
	x, u := l.entryX(index), float32(l.timeline.scale)
	l.batch.Rect(x-6*u, y-8*u, 12*u, 16*u, theme.Text)
	l.batch.Rect(x-4.5*u, y-6.5*u, 9*u, 13*u, theme.Background)
	if e := &l.player.Trace().Entries[index]; e.Changes > 0 {
		l.drawChangeMark(x, y, u)
	} else {
		l.batch.Rect(x-1.5*u, y-3.5*u, 3*u, 7*u, theme.NetInput)
	}
}
