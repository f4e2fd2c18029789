package screen

import (
	"image/color"
	"path/filepath"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/kept"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/view"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
)

// replayScreen plays a game that was kept.
type replayScreen struct {
	app         *App
	path        string
	loaded      chan loadResult
	waitedTicks int               // for how many ticks
	waiting     *panel.WaitScreen // nil: that is not worth a word yet
	player      *kept.Player      // nil: it is still being read
	view        *replica.View
	bar         *panel.ReplayControls
	actions     panel.ReplayCommand
	players     []followable // whom one can follow, as the bar lists them
	follow      sim.ID       // who is followed; 0: nobody
	renderer    *view.Renderer
	wholeMap    panel.FullMap
	clip        kit.SubImage // where the maze is
}

// background is theme.Background as Fill wants it, made once.
var background color.Color = theme.Background

// followable is somebody whom one can follow, by the name at the time.
type followable struct {
	id   sim.ID
	name string
}

// loadResult is what came of reading a game.
type loadResult struct {
	replay kept.Replay
	err    error
}

func newReplayScreen(a *App, path string) *replayScreen {
	r := &replayScreen{app: a, path: path, loaded: make(chan loadResult, 1), renderer: view.NewRenderer()}
	go func() {
		film, err := kept.Open(path)
		r.loaded <- loadResult{film, err}
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
	if r.actions.Leave {
		return newReplays(r.app, "")
	}
	jumped := r.actions.Seek && r.player.Seek(r.actions.Position)
	r.player.Advance(r.actions.Speed)
	r.view = r.player.View(r.follow)
	if r.updateFollow() {
		jumped = true
		r.view = r.player.View(r.follow)
		r.renderer = view.NewRenderer() // what one has seen is not what another has
	}
	r.renderer.Update(tick, r.view)
	if jumped {
		r.renderer.ReplaceTrails(r.player.Paths)
	}
	return r
}

// wait waits until the game is read, or the person goes back.
func (r *replayScreen) wait(w, h int) screen {
	r.app.menuBackdrop().Update(tick)
	select {
	case l := <-r.loaded:
		if l.err != nil {
			return newReplays(r.app, words.Tf("replays.fault-of", filepath.Base(r.path), unreadableReason(l.err)))
		}
		r.player = kept.NewPlayer(l.replay)
		r.view = r.player.View(0)
		r.bar = panel.NewReplayControls(nil, r.view.Level, r.player.Length())
		return r
	default:
	}
	if r.waitedTicks++; r.waiting == nil && r.waitedTicks > int(noticeDelay/tick) {
		r.waiting = panel.NewWaitScreen(nil, words.T("player.reading"))
	}
	if r.waiting != nil && r.waiting.Update(w, h, r.app.uiScale(h)) {
		return newReplays(r.app, "") // what is being read is let go then
	}
	return r
}

// updateFollow follows whom the person wants, has the bar list those who are there, and
// reports whether another one than before is followed. At first that is whoever
// kept the game, or, if that is nobody who plays, the first who comes.
func (r *replayScreen) updateFollow() bool {
	was := r.follow
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
	return r.follow != was
}

// playersChanged reports whether others are there than the bar lists, or by other names.
func (r *replayScreen) playersChanged() bool {
	return !slices.EqualFunc(r.players, r.view.Players, func(v followable, f replica.PlayerView) bool {
		return v.id == f.ID && v.name == f.Name
	})
}

// updatePlayers has the bar list those who are there. Where whoever was followed has
// gone, nobody is.
func (r *replayScreen) updatePlayers() {
	r.players = r.players[:0]
	var names []string
	at := 0
	for i := range r.view.Players {
		f := &r.view.Players[i]
		r.players = append(r.players, followable{f.ID, f.Name})
		names = append(names, r.playerLabel(f))
		if f.ID == r.follow {
			at = i + 1
		}
	}
	if at == 0 {
		r.follow = 0
	}
	r.bar.SetViews(names, at)
}

// playerLabel is what the bar calls a player.
func (r *replayScreen) playerLabel(f *replica.PlayerView) string {
	switch {
	case f.ID == r.player.Self():
		return words.T("player.you")
	case f.Name != "":
		return f.Name
	}
	return words.Tf("player.follow", string(f.Avatar))
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
	room := r.bar.FreeArea().Intersect(dst.Bounds()) // another size than in the tick before
	part := r.clip.Of(dst, room)
	o := view.Options{Now: now, ReducedMotion: r.app.reducedMotion(), NameScale: r.app.nameScale()}
	if r.follow == 0 && r.view.Maze != nil {
		scale, fits := view.FitScale(room.Dx(), room.Dy(), r.view.Maze)
		if !fits {
			r.wholeMap.Draw(part, r.view)
			r.bar.Draw(dst)
			return
		}
		o.Reveal, o.Scale = true, scale
	}
	r.renderer.Draw(part, r.view, o)
	r.bar.Draw(dst)
}

func (r *replayScreen) close() {}
