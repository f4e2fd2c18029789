package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/menu"
)

// titleScreen is the title screen.
type titleScreen struct {
	app   *App
	panel *menu.TitleScreen
}

// newTitle returns the title screen with the focus on one entry; message explains
// why the player is back there.
func newTitle(a *App, focus menu.Destination, message string) *titleScreen {
	t := &titleScreen{app: a, panel: menu.NewTitleScreen(menu.TitleScreenOptions{Focus: focus, ReducedMotion: a.reducedMotion()})}
	t.panel.SetMessage(message)
	return t
}

func (t *titleScreen) update(_ time.Duration, w, h int) screen {
	t.app.menuBackdrop().Update(tick)
	switch t.panel.Update(w, h, t.app.uiScale(h)).To {
	case menu.SinglePlayer:
		return newSinglePlayer(t.app, "")
	case menu.Host:
		return newHost(t.app, "")
	case menu.Join:
		return newJoin(t.app, joinDefaults{})
	case menu.Together:
		return newTogetherForm(t.app, "", false)
	case menu.HowItWorks:
		return newHowItWorks(t.app)
	case menu.Lessons:
		return newLessons(t.app, nil)
	case menu.Lab:
		return newLab(t.app, nil)
	case menu.Settings:
		return newSettings(t.app)
	case menu.Replays:
		return newReplays(t.app, "")
	case menu.Quit:
		return nil
	}
	return t
}

func (t *titleScreen) draw(dst *ebiten.Image, now time.Duration) {
	t.app.drawBackdrop(dst, now, 0)
	t.panel.Draw(dst)
}

func (t *titleScreen) close() {}
