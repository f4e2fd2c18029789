package screen

import (
	"image"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/levels"
	"clew/net/replica"
	"clew/net/wire"
)

// At a start and at an exit of every built-in level, no panel covers the own player,
// an exit or a start. Only the net graph, in a window that it fills almost half of, may
// have no room beside four starts; then its background is faint.
func TestPanelsGiveWay(t *testing.T) {
	for _, name := range levels.Names() {
		m := levelOfName(t, name).Maze
		for where, cells := range map[string][]maze.Cell{"start": m.Starts(), "exit": m.Exits()} {
			for _, scale := range []float64{1, 2} {
				g := newGiveWay(m, cells[0], scale)
				for panel, open := range givingWay {
					crowded := panel == "net graph" && scale == 2 && len(m.Starts()) > 2 && where == "start"
					if covered, by := g.covered(open); !covered.Empty() && !crowded {
						t.Errorf("%s, at the %s, scale %v: the %s at %v covers what is at %v (player %v)", name, where, scale, panel, by, covered, g.play.selfRect())
					}
				}
				g.free()
			}
		}
	}
}

// givingWay are the panels, each with what opens it.
var givingWay = map[string]func(h *hud.HUD, in *ui.FakeInput, s *hud.State){
	"header":        func(*hud.HUD, *ui.FakeInput, *hud.State) {},
	"lag panel":     func(_ *hud.HUD, in *ui.FakeInput, _ *hud.State) { in.TapKeys(ebiten.KeyF2) },
	"net graph":     func(_ *hud.HUD, in *ui.FakeInput, _ *hud.State) { in.TapKeys(ebiten.KeyF3) },
	"minimap":       func(_ *hud.HUD, in *ui.FakeInput, _ *hud.State) { in.TapKeys(ebiten.KeyM) },
	"badge":         func(_ *hud.HUD, _ *ui.FakeInput, s *hud.State) { s.Netem = lagged },
	"toast":         func(h *hud.HUD, _ *ui.FakeInput, _ *hud.State) { h.Toast("Screenshot: Clew.png is in Pictures") },
	"banner":        func(h *hud.HUD, _ *ui.FakeInput, _ *hud.State) { h.Celebrate("You are out after 1:42!") },
	"spectator bar": func(_ *hud.HUD, _ *ui.FakeInput, s *hud.State) { s.Spectating.Active = true },
	"chat": func(h *hud.HUD, _ *ui.FakeInput, _ *hud.State) {
		for range 6 {
			h.AddLine("Rui joined, and there is a long corridor that goes nowhere")
		}
	},
	"chat's field": func(h *hud.HUD, in *ui.FakeInput, _ *hud.State) {
		h.AddLine("Rui joined")
		in.TapKeys(ebiten.KeyEnter)
	},
}

// giveWay is a view of a maze at the moment in which panels open.
type giveWay struct {
	play   *play
	clear  []image.Rectangle // exits and starts, as if all had been found
	scale  float64
	corner *ebiten.Image
}

func newGiveWay(m *maze.Maze, at maze.Cell, scale float64) *giveWay {
	middle := func(n int) int32 { return int32(n)*sim.CellUnits + sim.CellUnits/2 }
	p := &play{renderer: render.NewRenderer()}
	p.view = replica.View{Maze: m, Level: "Attic", Tick: 60, Players: []replica.PlayerView{{ID: 1, Avatar: 'A', Name: "Ann", Self: true, X: middle(at.X), Y: middle(at.Y)}}}
	frame := windowtest.NewImage(1280, 720)
	defer frame.Deallocate()
	for range 3 {
		p.renderer.Update(tick, &p.view)
	}
	p.renderer.Draw(frame, &p.view, render.Options{})
	windowtest.Drawn()
	g := &giveWay{play: p, scale: scale, corner: windowtest.NewImage(8, 8)}
	for _, c := range append(slices.Clone(m.Exits()), m.Starts()...) {
		x, y, cell := p.renderer.ScreenPosition(replica.Point{X: middle(c.X), Y: middle(c.Y)})
		if r := image.Rect(int(x-cell/2), int(y-cell/2), int(x+cell/2), int(y+cell/2)); r.Overlaps(frame.Bounds()) {
			g.clear = append(g.clear, r)
		}
	}
	return g
}

func (g *giveWay) free() { g.corner.Deallocate() }

// covered opens panels and returns what one of them covers, if any.
func (g *giveWay) covered(open func(*hud.HUD, *ui.FakeInput, *hud.State)) (covered, by image.Rectangle) {
	in := ui.NewFakeInput()
	h := hud.New(hud.Options{Input: in, ReducedMotion: true})
	s := hud.State{
		W: 1280, H: 720, Scale: g.scale, View: &g.play.view, SelfArea: g.play.selfRect(), KeepClear: g.clear,
		Explored: hud.Explored{Count: 1, Seen: g.play.renderer.IsExplored},
		Config:   netsettings.Config{Switches: replica.DefaultSwitches, Redundancy: wire.MaxInputFrames},
	}
	for range 2 {
		h.Update(s)
		in.NextTick()
	}
	open(h, in, &s)
	for range 4 {
		h.Update(s)
		h.Draw(g.corner)
		in.NextTick()
	}
	windowtest.Drawn()
	for _, r := range append(slices.Clone(s.KeepClear), s.SelfArea) {
		for _, panel := range h.OccupiedAreas() {
			if panel.Overlaps(r) {
				return r, panel
			}
		}
	}
	return covered, by
}
