package lessonui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// LessonMenu lets the player choose a lesson, and shows which are passed.
type LessonMenu struct {
	root     *ui.Root
	panel    *ui.Panel
	entries  []Entry
	progress *settings.Progress
	message  string
	batch    ui.Batch

	chosen *Entry
	leave  bool
}

// Sizes in logical pixels.
const (
	listWidth     = 560
	listEntry     = 36
	listMarkWidth = 64 // of the marks, at the right
)

// NewLessonMenu returns a menu with a message below it, which may be empty. If
// in is nil, it uses the real devices.
func NewLessonMenu(in ui.Input, p *settings.Progress, message string) *LessonMenu {
	l := &LessonMenu{root: ui.NewRoot(in), entries: Shipped(), progress: p, message: message}
	l.panel = &ui.Panel{Padding: 16, Spacing: 2, Scrollable: true, OnEscape: func() { l.leave = true }}
	l.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.45, 8) }
	l.root.Add(l.panel, l.build)
	l.panel.Show(true)
	l.panel.Focus(l.firstOpen())
	return l
}

// firstOpen returns the index of the first lesson not passed, or 0.
func (l *LessonMenu) firstOpen() int {
	for i, f := range l.entries {
		if !l.progress.Get(f.Key).Passed {
			return i
		}
	}
	return 0
}

func (l *LessonMenu) build(b *ui.Builder) {
	const w = listWidth - 32
	b.Text(w, 30, ui.Heading, theme.Text, ui.ConstText(i18n.T("lesson.lessons")))
	b.Text(w, 22, ui.Body, theme.Dim, ui.ConstText(i18n.T("lesson.note")))
	b.Space(4)
	for _, f := range l.entries {
		b.Row(0, func() {
			b.MenuItem(w-listMarkWidth, listEntry, ui.Large, "  "+numberedTitle(f.Lesson), func() { l.chosen = &f })
			b.Canvas(listMarkWidth, listEntry, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) { l.drawMark(dst, s, r, f) })
		})
	}
	b.MenuItem(w-listMarkWidth, listEntry, ui.Large, "  "+i18n.T("lesson.menu"), func() { l.leave = true })
	if l.message != "" {
		b.Paragraph(w, ui.Body, theme.Warn, l.message)
	}
}

// drawMark draws a check mark for a passed lesson, otherwise a dot for each
// task done.
func (l *LessonMenu) drawMark(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, f Entry) {
	p, u, y := l.progress.Get(f.Key), float32(s.Scale), float32(r.Min.Y+r.Max.Y)/2
	if p.Passed {
		drawCheckMark(&l.batch, s, float32(r.Min.X)+8*u, y, 8)
	} else {
		for i := range p.Tasks {
			l.batch.Rect(float32(r.Min.X)+(8+7*float32(i))*u, y-2*u, 4*u, 4*u, theme.Dim)
		}
	}
	l.batch.Draw(dst)
}

// Update runs one tick in a window of w×h px and returns the lesson that was
// chosen, or nil, and whether the player leaves. scale is the user's setting, 0
// for the default.
func (l *LessonMenu) Update(w, h int, scale float64) (chosen *Entry, leave bool) {
	l.chosen, l.leave = nil, false
	l.root.Resize(ui.FitViewport(w, h, scale))
	l.root.Update()
	return l.chosen, l.leave
}

// Draw draws the list over what dst shows.
func (l *LessonMenu) Draw(dst *ebiten.Image) { l.root.Draw(dst) }
