// Command gallery shows the title screen and the HUD over a picture, with
// made-up people and numbers, to try panels by hand without a server. It tells
// on standard output what was chosen.
//
//	go run ./cmd/clew/internal/panel/gallery -size 1280x720 -scale 1
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/hud"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// gallery is a title screen that leads to a HUD and back.
type gallery struct {
	scale float64
	w, h  int
	title *panel.TitleScreen
	hud   *hud.HUD
	walk  input.Movement
	now   hud.State
	tick  int
	last  sim.Input
}

// Update implements ebiten.Game.
func (g *gallery) Update() error {
	g.tick++
	if g.hud == nil {
		return g.updateTitle()
	}
	g.now.W, g.now.H, g.now.Scale = g.w, g.h, g.scale
	g.now.View = showcase.SampleView(6, sim.Tick(g.tick))
	g.now.Stats = showcase.SampleStats(g.tick)
	g.now.BytesIn += 207
	g.now.BytesOut += 51
	wish := g.hud.Update(g.now)
	if wish.Changed {
		g.now.Netem, g.now.Switches = wish.Netem, wish.Switches
		fmt.Printf("wire %+v switches %+v\n", wish.Netem, wish.Switches)
	}
	if wish.Chat != "" {
		fmt.Printf("say %q\n", wish.Chat)
		g.hud.AddChat('A', 1, wire.Appearance{}, "Inês", wish.Chat)
	}
	if in := g.walk.Input(g.hud.WantsKeyboard()); in != g.last {
		g.last = in
		fmt.Printf("walk %04b\n", in)
	}
	if wish.Leave {
		fmt.Println("leave")
		g.hud = nil
		g.title.SetMessage("You have left the game.")
	}
	return nil
}

func (g *gallery) updateTitle() error {
	c := g.title.Update(g.w, g.h, g.scale)
	if c.To != panel.Stay {
		fmt.Printf("go %d\n", c.To)
	}
	switch c.To {
	case panel.Quit:
		return ebiten.Termination
	case panel.SinglePlayer, panel.Join:
		g.hud = hud.New(hud.Options{})
		g.now.Switches = replica.DefaultSwitches
		g.hud.AddLine("Inês joined")
		g.hud.Toast("No sound device: playing silently")
	}
	return nil
}

// Draw implements ebiten.Game.
func (g *gallery) Draw(dst *ebiten.Image) {
	showcase.DrawBackdrop(dst)
	if g.hud != nil {
		g.hud.Draw(dst)
	} else {
		g.title.Draw(dst)
	}
}

// Layout implements ebiten.Game.
func (g *gallery) Layout(w, h int) (int, int) {
	g.w, g.h = w, h
	return w, h
}

func main() {
	g := &gallery{w: 1280, h: 720}
	size := flag.String("size", "1280x720", "of the window")
	flag.Float64Var(&g.scale, "scale", 0, "of the panels; 0: one that suits the window")
	flag.Parse()
	if _, err := fmt.Sscanf(*size, "%dx%d", &g.w, &g.h); err != nil {
		fmt.Fprintf(os.Stderr, "gallery: -size wants something like 1280x720, not %q\n", *size)
		os.Exit(2)
	}
	g.title = panel.NewTitleScreen(panel.TitleScreenOptions{})
	ebiten.SetWindowSize(g.w, g.h)
	ebiten.SetWindowTitle("Clew: panels")
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	if err := ebiten.RunGame(g); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}
