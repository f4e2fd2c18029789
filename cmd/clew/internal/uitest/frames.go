package uitest

import (
	"image"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// EdgePixels returns the pixels within 4 of the edges of an image.
func EdgePixels(img *image.RGBA) (pix []byte) {
	w, h := 4*img.Rect.Dx(), img.Rect.Dy()
	pix = append(append(pix, img.Pix[:4*w]...), img.Pix[(h-4)*w:]...)
	for y := range h {
		pix = append(append(pix, img.Pix[y*w:y*w+16]...), img.Pix[(y+1)*w-16:(y+1)*w]...)
	}
	return pix
}

// BenchmarkFrames benchmarks drawing frames. Drawing is queued until pixels are
// read, so the benchmark does that now and then.
func BenchmarkFrames(b *testing.B, dst *ebiten.Image, draw func(*ebiten.Image)) {
	b.ReportAllocs()
	var pixel [4]byte
	one := dst.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image)
	for i := 0; b.Loop(); i++ {
		draw(dst)
		if i%8 == 7 {
			b.StopTimer()
			one.ReadPixels(pixel[:])
			b.StartTimer()
		}
	}
}
