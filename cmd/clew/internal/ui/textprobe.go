package ui

import "image"

// TextProbe observes text as it is laid out and drawn. Tests use it to find
// text without room (see package uitest).
type TextProbe interface {
	// TextDrawn reports text drawn in r and clipped to clip, both in px of the
	// window.
	TextDrawn(words string, r, clip image.Rectangle)
	// AreaCovered reports that r has been painted over.
	AreaCovered(r image.Rectangle)
	// TextOverflows reports text wider than its box, both in px.
	TextOverflows(words string, width, room float64)
	// TextTruncated reports text that was shortened.
	TextTruncated(words string)
}

// textProbe is the current probe, or nil.
var textProbe TextProbe

// SetTextProbe sets the probe; nil removes it.
func SetTextProbe(w TextProbe) { textProbe = w }

// CheckFit tells the probe if text is wider than room px.
func (s *Skin) CheckFit(text string, style TextStyle, room int) {
	if textProbe == nil {
		return
	}
	if width := s.TextWidth(text, style); width > float64(room)+0.5 {
		textProbe.TextOverflows(text, width, float64(room))
	}
}

// reportText tells the probe about drawn text.
func (s *Skin) reportText(text string, style TextStyle, x, baseline int, width float64, clip image.Rectangle) {
	if textProbe == nil || text == "" {
		return
	}
	height := int(s.face(style).Metrics().CapHeight)
	textProbe.TextDrawn(text, image.Rect(x, baseline-height, x+int(width+0.5), baseline+s.Px(1)), clip)
}
