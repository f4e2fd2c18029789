package screen

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
)

// BenchmarkScreen measures a frame of a whole screen on which nothing changes,
// up to Ebitengine's hand-over to the graphics card. All allocations are
// Ebitengine's, see TestEveryScreen.
func BenchmarkScreen(b *testing.B) {
	for _, name := range []string{
		"title", "solo", "join", "host", "lobby", "settings-player", "settings-keys", "replays", "lessons",
		"game", "game-net", "game-lag", "game-chat", "game-talk", "game-board", "game-map", "game-legend", "game-pause", "game-exit",
		"game-lost", "replay", "lab", "lab-packet", "lab-compare", "lesson",
	} {
		b.Run(name, func(b *testing.B) {
			s := newAppTest(b, i18n.English)
			dst := ebiten.NewImage(s.w, s.h)
			defer dst.Deallocate()
			scenes[name](s)
			for range 4 {
				s.draw(dst)
				dst.At(0, 0)
			}
			b.ReportAllocs()
			for b.Loop() {
				s.draw(dst)
				b.StopTimer()
				dst.At(0, 0)
				b.StartTimer()
			}
		})
	}
}
