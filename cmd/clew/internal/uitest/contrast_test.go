package uitest

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// Text with too little contrast is found, dark or light. Half-hidden text and
// letters on players are skipped.
func TestLowContrast(t *testing.T) {
	window := image.Rect(0, 0, 100, 60)
	at := image.Rect(10, 10, 60, 24)
	for _, tc := range []struct {
		name       string
		words      string
		ink, stone uint8
		clip       image.Rectangle
		want       int
	}{
		{"white on black", "words", 255, 0, window, 0},
		{"black on white", "words", 0, 255, window, 0},
		{"dim on night", "words", 130, 10, window, 0},
		{"dim on stone", "words", 120, 70, window, 1},
		{"stone on dim", "words", 70, 120, window, 1},
		{"half hidden", "words", 120, 70, image.Rect(0, 0, 100, 16), 0},
		{"a letter", "D", 120, 70, window, 0},
	} {
		picture := image.NewRGBA(window)
		draw.Draw(picture, window, image.NewUniform(color.Gray{tc.stone}), image.Point{}, draw.Src)
		for x := at.Min.X; x < at.Max.X; x += 6 { // roughly letters
			draw.Draw(picture, image.Rect(x, at.Min.Y, x+2, at.Max.Y), image.NewUniform(color.Gray{tc.ink}), image.Point{}, draw.Src)
		}
		r := StartLayoutCheck(window)
		r.TextDrawn(tc.words, at, tc.clip)
		r.Problems()
		if got := r.LowContrast(picture); len(got) != tc.want {
			t.Errorf("%s: %q", tc.name, got)
		}
	}
}
