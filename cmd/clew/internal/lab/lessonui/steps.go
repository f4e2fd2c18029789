package lessonui

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
func (p *LessonPanel) textWidth() float64 { return p.width - labMargin - 2*padding }

// newPage returns the panel for the current step.
func (p *LessonPanel) newPage() *ui.Panel {
	s := &ui.Panel{Padding: padding, Spacing: 8, Scrollable: true}
	s.OnEscape = s.ReleaseKeyboard
	s.Place = func(vp ui.Viewport, _, _ int) image.Rectangle {
		r := p.area
		r.Max.Y = max(r.Min.Y, r.Max.Y-vp.Px(footerHeight+6))
		return r
	}
	return s
}

// newFooter returns the panel with the buttons.
func (p *LessonPanel) newFooter() *ui.Panel {
	s := &ui.Panel{Padding: footerPadding, NoFocusFrame: true}
	s.Place = func(vp ui.Viewport, _, _ int) image.Rectangle {
		r := p.area
		r.Min.Y = max(r.Min.Y, r.Max.Y-vp.Px(footerHeight))
		return r
	}
	return s
}

// buildFooter adds the buttons.
func (p *LessonPanel) buildFooter(b *ui.Builder) {
	const between, h = 4, 26
	w := (p.width - labMargin - 2*footerPadding - 2*between) / 3
	b.Row(between, func() {
		button := func(label string, action func()) {
			if label == "" {
				b.Canvas(w, h, nil)
				return
			}
			b.Button(w, h, label, action)
		}
		button(p.backLabel(), p.back)
		button(p.helpLabel(), p.showHelp)
		b.ToggleButton(w, h, p.nextLabel(), p.stepDone, p.next)
	})
}

// backLabel returns the label of the Back button; empty: no button.
func (p *LessonPanel) backLabel() string {
	if p.step == 0 {
		return ""
	}
	return p.expandKeys(i18n.T("lesson.back"))
}

// helpLabel returns the label of the help button; empty: no button.
func (p *LessonPanel) helpLabel() string {
	switch {
	case p.task() == nil:
		return ""
	case p.tasks[p.step-1].helpLevel == 0:
		return p.expandKeys(i18n.T("lesson.hint"))
	case p.tasks[p.step-1].helpLevel == 1:
		return p.expandKeys(i18n.T("lesson.solution"))
	}
	return ""
}

// nextLabel returns the label of the Next button.
func (p *LessonPanel) nextLabel() string {
	switch {
	case p.step > len(p.tasks) && p.options.Next == nil:
		return p.expandKeys(i18n.T("lesson.list"))
	case p.task() != nil && !p.tasks[p.step-1].done:
		return p.expandKeys(i18n.T("lesson.skip"))
	}
	return p.expandKeys(i18n.T("lesson.next"))
}

// stepDone reports whether nothing is left to do in this step.
func (p *LessonPanel) stepDone() bool { return p.task() == nil || p.tasks[p.step-1].done }

// build adds the page of the current step.
func (p *LessonPanel) build(b *ui.Builder) {
	l := p.options.Lesson
	head := "Clew"
	if l.Number > 0 {
		head = i18n.Tf("lesson.lesson", l.Number)
	}
	b.Row(0, func() {
		b.Text(p.textWidth()/2, 16, ui.Small, theme.Dim, ui.ConstText(head))
		b.Canvas(p.textWidth()/2, 16, p.drawSteps)
	})
	b.Paragraph(p.textWidth(), ui.Heading, theme.Text, localized(l.Title))
	switch {
	case p.step == 0:
		p.buildText(b)
	case p.task() != nil:
		p.buildTask(b)
	default:
		p.buildEnd(b)
	}
	if p.errText != "" {
		b.Paragraph(p.textWidth(), ui.Body, theme.Warn, p.errText)
	}
}

// buildText adds the lesson's text.
func (p *LessonPanel) buildText(b *ui.Builder) {
	for _, text := range p.paragraphs(p.options.Lesson.Text) {
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, text)
	}
	if len(p.options.Lesson.Sources) > 0 {
		b.Paragraph(p.textWidth(), ui.Small, theme.Dim, i18n.Tf("lesson.sources", strings.Join(p.options.Lesson.Sources, "; ")))
	}
}

// buildTask adds a task.
func (p *LessonPanel) buildTask(b *ui.Builder) {
	task, s := p.task(), &p.tasks[p.step-1]
	b.Row(0, func() {
		var which ui.CachedText[[2]int]
		b.Text(p.textWidth()/2, 20, ui.BodyBold, theme.Text, func() string { return which.Get([2]int{p.step, len(p.tasks)}, taskTitle) })
		b.Canvas(p.textWidth()/2, 20, p.drawTaskDone)
	})
	for _, text := range p.paragraphs(task.Text) {
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, text)
	}
	for i, c := range task.Choices {
		b.Row(8, func() {
			b.ToggleButton(28, 24, string(rune('A'+i)), func() bool { return s.answer == i }, func() { p.setAnswer(i) })
			b.Paragraph(p.textWidth()-36, ui.Body, theme.Text, p.expandMarks(localized(c)))
		})
	}
	switch {
	case s.done || len(task.Choices) == 0:
	case s.answer < 0:
		b.Paragraph(p.textWidth(), ui.Small, theme.Dim, p.expandKeys(i18n.T("lesson.keys")))
	case s.answer != task.CorrectChoice:
		b.Paragraph(p.textWidth(), ui.Body, theme.Warn, i18n.T("lesson.wrong"))
	default:
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, i18n.T("lesson.right"))
	}
	p.buildHelp(b, s.helpLevel >= 1, i18n.T("lesson.hint-head"), p.paragraphs(task.Hint))
	answered := s.done && len(task.Choices) > 0 // explain the answer
	p.buildHelp(b, s.helpLevel >= 2 || answered, i18n.T("lesson.solution-head"), p.paragraphs(task.Solution))
}

// buildHelp adds a hint or a solution, if shown.
func (p *LessonPanel) buildHelp(b *ui.Builder, shown bool, head string, paragraphs []string) {
	if !shown {
		return
	}
	b.Canvas(p.textWidth(), 5, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		p.batch.Rect(float32(r.Min.X), float32(r.Min.Y+r.Dy()/2), float32(r.Dx()), float32(max(1, int(s.Scale))), theme.Border)
		p.batch.Draw(dst)
	})
	b.Text(p.textWidth(), 16, ui.Small, theme.Dim, ui.ConstText(head))
	for _, text := range paragraphs {
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, text)
	}
}

// buildEnd adds the last page.
func (p *LessonPanel) buildEnd(b *ui.Builder) {
	if !p.Passed() {
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, p.expandKeys(i18n.T("lesson.not-yet")))
	} else {
		b.Canvas(p.textWidth(), 30, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
			drawCheckMark(&p.batch, s, float32(r.Min.X), float32(r.Min.Y+r.Max.Y)/2, 9)
			p.batch.Draw(dst)
			s.Print(dst, i18n.T("lesson.passed"), ui.Heading, r.Min.X+s.Px(28), s.Baseline(ui.Heading, r.Min.Y, r.Max.Y), theme.Text)
		})
	}
	if p.options.Next == nil {
		b.Paragraph(p.textWidth(), ui.Body, theme.Text, i18n.T("lesson.no-more"))
		return
	}
	b.Paragraph(p.textWidth(), ui.Body, theme.Text, p.expandKeys(i18n.Tf("lesson.next-lesson", numberedTitle(p.options.Next))))
}

// drawSteps draws a mark for each task, checked if done, and a line below the
// current one.
func (p *LessonPanel) drawSteps(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	u := float32(s.Scale)
	for i := range p.tasks {
		x := float32(r.Max.X) - u*float32(18*(len(p.tasks)-i)) + 4*u
		y := float32(r.Min.Y+r.Max.Y)/2 - u
		if p.tasks[i].done {
			drawCheckMark(&p.batch, s, x, y, 5)
		} else {
			p.batch.Rect(x+3*u, y-2*u, 5*u, 5*u, theme.Dim)
		}
		if i == p.step-1 {
			p.batch.Rect(x-u, float32(r.Max.Y)-u, 13*u, 2*u, theme.Text)
		}
	}
	p.batch.Draw(dst)
}

// drawTaskDone shows that the task is done.
func (p *LessonPanel) drawTaskDone(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	if !p.tasks[p.currentTask()].done {
		return
	}
	w := s.PrintRight(dst, i18n.T("lesson.done"), ui.BodyBold, r.Max.X, s.Baseline(ui.BodyBold, r.Min.Y, r.Max.Y), theme.Accent)
	drawCheckMark(&p.batch, s, float32(r.Max.X)-float32(w)-float32(s.Px(22)), float32(r.Min.Y+r.Max.Y)/2, 7)
	p.batch.Draw(dst)
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
func taskTitle(n [2]int) string { return i18n.Tf("lesson.task", n[0], n[1]) }
