package screen

import (
	"cmp"
	"context"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
)

// replays is the screen 'Replays'.
type replays struct {
	app   *App
	panel *panel.ReplayList
	shelf *shelf
	end   context.CancelFunc
}

// newReplays makes the screen; the message says why one is back there.
func newReplays(a *App, message string) *replays {
	folder := cmp.Or(a.opts.Replays, replayFolder())
	ctx, end := context.WithCancel(a.life)
	return &replays{
		app: a, end: end, shelf: newShelf(ctx, folder, cmp.Or(a.opts.Captures, captureFolder())),
		panel: panel.NewReplayList(panel.ReplayOptions{Folder: folder, Message: message}),
	}
}

func (r *replays) update(_ time.Duration, w, h int) screen {
	r.app.scene().Update(tick)
	r.shelf.look()
	r.panel.List(r.shelf.infos, r.shelf.done)
	switch c := r.panel.Update(w, h, r.app.want(h)); {
	case c.Back:
		return newTitle(r.app, panel.Replays, "")
	case c.Open != "":
		return newReplayer(r.app, c.Open)
	}
	return r
}

func (r *replays) draw(dst *ebiten.Image, now time.Duration) {
	r.app.drawScene(dst, now, 0.5)
	r.panel.Draw(dst)
}

func (r *replays) close() { r.end() }
