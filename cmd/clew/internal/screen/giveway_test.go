package screen

import (
	"fmt"
	"image"
	"maps"
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
		testAtStartAndExit(t, name, func(g *giveWay) {
			for panel := range givingWay {
				areas := g.open(panel)
				for _, r := range append(slices.Clone(g.clear), g.play.selfRect()) {
					if i := slices.IndexFunc(areas, r.Overlaps); i >= 0 && !(panel == "net graph" && g.crowded) {
						t.Errorf("%s: the %s at %v covers what is at %v (player %v)", g, panel, areas[i], r, g.play.selfRect())
					}
				}
			}
		})
	}
}

// Panels that are open together do not overlap, nor cover the own player, but as above.
// The banner is not among them: it may lie on others while it is shown.
func TestPanelsGiveWayToEachOther(t *testing.T) {
	var together [][]string
	for _, panel := range slices.Sorted(maps.Keys(givingWay)) {
		for _, with := range [][]string{{"lag panel"}, {"net graph"}, {"chat"}, {"lag panel", "net graph"}} {
			if panel != "banner" && !slices.Contains(with, panel) {
				together = append(together, append(with, panel))
			}
		}
	}
	for _, name := range []string{"first-thread", "two-courtyards", "labyrinth"} {
		testAtStartAndExit(t, name, func(g *giveWay) {
			for _, panels := range together {
				areas, self := g.open(panels...), g.play.selfRect()
				for i, r := range areas {
					if k := slices.IndexFunc(areas[:i], r.Overlaps); k >= 0 {
						t.Errorf("%s, %q: the panels at %v and %v overlap", g, panels, areas[k], r)
					}
					if r.Overlaps(self) && !(g.crowded && slices.Contains(panels, "net graph")) {
						t.Errorf("%s, %q: the panel at %v covers the player at %v", g, panels, r, self)
					}
				}
			}
		})
	}
}

// testAtStartAndExit calls test at a start and at an exit of a level, at 100 and 200 %.
func testAtStartAndExit(t *testing.T, level string, test func(*giveWay)) {
	m := levelOfName(t, level).Maze
	for _, scale := range []float64{1, 2} {
		for where, cells := range map[string][]maze.Cell{"start": m.Starts(), "exit": m.Exits()} {
			g := newGiveWay(m, cells[0], scale)
			g.title = fmt.Sprintf("%s, at the %s, scale %v", level, where, scale)
			g.crowded = scale == 2 && len(m.Starts()) > 2 && where == "start"
			test(g)
			g.free()
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
	title   string
	play    *play
	clear   []image.Rectangle // exits and starts, as if all had been found
	scale   float64
	crowded bool // large panels beside many starts
	corner  *ebiten.Image
}

func (g *giveWay) String() string { return g.title }

func newGiveWay(m *maze.Maze, at maze.Cell, scale float64) *giveWay {
	middle := func(n int) int32 { return int32(n)*sim.CellUnits + sim.CellUnits/2 }
	p := &play{gameScreen: gameScreen{renderer: render.NewRenderer()}}
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

// open opens panels, one after the other, and returns the areas in which all are drawn.
func (g *giveWay) open(panels ...string) []image.Rectangle {
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
	for _, panel := range panels {
		givingWay[panel](h, in, &s)
		h.Update(s)
		in.NextTick()
	}
	for range 4 {
		h.Update(s)
		h.Draw(g.corner)
		in.NextTick()
	}
	windowtest.Drawn()
	return h.OccupiedAreas()
}
