package screen

import (
	"cmp"
	"context"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/menu"
)

// replaysScreen is the screen 'Replays'.
type replaysScreen struct {
	app   *App
	panel *menu.ReplayList
	index *replayIndex
	end   context.CancelFunc
}

// newReplays returns the screen; message explains why the player is back there.
func newReplays(a *App, message string) *replaysScreen {
	folder := cmp.Or(a.opts.Replays, replayFolder())
	ctx, end := context.WithCancel(a.ctx)
	return &replaysScreen{
		app: a, end: end, index: newReplayIndex(ctx, folder, cmp.Or(a.opts.Captures, captureFolder())),
		panel: menu.NewReplayList(menu.ReplayOptions{Folder: folder, Message: message}),
	}
}

func (r *replaysScreen) update(_ time.Duration, w, h int) screen {
	r.app.menuBackdrop().Update(tick)
	r.index.poll()
	r.panel.SetReplays(r.index.infos, r.index.done)
	switch choice := r.panel.Update(w, h, r.app.uiScale(h)); {
	case choice.Back:
		return newTitle(r.app, menu.Replays, "")
	case choice.Open != "":
		return newReplayScreen(r.app, choice.Open)
	}
	return r
}

func (r *replaysScreen) draw(dst *ebiten.Image, now time.Duration) {
	r.app.drawBackdrop(dst, now, 0.5)
	r.panel.Draw(dst)
}

func (r *replaysScreen) close() { r.end() }
