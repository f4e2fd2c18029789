package howitworks

import (
	"image"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/replica"
)

// layout holds the bounds of everything in px.
type layout struct {
	head     image.Rectangle
	sentence image.Rectangle
	panes    [placeCount]image.Rectangle
	gaps     [placeCount - 1]image.Rectangle // between the panes
	stacked  bool                            // one pane below the other
	controls image.Rectangle
	hints    image.Rectangle
}

// Sizes in logical pixels.
const (
	margin        = 10
	headHeight    = 24
	hintsHeight   = 20
	barHeight     = 26 // above and below a pane's picture
	laneLength    = 68 // of a gap between panes side by side
	lowLaneLength = 52 // … in a low window
	stackedLength = 40 // … and of one between panes above each other
	lowWindow     = 480
)

// sentenceStyle returns the style of the sentence.
func (s *Screen) sentenceStyle() ui.TextStyle {
	size := 24.0
	if s.root.Viewport().Height() < lowWindow {
		size = theme.Lead - 2
	} else if s.presenter() {
		size = theme.Title + 2
	}
	return ui.TextStyle{Font: theme.Bold, Size: size}
}

// presenter reports whether all is to be seen from the back of a room.
func (s *Screen) presenter() bool { return s.renderOptions != nil && s.renderOptions(0).Presenter }

// newLayout lays everything out.
func (s *Screen) newLayout() (l layout) {
	vp, skin := s.root.Viewport(), s.root.Skin()
	gap := vp.Px(margin)
	in := vp.Bounds().Inset(gap)
	l.head = image.Rect(in.Min.X, in.Min.Y-gap/2, in.Max.X, in.Min.Y-gap/2+vp.Px(headHeight))
	height := skin.LineHeight(s.sentenceStyle()) * s.sentenceLines(in.Dx())
	l.sentence = image.Rect(in.Min.X, l.head.Max.Y, in.Max.X, l.head.Max.Y+height)
	l.hints = image.Rect(in.Min.X, vp.H-gap/2-vp.Px(hintsHeight), in.Max.X, vp.H-gap/2)
	l.controls = image.Rect(in.Min.X, l.hints.Min.Y-vp.Px(2)-vp.Px(controlsHeight(vp)), in.Max.X, l.hints.Min.Y-vp.Px(2))
	l.placePanes(vp, image.Rect(in.Min.X, l.sentence.Max.Y+gap/2, in.Max.X, l.controls.Min.Y-gap))
	return l
}

// placePanes puts the panes side by side or, in a narrow window, one below the other.
func (l *layout) placePanes(vp ui.Viewport, in image.Rectangle) {
	l.stacked = in.Dy() > in.Dx()
	from, to, lane := in.Min.X, in.Max.X, vp.Px(laneLength)
	switch {
	case l.stacked:
		from, to, lane = in.Min.Y, in.Max.Y, vp.Px(stackedLength)
	case vp.Height() < lowWindow:
		lane = vp.Px(lowLaneLength)
	}
	size := (to - from - (placeCount-1)*lane) / placeCount
	part := func(from, size int) image.Rectangle {
		if l.stacked {
			return image.Rect(in.Min.X, from, in.Max.X, from+size)
		}
		return image.Rect(from, in.Min.Y, from+size, in.Max.Y)
	}
	for i := range l.panes {
		at := from + i*(size+lane)
		l.panes[i] = part(at, size)
		if i < len(l.gaps) {
			l.gaps[i] = part(at+size, lane)
		}
	}
}

// picture returns the part of a pane that shows the maze.
func (l *layout) picture(where place, vp ui.Viewport) image.Rectangle {
	r := l.panes[where]
	return image.Rect(r.Min.X, r.Min.Y+vp.Px(barHeight), r.Max.X, max(r.Max.Y-vp.Px(barHeight), r.Min.Y+vp.Px(barHeight)+1))
}

// sentenceLines returns how many lines the longest sentence needs, so that nothing
// moves when another one is shown.
func (s *Screen) sentenceLines(width int) int {
	k := linesKey{width: width, style: s.sentenceStyle(), scale: s.root.Viewport().Scale, edition: i18n.Revision()}
	if k != s.linesFor {
		s.linesFor, s.lines = k, 1
		for _, each := range allSentences(s.snapshotRate) {
			s.lines = max(s.lines, len(s.root.Skin().WrapBalanced(sentence(each), k.style, float64(width))))
		}
	}
	return s.lines
}

// linesKey is what the number of lines depends on.
type linesKey struct {
	width   int
	style   ui.TextStyle
	scale   float64
	edition int
}

// allSentences returns what leads to each of the sentences, with the longest numbers.
func allSentences(snapshotRate int) (all []sentenceKey) {
	for about := range topic(topicCount) {
		for _, r := range replica.Reconciliations {
			for i := range 8 {
				s := Settings{Reconciliation: r, Prediction: i&1 != 0, Interpolation: i&2 != 0}
				if i&4 != 0 {
					s.Lag = MaxLag
				}
				all = append(all, sentenceKey{s, about, snapshotRate})
			}
		}
	}
	return all
}
