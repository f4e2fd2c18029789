package panel

import (
	"bytes"
	"testing"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/cmd/clew/internal/windowtest"
)

// The very first frame of the title shows what a later one does, in each window:
// nothing moves in, or finds its place afterwards.
func TestTheTitleIsRightAtOnce(t *testing.T) {
	inEach(t, func(t *testing.T, w window) {
		title := NewTitle(TitleOptions{Hands: kit.NewScript(), Calm: true, At: Settings})
		page := set(w, kit.NewScript(), func(int, int, float64) {}, title.Draw)
		frame := func() []byte {
			title.Update(w.w, w.h, w.scale)
			showcase.Backdrop(page.img)
			title.Draw(page.img)
			return windowtest.Pixels(page.img).Pix
		}
		first := frame()
		for i := 2; i <= 30; i++ {
			if !bytes.Equal(frame(), first) {
				t.Fatalf("frame %d is another", i)
			}
		}
	})
}
