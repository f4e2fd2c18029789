package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/view"
	"clew/cmd/internal/pick"
	"clew/net/rig/scenario"
)

// labScreen is the Lab: a list of scenarios, or one of them.
type labScreen struct {
	app      *App
	backdrop *view.Backdrop
	list     *lab.List
	open     *lab.Lab // nil: the list is shown
}

// newLab shows the list, or a scenario at once.
func newLab(a *App, s *scenario.Scenario) *labScreen {
	l := &labScreen{app: a, backdrop: view.NewBackdrop(7), list: lab.NewList(nil, "")}
	if s != nil {
		l.play(s, a.opts.LabWith)
	}
	return l
}

// play opens a scenario, beside another one if there is one; where that fails,
// the list says why.
func (l *labScreen) play(s, with *scenario.Scenario) {
	open, err := lab.New(lab.Options{Scenario: s, With: with, Level: pick.Level})
	if err != nil {
		l.list = lab.NewList(nil, sentence(err.Error()))
		return
	}
	l.open = open
}

func (l *labScreen) update(_ time.Duration, w, h int) screen {
	if l.open != nil {
		if l.open.Update(w, h, 0) {
			l.open = nil
		}
		return l
	}
	l.backdrop.Update(tick)
	chosen, leave := l.list.Update(w, h, 0)
	if chosen != nil {
		l.play(chosen, nil)
	}
	if leave {
		return newTitle(l.app, "")
	}
	return l
}

func (l *labScreen) draw(dst *ebiten.Image, now time.Duration) {
	if l.open != nil {
		l.open.Draw(dst)
		return
	}
	l.backdrop.Draw(dst, view.Options{Now: now, Dim: 0.5})
	l.list.Draw(dst)
}

func (l *labScreen) close() {}
