package render

import (
	"image"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/sim"
)

// A frame as the game draws it, rendering included: reading one pixel back
// waits until all is drawn.
func BenchmarkFrame(b *testing.B) {
	for _, c := range []struct {
		name    string
		players int
		size    image.Point
	}{
		{"1280x720/2players", 2, image.Pt(1280, 720)},
		{"1280x720/8players", 8, image.Pt(1280, 720)},
		{"1280x720/200players", 200, image.Pt(1280, 720)},
		{"1920x1080/8players", 8, image.Pt(1920, 1080)},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkFrame(b, c.players, c.size) })
	}
}

func benchmarkFrame(b *testing.B, players int, size image.Point) {
	s, _ := explored(b)
	f := s.view.Players[0]
	for id := 3; id <= players; id++ {
		g := f
		g.ID, g.Self, g.Avatar, g.Name = sim.ID(id), false, rune('A'+(id-1)%26), "player"
		g.X += int32(id%9-4) * 900
		g.Y += int32(id/9%7-3) * 900
		s.view.Players = append(s.view.Players, g)
	}
	dst := ebiten.NewImage(size.X, size.Y)
	defer dst.Deallocate()
	corner := dst.SubImage(image.Rect(0, 0, 1, 1)).(*ebiten.Image)
	var pixel [4]byte
	step := int32(32)
	frame := func(i int) {
		if i%20 == 0 {
			step = -step
		}
		s.view.Players[0].Y += step
		s.now += frameTime
		s.r.Update(frameTime, &s.view)
		s.r.Draw(dst, &s.view, Options{Now: s.now})
		corner.ReadPixels(pixel[:])
	}
	for i := range 60 {
		frame(i)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		frame(i)
		i++
	}
}

// The part of a frame that Go computes, without drawing.
func BenchmarkLight(b *testing.B) {
	s, _ := explored(b)
	s.shot("light", 1280, 720, Options{})
	b.ReportAllocs()
	for b.Loop() {
		s.r.torch.Cast(s.r.maze, s.r.torch.X, s.r.torch.Y, torchReach)
		s.r.computeLights()
	}
}

func BenchmarkUpdate(b *testing.B) {
	s, _ := explored(b)
	b.ReportAllocs()
	for b.Loop() {
		s.r.Update(time.Second/60, &s.view)
	}
}
