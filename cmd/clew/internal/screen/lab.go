package screen

import (
	"cmp"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
)

// labScreen is the Lab: the list of scenarios, or an open one.
type labScreen struct {
	app  *App
	list *lab.ScenarioList
	lab  lab.Window // nil: the list is shown
}

// newLab shows the list, or opens f if it is not nil.
func newLab(a *App, source *lab.Source) *labScreen {
	l := &labScreen{app: a}
	l.show("")
	if source != nil {
		l.play(source, a.opts.LabCompare)
	}
	return l
}

// show shows the list; message explains why the player is back there.
func (l *labScreen) show(message string) {
	l.list = lab.NewScenarioList(nil, message, cmp.Or(l.app.opts.Captures, captureFolder()), cmp.Or(l.app.opts.Replays, replayFolder()))
}

// play opens a scenario, compared with another one unless that is nil. On an
// error the list explains it.
func (l *labScreen) play(source, compareWith *lab.Source) {
	opened, err := lab.Open(lab.Options{Source: source, CompareWith: compareWith, Levels: cli.LoadLevel, ReducedMotion: l.app.reducedMotion(), RenderOptions: l.app.renderOptions})
	if err != nil {
		l.show(openErrorText(err))
		return
	}
	l.lab = opened
}

func (l *labScreen) update(_ time.Duration, w, h int) screen {
	if l.lab != nil {
		l.app.togglePresenter(l.lab.Root().JustPressed)
		if l.lab.Update(w, h, l.app.uiScale(h)) {
			l.lab = nil
			l.show("")
		}
		return l
	}
	l.app.menuBackdrop().Update(tick)
	chosen, back := l.list.Update(w, h, l.app.uiScale(h))
	if chosen != "" {
		source, err := lab.Find(chosen)
		if err != nil {
			l.show(openErrorText(err))
			return l
		}
		l.play(source, nil)
	}
	if back {
		return newTitle(l.app, menu.Lab, "")
	}
	return l
}

func (l *labScreen) draw(dst *ebiten.Image, now time.Duration) {
	if l.lab != nil {
		l.lab.Draw(dst)
		return
	}
	l.app.drawBackdrop(dst, now, 0.5)
	l.list.Draw(dst)
}

func (l *labScreen) close() {}
