package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
)

// title is the title screen.
type title struct {
	app   *App
	panel *panel.Title
}

// newTitle makes the title screen, with the focus on one of its entries; the
// message says why one is back there.
func newTitle(a *App, at panel.Go, message string) *title {
	t := &title{app: a, panel: panel.NewTitle(panel.TitleOptions{At: at, Calm: a.calm()})}
	t.panel.Message(message)
	return t
}

func (t *title) update(_ time.Duration, w, h int) screen {
	t.app.scene().Update(tick)
	switch t.panel.Update(w, h, t.app.want(h)).Go {
	case panel.PlayHere:
		return newSolo(t.app, "")
	case panel.Host:
		return newHost(t.app, "")
	case panel.Join:
		return newJoin(t.app, joinStart{})
	case panel.Lessons:
		return newLessons(t.app, nil)
	case panel.Lab:
		return newLab(t.app, nil)
	case panel.Settings:
		return newSettings(t.app)
	case panel.Replays:
		return newReplays(t.app, "")
	case panel.Quit:
		return nil
	}
	return t
}

func (t *title) draw(dst *ebiten.Image, now time.Duration) {
	t.app.drawScene(dst, now, 0)
	t.panel.Draw(dst)
}

func (t *title) close() {}
