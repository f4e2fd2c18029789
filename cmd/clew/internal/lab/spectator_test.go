package lab

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/netsim"
	"clew/net/wire"
)

// A spectator's capture can be opened as well.
func TestSpectatorCapture(t *testing.T) {
	m, err := maze.Generate(1, 15, 11, 60)
	if err != nil {
		t.Fatal(err)
	}
	walk := func(tick int) sim.Input { return sim.Left << (tick / 30 % 2) }
	r := netsim.New(netsim.Config{Level: &maze.Level{Name: "watched", Maze: m}, MaxSpectators: 1, Clients: []netsim.ClientConfig{
		{Name: "Inês", Spectate: wire.SpectateAlways}, {Name: "Rui", Input: walk},
	}})
	r.Run(100)
	path := filepath.Join(t.TempDir(), "watched.capture")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rec, err := capture.Start(f, r.Clients[0].Client, capture.Header{Wire: "msgpack"})
	if err != nil {
		t.Fatal(err)
	}
	r.Run(200)
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	s := newHarness(t, path, 1280, 720)
	for range 30 {
		s.tap(ebiten.KeyArrowRight)
	}
	s.tap(ebiten.KeySpace)
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-watched", windowtest.ReadPixels(s.img))
}
