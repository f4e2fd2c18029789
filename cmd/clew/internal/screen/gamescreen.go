package screen

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/ui"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// gameScreen is what the screens of a game share, on a server or without one: the
// keys, the picture, the HUD and the sounds.
type gameScreen struct {
	app          *App
	movement     input.Movement
	hud          *hud.HUD
	settingsForm *menu.SettingsForm // shown over the game; nil while closed
	identity     settings.Player    // last sent to the others
	renderer     *render.Renderer
	view         replica.View
	sounds       gameSounds
	spectate     spectating
	clip         ui.SubImage // the part of the window for the whole maze
	isExplored   func(x, y int) bool
	isInSight    func(x, y int) bool
	keepClear    []image.Rectangle // scratch of landmarks
}

// newGameScreen returns what a game shows before it begins; o is completed with what
// the settings say.
func newGameScreen(a *App, o hud.Options) gameScreen {
	current := a.settings.Current()
	o.Keys, o.Buttons, o.ReducedMotion = &a.keys, &a.buttons, a.reducedMotion()
	o.NetGraph, o.Hint = current.Video.NetGraph, !current.Seen.Keys
	g := gameScreen{
		app:      a,
		identity: current.Player,
		hud:      hud.New(o),
		movement: input.Movement{Keys: &a.keys, Buttons: &a.buttons},
		renderer: render.NewRenderer(),
		sounds:   gameSounds{out: a.opts.Sounds},
	}
	g.isExplored, g.isInSight = g.renderer.IsExplored, g.renderer.IsInSight
	return g
}

// updateOverlay updates the HUD with updateHUD, or the settings over the game, which
// continues meanwhile. When they close, changed is told what has changed of the
// player: the name, unless it is empty, and the appearance, unless that is nil.
func (g *gameScreen) updateOverlay(w, h int, updateHUD func(w, h int) hud.Actions, changed func(name string, look *wire.Appearance)) hud.Actions {
	if g.settingsForm == nil {
		actions := updateHUD(w, h)
		if actions.Settings {
			g.settingsForm = g.app.newSettingsForm(g.letter())
		}
		return actions
	}
	if g.app.updateSettings(g.settingsForm, w, h) {
		g.settingsForm = nil
		g.hud.SetReducedMotion(g.app.reducedMotion())
		changed(g.changedIdentity())
	}
	return hud.Actions{}
}

// changedIdentity returns the name and the appearance if they differ from those that
// the others know.
func (g *gameScreen) changedIdentity() (name string, look *wire.Appearance) {
	old, current := g.identity, g.app.settings.Current().Player
	if current.Name != old.Name {
		name = current.Name
	}
	if is := current.Look(); is != old.Look() {
		look = &is
	}
	g.identity = current
	return name, look
}

// updatePicture advances what moves in the picture by a tick.
func (g *gameScreen) updatePicture() {
	if g.view.Maze == nil {
		g.app.menuBackdrop().Update(tick)
	}
	g.renderer.Update(tick, &g.view)
}

// togglePresenter turns the presenter style on or off.
func (g *gameScreen) togglePresenter() {
	g.app.setPresenter(!g.app.presenter())
	g.hud.Toast(i18n.T(map[bool]string{true: "presenter.on", false: "presenter.off"}[g.app.presenter()]))
}

// showEvent shows an event and plays its sound; self is the own player.
func (g *gameScreen) showEvent(event replica.Event, self sim.ID) {
	if own := event.Kind == replica.EventChat && event.ID == self; !own {
		g.sounds.playEvent(event)
	}
	switch event.Kind {
	case replica.EventChat:
		g.hud.AddChat(event.Avatar, event.ID, event.Appearance, event.Name, event.Text)
	case replica.EventExited:
		g.hud.AddLine(hud.FinishText(event.Name, event.Elapsed, false))
	case replica.EventError:
		g.hud.Toast(serverErrorText(event))
	case replica.EventNotice:
		g.hud.AddLine(event.Text)
	case replica.EventLevel:
		g.hud.LevelStarted()
	default:
		if line := eventText(event); line != "" {
			g.hud.AddLine(line)
		}
	}
}

// recordHint remembers that the keys need not be shown again.
func (g *gameScreen) recordHint(actions hud.Actions) {
	if actions.HintShown {
		g.app.settings.Change(func(s *settings.Settings) { s.Seen.Keys = true })
	}
}

// drawGame draws the view at a moment, and the HUD or the settings over it.
func (g *gameScreen) drawGame(dst *ebiten.Image, now time.Duration, opts render.Options) {
	opts.Dark = g.view.Dark
	opts.Ghost, opts.SelfName = g.hud.GhostVisible(), i18n.T("game.you")
	if g.spectate.active {
		if g.spectate.out { // it has found the way itself
			g.view.Unfollow()
			opts.Reveal = true
		}
		g.view.Follow(g.spectate.target)
		opts.SelfName = ""
	}
	if g.settingsForm != nil {
		opts.Dim = 0.55
	} else {
		opts.Overlays = g.hud.OccupiedAreas()
	}
	if g.view.Maze == nil { // not there yet
		g.app.drawBackdrop(dst, now, 0.5)
	} else {
		g.drawMaze(dst, opts)
	}
	if g.settingsForm != nil {
		g.settingsForm.Draw(dst)
		return
	}
	g.hud.Draw(dst)
}

func (g *gameScreen) drawMaze(dst *ebiten.Image, opts render.Options) {
	viewport := dst
	if g.spectate.showsWholeMaze(&g.view) { // no panel may hide a player
		dst.Fill(background)
		opts.Overlays = nil
		viewport = g.clip.Of(dst, g.hud.SpectatorArea(dst.Bounds().Dx(), dst.Bounds().Dy()))
	}
	g.renderer.Draw(viewport, &g.view, g.spectate.drawOptions(&g.view, viewport.Bounds().Dx(), viewport.Bounds().Dy(), opts))
}

// letter returns the player's letter, or 0 while there is none.
func (g *gameScreen) letter() rune {
	if self := g.view.Self(); self != nil {
		return self.Avatar
	}
	return 0
}

// hasKeyboardFocus reports whether something else has the keyboard, so keys must
// not move the player.
func (g *gameScreen) hasKeyboardFocus() bool { return g.settingsForm != nil || g.hud.WantsKeyboard() }

// explored returns the data for the map, or nothing while the whole maze is
// shown.
func (g *gameScreen) explored() hud.Explored {
	if g.spectate.showsWholeMaze(&g.view) {
		return hud.Explored{}
	}
	explored := hud.Explored{Count: g.renderer.ExploredCount(), Seen: g.isExplored}
	if g.view.Dark {
		explored.InSight = g.isInSight
	}
	return explored
}

// selfRect returns where the own player and its name are in the window.
func (g *gameScreen) selfRect() image.Rectangle {
	self := g.view.Self()
	if self == nil {
		return image.Rectangle{}
	}
	x, y, cell := g.renderer.ScreenPosition(replica.Point{X: self.X, Y: self.Y})
	return image.Rect(int(x-cell/2), int(y-cell), int(x+cell/2), int(y+cell/2))
}

// landmarks returns where the exits and starts that have been found are in the
// window.
func (g *gameScreen) landmarks() []image.Rectangle {
	g.keepClear = g.keepClear[:0]
	if m := g.view.Maze; m != nil {
		g.addLandmarks(m.Exits())
		g.addLandmarks(m.Starts())
	}
	return g.keepClear
}

func (g *gameScreen) addLandmarks(at []maze.Cell) {
	for _, c := range at {
		if !g.renderer.IsExplored(c.X, c.Y) {
			continue
		}
		x, y, cell := g.renderer.ScreenPosition(replica.Point{X: int32(c.X)*sim.CellUnits + sim.CellUnits/2, Y: int32(c.Y)*sim.CellUnits + sim.CellUnits/2})
		g.keepClear = append(g.keepClear, image.Rect(int(x-cell/2), int(y-cell/2), int(x+cell/2), int(y+cell/2)))
	}
}
