package lessons

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// Sizes in logical pixels.
const (
	panelWidth        = 328
	narrowPanelWidth  = 272 // in a window narrower than narrowWindowWidth
	narrowWindowWidth = 900
	footerHeight      = 42
	footerPadding     = 6
	padding           = 14
	labMargin         = 8 // left of the column, kept by the Lab
)

// textWidth returns the width of a page's text.
func (t *LessonPanel) textWidth() float64 { return t.width - labMargin - 2*padding }

// newPage returns the panel for the current step.
func (t *LessonPanel) newPage() *ui.Panel {
	s := &ui.Panel{Padding: padding, Spacing: 8, Scrollable: true}
	s.OnEscape = s.ReleaseKeyboard
	s.Place = func(f ui.Viewport, _, _ int) image.Rectangle {
		r := t.area
		r.Max.Y = max(r.Min.Y, r.Max.Y-f.Px(footerHeight+6))
		return r
	}
	return s
}

// newFooter returns the panel with the buttons.
func (t *LessonPanel) newFooter() *ui.Panel {
	s := &ui.Panel{Padding: footerPadding, NoFocusFrame: true}
	s.Place = func(f ui.Viewport, _, _ int) image.Rectangle {
		r := t.area
		r.Min.Y = max(r.Min.Y, r.Max.Y-f.Px(footerHeight))
		return r
	}
	return s
}

// buildFooter adds the buttons.
func (t *LessonPanel) buildFooter(b *ui.Builder) {
	const between, h = 4, 26
	w := (t.width - labMargin - 2*footerPadding - 2*between) / 3
	b.Row(between, func() {
		button := func(label string, action func()) {
			if label == "" {
				b.Canvas(w, h, nil)
				return
			}
			b.Button(w, h, label, action)
		}
		button(t.backLabel(), t.back)
		button(t.helpLabel(), t.showHelp)
		b.ToggleButton(w, h, t.nextLabel(), t.stepDone, t.next)
	})
}

// backLabel returns the label of the Back button; empty: no button.
func (t *LessonPanel) backLabel() string {
	if t.step == 0 {
		return ""
	}
	return t.expandKeys(i18n.T("tutor.back"))
}

// helpLabel returns the label of the help button; empty: no button.
func (t *LessonPanel) helpLabel() string {
	switch {
	case t.task() == nil:
		return ""
	case t.tasks[t.step-1].helpLevel == 0:
		return t.expandKeys(i18n.T("tutor.hint"))
	case t.tasks[t.step-1].helpLevel == 1:
		return t.expandKeys(i18n.T("tutor.solution"))
	}
	return ""
}

// nextLabel returns the label of the Next button.
func (t *LessonPanel) nextLabel() string {
	switch {
	case t.step > len(t.tasks) && t.options.Next == nil:
		return t.expandKeys(i18n.T("tutor.list"))
	case t.task() != nil && !t.tasks[t.step-1].done:
		return t.expandKeys(i18n.T("tutor.skip"))
	}
	return t.expandKeys(i18n.T("tutor.next"))
}

// stepDone reports whether nothing is left to do in this step.
func (t *LessonPanel) stepDone() bool { return t.task() == nil || t.tasks[t.step-1].done }

// build adds the page of the current step.
func (t *LessonPanel) build(b *ui.Builder) {
	l := t.options.Lesson
	head := "Clew"
	if l.Number > 0 {
		head = i18n.Tf("tutor.lesson", l.Number)
	}
	b.Row(0, func() {
		b.Text(t.textWidth()/2, 16, ui.Small, theme.Dim, ui.ConstText(head))
		b.Canvas(t.textWidth()/2, 16, t.drawSteps)
	})
	b.Paragraph(t.textWidth(), ui.Heading, theme.Text, localized(l.Title))
	switch {
	case t.step == 0:
		t.buildText(b)
	case t.task() != nil:
		t.buildTask(b)
	default:
		t.buildEnd(b)
	}
	if t.errText != "" {
		b.Paragraph(t.textWidth(), ui.Body, theme.Warn, t.errText)
	}
}

// buildText adds the lesson's text.
func (t *LessonPanel) buildText(b *ui.Builder) {
	for _, p := range t.paragraphs(t.options.Lesson.Text) {
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, p)
	}
	if len(t.options.Lesson.Sources) > 0 {
		b.Paragraph(t.textWidth(), ui.Small, theme.Dim, i18n.Tf("tutor.sources", strings.Join(t.options.Lesson.Sources, "; ")))
	}
}

// buildTask adds a task.
func (t *LessonPanel) buildTask(b *ui.Builder) {
	task, s := t.task(), &t.tasks[t.step-1]
	b.Row(0, func() {
		var which ui.CachedText[[2]int]
		b.Text(t.textWidth()/2, 20, ui.BodyBold, theme.Text, func() string { return which.Get([2]int{t.step, len(t.tasks)}, taskTitle) })
		b.Canvas(t.textWidth()/2, 20, t.drawTaskDone)
	})
	for _, p := range t.paragraphs(task.Text) {
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, p)
	}
	for i, c := range task.Choices {
		b.Row(8, func() {
			b.ToggleButton(28, 24, string(rune('A'+i)), func() bool { return s.answer == i }, func() { t.setAnswer(i) })
			b.Paragraph(t.textWidth()-36, ui.Body, theme.Text, t.expandMarks(localized(c)))
		})
	}
	switch {
	case s.done || len(task.Choices) == 0:
	case s.answer < 0:
		b.Paragraph(t.textWidth(), ui.Small, theme.Dim, t.expandKeys(i18n.T("tutor.keys")))
	case s.answer != task.CorrectChoice:
		b.Paragraph(t.textWidth(), ui.Body, theme.Warn, i18n.T("tutor.wrong"))
	default:
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, i18n.T("tutor.right"))
	}
	t.buildHelp(b, s.helpLevel >= 1, i18n.T("tutor.hint-head"), t.paragraphs(task.Hint))
	answered := s.done && len(task.Choices) > 0 // explain the answer
	t.buildHelp(b, s.helpLevel >= 2 || answered, i18n.T("tutor.solution-head"), t.paragraphs(task.Solution))
}

// buildHelp adds a hint or a solution, if shown.
func (t *LessonPanel) buildHelp(b *ui.Builder, shown bool, head string, paragraphs []string) {
	if !shown {
		return
	}
	b.Canvas(t.textWidth(), 5, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		t.batch.Rect(float32(r.Min.X), float32(r.Min.Y+r.Dy()/2), float32(r.Dx()), float32(max(1, int(s.Scale))), theme.Border)
		t.batch.Draw(dst)
	})
	b.Text(t.textWidth(), 16, ui.Small, theme.Dim, ui.ConstText(head))
	for _, p := range paragraphs {
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, p)
	}
}

// buildEnd adds the last page.
func (t *LessonPanel) buildEnd(b *ui.Builder) {
	if !t.Passed() {
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, t.expandKeys(i18n.T("tutor.not-yet")))
	} else {
		b.Canvas(t.textWidth(), 30, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
			drawCheckMark(&t.batch, s, float32(r.Min.X), float32(r.Min.Y+r.Max.Y)/2, 9)
			t.batch.Draw(dst)
			s.Print(dst, i18n.T("tutor.passed"), ui.Heading, r.Min.X+s.Px(28), s.Baseline(ui.Heading, r.Min.Y, r.Max.Y), theme.Text)
		})
	}
	if t.options.Next == nil {
		b.Paragraph(t.textWidth(), ui.Body, theme.Text, i18n.T("tutor.no-more"))
		return
	}
	b.Paragraph(t.textWidth(), ui.Body, theme.Text, t.expandKeys(i18n.Tf("tutor.next-lesson", numberedTitle(t.options.Next))))
}

// drawSteps draws a mark for each task, checked if done, and a line below the
// current one.
func (t *LessonPanel) drawSteps(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	u := float32(s.Scale)
	for i := range t.tasks {
		x := float32(r.Max.X) - u*float32(18*(len(t.tasks)-i)) + 4*u
		y := float32(r.Min.Y+r.Max.Y)/2 - u
		if t.tasks[i].done {
			drawCheckMark(&t.batch, s, x, y, 5)
		} else {
			t.batch.Rect(x+3*u, y-2*u, 5*u, 5*u, theme.Dim)
		}
		if i == t.step-1 {
			t.batch.Rect(x-u, float32(r.Max.Y)-u, 13*u, 2*u, theme.Text)
		}
	}
	t.batch.Draw(dst)
}

// drawTaskDone shows that the task is done.
func (t *LessonPanel) drawTaskDone(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	if !t.tasks[t.currentTask()].done {
		return
	}
	w := s.PrintRight(dst, i18n.T("tutor.done"), ui.BodyBold, r.Max.X, s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y), theme.Accent)
	drawCheckMark(&t.batch, s, float32(r.Max.X)-float32(w)-float32(s.Px(22)), float32(r.Min.Y+r.Max.Y)/2, 7)
	t.batch.Draw(dst)
}

// drawCheckMark adds a check mark at x, around y, about two sizes wide.
func drawCheckMark(q *ui.Batch, s *ui.Skin, x, y, size float32) {
	u := float32(s.Scale) * size
	th := u * 0.36 // half the stroke width
	stroke := func(x0, y0, x1, y1 float32) {
		q.Triangle(x0, y0-th, x0, y0+th, x1, y1+th, theme.Accent)
		q.Triangle(x0, y0-th, x1, y1+th, x1, y1-th, theme.Accent)
	}
	stroke(x, y, x+u*0.7, y+u*0.7)
	stroke(x+u*0.7, y+u*0.7, x+u*2, y-u*0.8)
}

// taskTitle formats "task n of m".
func taskTitle(n [2]int) string { return i18n.Tf("tutor.task", n[0], n[1]) }
