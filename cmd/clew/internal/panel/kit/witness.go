package kit

import "image"

// Witness is told of words while they are laid out and drawn. Tests have one,
// to find words that have no room, see package proof; a game has none.
type Witness interface {
	// Drawn says that words stand in r now, of which clip is to be seen; both
	// in px of the window.
	Drawn(words string, r, clip image.Rectangle)
	// Covered says that whatever was in r lies under something now.
	Covered(r image.Rectangle)
	// Tight says that words are wider than their box; both in px.
	Tight(words string, width, room float64)
	// Cut says that words were shortened.
	Cut(words string)
}

// witness is who is told; nil: nobody.
var witness Witness

// SetWitness has a witness told from now on; nil: nobody.
func SetWitness(w Witness) { witness = w }

// Fit tells a witness of words that are wider than their box of room px.
func (s *Skin) Fit(words string, st Style, room int) {
	if witness == nil {
		return
	}
	if width := s.Width(words, st); width > float64(room)+0.5 {
		witness.Tight(words, width, float64(room))
	}
}

// seen tells of words that were written from x on a baseline.
func (s *Skin) seen(words string, st Style, x, baseline int, width float64, clip image.Rectangle) {
	if witness == nil || words == "" {
		return
	}
	high := int(s.Face(st).Metrics().CapHeight)
	witness.Drawn(words, image.Rect(x, baseline-high, x+int(width+0.5), baseline+s.Px(1)), clip)
}
