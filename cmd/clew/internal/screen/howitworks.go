package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/howitworks"
	"clew/cmd/clew/internal/menu"
)

// howItWorks shows how netcode works.
type howItWorks struct {
	app  *App
	demo *howitworks.Screen
}

// newHowItWorks returns the screen or, on an error, the title screen, which explains
// it.
func newHowItWorks(a *App) screen {
	demo, err := howitworks.New(howitworks.Options{
		Keys: &a.keys, Buttons: &a.buttons, ReducedMotion: a.reducedMotion(), RenderOptions: a.renderOptions,
	})
	if err != nil {
		return newTitle(a, menu.HowItWorks, openErrorText(err))
	}
	return &howItWorks{a, demo}
}

func (h *howItWorks) update(_ time.Duration, w, height int) screen {
	h.app.togglePresenter(h.demo.Root().JustPressed)
	if h.demo.Update(w, height, h.app.uiScale(height)) {
		return newTitle(h.app, menu.HowItWorks, "")
	}
	return h
}

func (h *howItWorks) draw(dst *ebiten.Image, _ time.Duration) { h.demo.Draw(dst) }

func (h *howItWorks) close() {}
