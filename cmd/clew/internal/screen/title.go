package screen

import (
	"context"
	"fmt"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/view"
	"clew/cmd/internal/pick"
	"clew/engine/sim"
	"clew/net/host"
)

// tick is how long a tick lasts.
const tick = time.Second / sim.TickRate

// title is the title screen.
type title struct {
	app      *App
	panel    *panel.Title
	backdrop *view.Backdrop
}

// newTitle makes the title screen; the message says why one is back there.
func newTitle(a *App, message string) *title {
	t := &title{
		app:      a,
		panel:    panel.NewTitle(panel.TitleOptions{Address: a.opts.Connect, Name: a.opts.Name}),
		backdrop: view.NewBackdrop(7),
	}
	t.panel.Message(message)
	return t
}

func (t *title) update(_ time.Duration, w, h int) screen {
	t.backdrop.Update(tick)
	choice := t.panel.Update(w, h, 0)
	if choice.Name != "" {
		t.app.opts.Name = choice.Name
	}
	switch choice.Go {
	case panel.PlayHere:
		return t.playHere()
	case panel.Join:
		t.app.opts.Connect = choice.Address
		return newPlay(t.app, choice.Address, t.app.opts.Name, nil)
	case panel.Lessons:
		return newLessons(t.app, nil)
	case panel.Lab:
		return newLab(t.app, nil)
	case panel.Quit:
		return nil
	}
	return t
}

// playHere starts a server within this program, for one.
func (t *title) playHere() screen {
	names := pick.Names()
	level, err := pick.Level(names[t.app.next%len(names)])
	if err != nil {
		t.panel.Message(err.Error())
		return t
	}
	h, err := host.Start(context.Background(), host.Config{Addr: "127.0.0.1:0", Level: level, Name: "Play here"})
	if err != nil {
		t.panel.Message(fmt.Sprintf("The game could not start: %v", err))
		return t
	}
	return newPlay(t.app, h.Addr().String(), t.app.opts.Name, h)
}

func (t *title) draw(dst *ebiten.Image, now time.Duration) {
	t.backdrop.Draw(dst, view.Options{Now: now})
	t.panel.Draw(dst)
}

func (t *title) close() {}
