package screen

import (
	"image"
	"image/color"
	"path/filepath"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/render"
	"clew/cmd/clew/internal/replays"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
)

// replayScreen plays a saved game.
type replayScreen struct {
	app         *App
	path        string
	loaded      chan loadResult
	waitedTicks int              // ticks spent loading
	waiting     *menu.WaitScreen // nil until loading takes noticeably long
	player      *replays.Player  // nil while loading
	view        *replica.View
	bar         *menu.ReplayControls
	actions     menu.ReplayCommand
	players     []followable // as listed in the bar
	follow      sim.ID       // followed player; 0 if none
	renderer    *render.Renderer
	wholeMap    menu.FullMap
	clip        ui.SubImage // the part of the window for the maze
	chat        hud.ReplayChat
	chatTick    sim.Tick // up to which chat has what was said
	covered     [1]image.Rectangle
}

// background is theme.Background as a color.Color, converted once.
var background color.Color = theme.Background

// followable is a player that can be followed, with its current name.
type followable struct {
	id   sim.ID
	name string
}

// loadResult is the result of loading a replay.
type loadResult struct {
	replay replays.Replay
	err    error
}

func newReplayScreen(a *App, path string) *replayScreen {
	r := &replayScreen{app: a, path: path, loaded: make(chan loadResult, 1), renderer: render.NewRenderer()}
	go func() {
		replay, err := replays.Open(path)
		r.loaded <- loadResult{replay, err}
	}()
	return r
}

func (r *replayScreen) update(_ time.Duration, w, h int) screen {
	if r.player == nil {
		if next := r.wait(w, h); r.player == nil {
			return next
		}
	}
	r.actions = r.bar.Update(w, h, r.app.uiScale(h), r.player.Tick())
	r.app.togglePresenter(r.bar.JustPressed)
	if r.actions.Leave {
		return newReplays(r.app, "")
	}
	before := r.player.Tick()
	jumped := r.actions.Seek && r.player.Seek(r.actions.Position)
	r.player.Advance(r.actions.Speed)
	r.view = r.player.View(r.follow)
	if r.updateFollow() {
		jumped = true
		r.view = r.player.View(r.follow)
		r.renderer = render.NewRenderer() // each player has explored different cells
	}
	r.renderer.Update(tick, r.view)
	if jumped {
		r.renderer.ReplaceTrails(r.player.Paths)
		r.renderer.Explore(r.follow, r.player.Tick() < before, r.player.LongPaths)
	}
	r.bar.SetDark(r.view.Dark && r.follow != 0)
	r.updateChat(w, h)
	return r
}

// updateChat shows what was said shortly before this tick.
func (r *replayScreen) updateChat(w, h int) {
	now := r.player.Tick()
	oldest := now - min(now, hud.ChatTicks)
	if now < r.chatTick || oldest > r.chatTick {
		r.chat.Clear()
		r.chatTick = oldest
	}
	if now > r.chatTick {
		for _, l := range r.player.Chat(r.chatTick, now) {
			r.chat.Add(l.Tick, l.Avatar, l.ID, l.Appearance, l.Name, l.Text)
		}
	}
	r.chatTick = now
	r.chat.Resize(w, h, r.app.uiScale(h))
	r.chat.SetTick(now)
}

// wait waits until the replay is loaded or the user goes back.
func (r *replayScreen) wait(w, h int) screen {
	r.app.menuBackdrop().Update(tick)
	select {
	case result := <-r.loaded:
		if result.err != nil {
			return newReplays(r.app, i18n.Tf("replays.cannot-open-file", filepath.Base(r.path), unreadableReason(result.err)))
		}
		r.player = replays.NewPlayer(result.replay)
		r.view = r.player.View(0)
		r.bar = menu.NewReplayControls(nil, r.view.Level, r.player.Length())
		return r
	default:
	}
	if r.waitedTicks++; r.waiting == nil && r.waitedTicks > int(noticeDelay/tick) {
		r.waiting = menu.NewWaitScreen(nil, i18n.T("player.reading"))
	}
	if r.waiting != nil && r.waiting.Update(w, h, r.app.uiScale(h)) {
		return newReplays(r.app, "") // the loaded replay is dropped
	}
	return r
}

// updateFollow follows the player chosen in the bar, updates the bar's list, and
// reports whether the followed player changed. At first it follows the player
// that made the capture or, in a recording, the first to appear.
func (r *replayScreen) updateFollow() bool {
	old := r.follow
	if i := r.actions.View - 1; i >= 0 && i < len(r.players) {
		r.follow = r.players[i].id
	} else {
		r.follow = 0
	}
	if r.playersChanged() {
		if len(r.players) == 0 {
			r.follow = r.player.Self()
			if r.follow == 0 && len(r.view.Players) > 0 {
				r.follow = r.view.Players[0].ID
			}
		}
		r.updatePlayers()
	}
	r.bar.SetLevel(r.view.Level)
	return r.follow != old
}

// playersChanged reports whether players or their names differ from the bar's
// list.
func (r *replayScreen) playersChanged() bool {
	return !slices.EqualFunc(r.players, r.view.Players, func(listed followable, player replica.PlayerView) bool {
		return listed.id == player.ID && listed.name == player.Name
	})
}

// updatePlayers updates the bar's list. If the followed player left, nobody is
// followed.
func (r *replayScreen) updatePlayers() {
	r.players = r.players[:0]
	var names []string
	selected := 0
	for i := range r.view.Players {
		player := &r.view.Players[i]
		r.players = append(r.players, followable{player.ID, player.Name})
		names = append(names, r.playerLabel(player))
		if player.ID == r.follow {
			selected = i + 1
		}
	}
	if selected == 0 {
		r.follow = 0
	}
	r.bar.SetViews(names, selected)
}

// playerLabel returns a player's label in the bar.
func (r *replayScreen) playerLabel(player *replica.PlayerView) string {
	switch {
	case player.ID == r.player.Self():
		return i18n.T("player.you")
	case player.Name != "":
		return player.Name
	}
	return i18n.Tf("player.follow", string(player.Avatar))
}

func (r *replayScreen) draw(dst *ebiten.Image, now time.Duration) {
	if r.player == nil {
		r.app.drawBackdrop(dst, now, 0.5)
		if r.waiting != nil {
			r.waiting.Draw(dst)
		}
		return
	}
	dst.Fill(background)
	area := r.bar.FreeArea().Intersect(dst.Bounds()) // the window may have shrunk since the last tick
	viewport := r.clip.Of(dst, area)
	r.covered[0] = r.chat.OccupiedArea()
	opts := r.app.renderOptions(now)
	opts.Overlays = r.covered[:]
	opts.Dark = r.view.Dark && !r.actions.ShowAll
	if r.follow == 0 && r.view.Maze != nil {
		scale, fits := render.FitScale(area.Dx(), area.Dy(), r.view.Maze)
		if !fits {
			r.wholeMap.Draw(viewport, r.view)
			r.chat.Draw(dst, area)
			r.bar.Draw(dst)
			return
		}
		opts.Reveal, opts.Scale = true, scale
	}
	r.renderer.Draw(viewport, r.view, opts)
	r.chat.Draw(dst, area)
	r.bar.Draw(dst)
}

func (r *replayScreen) close() {}
