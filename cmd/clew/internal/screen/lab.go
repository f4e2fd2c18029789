package screen

import (
	"cmp"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/internal/pick"
)

// labScreen is the Lab: a list of scenarios, or one of them.
type labScreen struct {
	app  *App
	list *lab.List
	open *lab.Lab // nil: the list is shown
}

// newLab shows the list, or a scenario at once.
func newLab(a *App, f *lab.Found) *labScreen {
	l := &labScreen{app: a}
	l.show("")
	if f != nil {
		l.play(f, a.opts.LabWith)
	}
	return l
}

// show shows the list; the message says why one is back there.
func (l *labScreen) show(message string) {
	l.list = lab.NewList(nil, message, cmp.Or(l.app.opts.Captures, captureFolder()), cmp.Or(l.app.opts.Replays, replayFolder()))
}

// play opens a game, beside another one if there is one; where that fails, the
// list says why.
func (l *labScreen) play(f, with *lab.Found) {
	open, err := lab.New(lab.Options{Found: f, With: with, Level: pick.Level, Calm: l.app.calm()})
	if err != nil {
		l.show(unopened(err))
		return
	}
	l.open = open
}

func (l *labScreen) update(_ time.Duration, w, h int) screen {
	if l.open != nil {
		if l.open.Update(w, h, l.app.want(h)) {
			l.open = nil
			l.show("")
		}
		return l
	}
	l.app.scene().Update(tick)
	chosen, leave := l.list.Update(w, h, l.app.want(h))
	if chosen != "" {
		f, err := lab.Find(chosen)
		if err != nil {
			l.show(unopened(err))
			return l
		}
		l.play(f, nil)
	}
	if leave {
		return newTitle(l.app, panel.Lab, "")
	}
	return l
}

func (l *labScreen) draw(dst *ebiten.Image, now time.Duration) {
	if l.open != nil {
		l.open.Draw(dst)
		return
	}
	l.app.drawScene(dst, now, 0.5)
	l.list.Draw(dst)
}

func (l *labScreen) close() {}
