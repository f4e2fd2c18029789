package screen

import (
	"cmp"
	"context"
	"path/filepath"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
)

// replaysScreen is the screen 'Replays'.
type replaysScreen struct {
	app   *App
	panel *menu.ReplayList
	index *replayIndex
	shown chan error // results of showing a replay in the file manager
	path  string     // of the replay that was last shown there
	end   context.CancelFunc
}

// newReplays returns the screen; message explains why the player is back there.
func newReplays(a *App, message string) *replaysScreen {
	folder := cmp.Or(a.opts.Replays, replayFolder())
	ctx, end := context.WithCancel(a.ctx)
	return &replaysScreen{
		app: a, end: end, shown: make(chan error, 1), index: newReplayIndex(ctx, folder, cmp.Or(a.opts.Captures, captureFolder())),
		panel: menu.NewReplayList(menu.ReplayOptions{Folder: folder, Message: message}),
	}
}

func (r *replaysScreen) update(_ time.Duration, w, h int) screen {
	r.app.menuBackdrop().Update(tick)
	r.index.poll()
	r.panel.SetReplays(r.index.infos, r.index.done)
	r.pollShown()
	switch choice := r.panel.Update(w, h, r.app.uiScale(h)); {
	case choice.Back:
		return newTitle(r.app, menu.Replays, "")
	case choice.Open != "":
		return newReplayScreen(r.app, choice.Open)
	case choice.Rename != "":
		r.rename(choice.Rename, choice.NewName)
	case choice.Delete != "":
		r.delete(choice.Delete)
	case choice.Show != "":
		r.show(choice.Show)
	}
	return r
}

// rename renames a replay.
func (r *replaysScreen) rename(path, name string) {
	newPath, errText := renameReplay(path, name)
	if errText != "" {
		r.panel.SetError(errText)
		return
	}
	r.index.rename(path, newPath)
	r.changed()
}

// delete deletes a replay.
func (r *replaysScreen) delete(path string) {
	if errText := deleteReplay(path); errText != "" {
		r.panel.SetError(errText)
		return
	}
	r.index.remove(path)
	r.changed()
}

// changed shows the list as it is after a change.
func (r *replaysScreen) changed() {
	r.panel.CloseDialog()
	r.panel.SetReplays(r.index.infos, r.index.done)
}

// show shows a replay in the file manager, in the background.
func (r *replaysScreen) show(path string) {
	r.path = path
	shown, showFile := r.shown, r.app.showFile
	go func() {
		err := showFile(path)
		select {
		case shown <- err:
		default: // an earlier result has not been read yet
		}
	}()
}

// pollShown says which folder it is if the file manager could not be opened.
func (r *replaysScreen) pollShown() {
	select {
	case err := <-r.shown:
		if err != nil {
			r.panel.SetError(i18n.Tf("replays.not-shown", filepath.Dir(r.path)))
		}
	default:
	}
}

func (r *replaysScreen) draw(dst *ebiten.Image, now time.Duration) {
	r.app.drawBackdrop(dst, now, 0.5)
	r.panel.Draw(dst)
}

func (r *replaysScreen) close() { r.end() }
