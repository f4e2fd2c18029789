package screen

import (
	"cmp"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/tutor"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/pick"
	"clew/net/rig/lesson"
)

// lessons are the list of the lessons, or one of them beside the Lab.
type lessons struct {
	app      *App
	progress *settings.Progress
	notice   string // about the progress, until it is shown
	list     *tutor.List
	key      string // of the lesson that is open
	tutor    *tutor.Tutor
	open     *lab.Lab // nil: the list is shown
}

// newLessons shows the list, or a lesson at once.
func newLessons(a *App, f *tutor.Found) *lessons {
	l := &lessons{app: a}
	progress, message := settings.OpenProgress(cmp.Or(a.opts.Progress, settings.ProgressFile()))
	l.progress, l.notice = progress, message
	if f != nil {
		l.begin(f)
	} else {
		l.show(message)
	}
	return l
}

// show shows the list; the message says what there is to know.
func (l *lessons) show(message string) {
	l.open, l.notice = nil, ""
	l.list = tutor.NewList(nil, l.progress, message)
}

// begin begins a lesson.
func (l *lessons) begin(f *tutor.Found) {
	var next *lesson.Lesson
	if after := tutor.After(f.Key); after != nil {
		next = after.Lesson
	}
	l.key = f.Key
	l.tutor = tutor.New(tutor.Options{
		Lesson: f.Lesson, Key: f.Key, Progress: l.progress, Next: next, Notice: l.notice,
	})
	l.reopen()
}

// reopen opens the game of the lesson's present step; where that fails, the
// list says why.
func (l *lessons) reopen() {
	open, err := lab.New(lab.Options{Scenario: l.tutor.Scenario(), Level: pick.Level, Side: l.tutor, Calm: l.app.calm()})
	if err != nil {
		l.show(unopened(err))
		return
	}
	l.open = open
}

func (l *lessons) update(_ time.Duration, w, h int) screen {
	if l.open == nil {
		return l.choose(w, h)
	}
	if l.open.Update(w, h, l.app.want(h)) {
		l.show("")
		return l
	}
	switch l.tutor.Want() {
	case tutor.Reopen:
		l.reopen()
	case tutor.NextOne:
		l.begin(tutor.After(l.key))
	case tutor.AllOfThem:
		l.show("")
	}
	return l
}

// choose lets the person choose a lesson.
func (l *lessons) choose(w, h int) screen {
	l.app.scene().Update(tick)
	chosen, leave := l.list.Update(w, h, l.app.want(h))
	if chosen != nil {
		l.begin(chosen)
	}
	if leave {
		return newTitle(l.app, panel.Lessons, "")
	}
	return l
}

func (l *lessons) draw(dst *ebiten.Image, now time.Duration) {
	if l.open != nil {
		l.open.Draw(dst)
		return
	}
	l.app.drawScene(dst, now, 0.5)
	l.list.Draw(dst)
}

// close waits until what was done is kept, which it is but for the last moment.
func (l *lessons) close() {
	if err := l.progress.Close(); err != nil {
		l.app.toasts.Add(words.F("tutor.unkept", words.Cause(err)))
	}
}
