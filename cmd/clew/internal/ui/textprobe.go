package ui

import "image"

// TextProbe is told of words while they are laid out and drawn. Tests have one,
// to find words that have no room, see package proof; a game has none.
type TextProbe interface {
	// TextDrawn says that words stand in r now, of which clip is to be seen; both
	// in px of the window.
	TextDrawn(words string, r, clip image.Rectangle)
	// AreaCovered says that whatever was in r lies under something now.
	AreaCovered(r image.Rectangle)
	// TextOverflows says that words are wider than their box; both in px.
	TextOverflows(words string, width, room float64)
	// TextTruncated says that words were shortened.
	TextTruncated(words string)
}

// textProbe is who is told; nil: nobody.
var textProbe TextProbe

// SetTextProbe has a witness told from now on; nil: nobody.
func SetTextProbe(w TextProbe) { textProbe = w }

// CheckFit tells a witness of words that are wider than their box of room px.
func (s *Skin) CheckFit(words string, st TextStyle, room int) {
	if textProbe == nil {
		return
	}
	if width := s.TextWidth(words, st); width > float64(room)+0.5 {
		textProbe.TextOverflows(words, width, float64(room))
	}
}

// reportText tells of words that were written from x on a baseline.
func (s *Skin) reportText(words string, st TextStyle, x, baseline int, width float64, clip image.Rectangle) {
	if textProbe == nil || words == "" {
		return
	}
	high := int(s.Face(st).Metrics().CapHeight)
	textProbe.TextDrawn(words, image.Rect(x, baseline-high, x+int(width+0.5), baseline+s.Px(1)), clip)
}
