package screen

import (
	"cmp"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/lesson"
)

// lessonsScreen shows the list of lessons, or an open lesson beside the Lab.
type lessonsScreen struct {
	app      *App
	progress *settings.Progress
	notice   string // about the progress, until it is shown
	list     *lessonui.LessonMenu
	key      string // of the lesson that is open
	panel    *lessonui.LessonPanel
	lab      *lab.Lab // nil: the list is shown
}

// newLessons shows the list, or opens f if it is not nil.
func newLessons(a *App, entry *lessonui.Entry) *lessonsScreen {
	l := &lessonsScreen{app: a}
	progress, message := settings.OpenProgress(cmp.Or(a.opts.Progress, settings.ProgressPath()))
	l.progress, l.notice = progress, message
	if entry != nil {
		l.openLesson(entry)
	} else {
		l.show(message)
	}
	return l
}

// show shows the list with a message.
func (l *lessonsScreen) show(message string) {
	l.lab, l.notice = nil, ""
	l.list = lessonui.NewLessonMenu(nil, l.progress, message)
}

// openLesson opens a lesson.
func (l *lessonsScreen) openLesson(entry *lessonui.Entry) {
	var next *lesson.Lesson
	if nextEntry := lessonui.Next(entry.Key); nextEntry != nil {
		next = nextEntry.Lesson
	}
	l.key = entry.Key
	l.panel = lessonui.New(lessonui.Options{
		Lesson: entry.Lesson, Key: entry.Key, Progress: l.progress, Next: next, Notice: l.notice,
	})
	l.openLab()
}

// openLab opens the game of the lesson's current step. On an error the list
// explains it.
func (l *lessonsScreen) openLab() {
	opened, err := lab.New(lab.Options{Source: l.panel.Source(), Levels: cli.LoadLevel, Side: l.panel, ReducedMotion: l.app.reducedMotion(), RenderOptions: l.app.renderOptions})
	if err != nil {
		l.show(openErrorText(err))
		return
	}
	l.lab = opened
}

func (l *lessonsScreen) update(_ time.Duration, w, h int) screen {
	if l.lab == nil {
		return l.updateList(w, h)
	}
	l.app.togglePresenter(l.lab.Root().JustPressed)
	if l.lab.Update(w, h, l.app.uiScale(h)) {
		l.show("")
		return l
	}
	switch l.panel.Request() {
	case lessonui.ReopenGame:
		l.openLab()
	case lessonui.NextLesson:
		l.openLesson(lessonui.Next(l.key))
	case lessonui.LessonList:
		l.show("")
	}
	return l
}

// updateList handles the list of lessons.
func (l *lessonsScreen) updateList(w, h int) screen {
	l.app.menuBackdrop().Update(tick)
	chosen, back := l.list.Update(w, h, l.app.uiScale(h))
	if chosen != nil {
		l.openLesson(chosen)
	}
	if back {
		return newTitle(l.app, menu.Lessons, "")
	}
	return l
}

func (l *lessonsScreen) draw(dst *ebiten.Image, now time.Duration) {
	if l.lab != nil {
		l.lab.Draw(dst)
		return
	}
	l.app.drawBackdrop(dst, now, 0.5)
	l.list.Draw(dst)
}

// close waits until the progress is saved.
func (l *lessonsScreen) close() {
	if err := l.progress.Close(); err != nil {
		l.app.toasts.Add(i18n.Tf("lesson.not-saved", i18n.ErrorText(err)))
	}
}
