package tutor

import (
	"fmt"
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
)

// The sizes of the column, in pixels at 100 %.
const (
	columnWidth = 328
	footHeight  = 42
	pad         = 14
	inner       = columnWidth - 8 - 2*pad // beside the column the Lab leaves a gap
)

// newPage is the sheet of the step, above the foot.
func (t *Tutor) newPage() *kit.Sheet {
	s := &kit.Sheet{Pad: pad, Gap: 8, Scrolls: true}
	s.Escape = s.Drop
	s.Place = func(f kit.Frame, _, _ int) image.Rectangle {
		r := t.rect
		r.Max.Y = max(r.Min.Y, r.Max.Y-f.Px(footHeight+6))
		return r
	}
	return s
}

// newFoot is the sheet with the buttons.
func (t *Tutor) newFoot() *kit.Sheet {
	s := &kit.Sheet{Pad: 8, Unframed: true}
	s.Place = func(f kit.Frame, _, _ int) image.Rectangle {
		r := t.rect
		r.Min.Y = max(r.Min.Y, r.Max.Y-f.Px(footHeight))
		return r
	}
	return s
}

// buildFoot makes the buttons.
func (t *Tutor) buildFoot(b *kit.Builder) {
	const gap, h = 6, 26
	w := (columnWidth - 8 - 16 - 2*gap) / 3.0
	b.Row(gap, func() {
		b.Button(w, h, t.words.Back, t.back)
		help := t.words.Hint
		if i := t.step - 1; i >= 0 && i < len(t.tasks) && t.tasks[i].shown > 0 {
			help = t.words.Solution
		}
		b.Button(w, h, help, t.help)
		b.Choice(w, h, t.nextWords(), t.ready, t.next)
	})
}

// nextWords is what the button that goes on says.
func (t *Tutor) nextWords() string {
	switch {
	case t.step > len(t.tasks) && t.o.Next == nil:
		return t.words.List
	case t.task() != nil && !t.tasks[t.step-1].done:
		return t.words.Skip
	}
	return t.words.Next
}

// ready reports whether there is nothing more to do in this step.
func (t *Tutor) ready() bool { return t.task() == nil || t.tasks[t.step-1].done }

// build makes the page of the step.
func (t *Tutor) build(b *kit.Builder) {
	l, lang := t.o.Lesson, t.o.Language
	head := "Clew"
	if l.Number > 0 {
		head = fmt.Sprintf(t.words.Lesson, l.Number)
	}
	b.Row(0, func() {
		b.Text(inner/2, 16, kit.Small, theme.Dim, kit.Fixed(head))
		b.Canvas(inner/2, 16, t.drawSteps)
	})
	b.Lines(inner, kit.Heading, theme.Text, l.Title.In(lang))
	switch {
	case t.step == 0:
		t.buildText(b)
	case t.task() != nil:
		t.buildTask(b)
	default:
		t.buildEnd(b)
	}
	if t.fault != "" {
		b.Lines(inner, kit.Body, theme.Warn, t.fault)
	}
}

// buildText makes the page with the text.
func (t *Tutor) buildText(b *kit.Builder) {
	for _, p := range t.o.Lesson.Text.Paragraphs(t.o.Language) {
		b.Lines(inner, kit.Body, theme.Text, p)
	}
	if len(t.o.Lesson.Sources) > 0 {
		b.Lines(inner, kit.Small, theme.Dim, t.words.Sources+": "+strings.Join(t.o.Lesson.Sources, "; ")+".")
	}
}

// buildTask makes the page of a task.
func (t *Tutor) buildTask(b *kit.Builder) {
	task, s, lang := t.task(), &t.tasks[t.step-1], t.o.Language
	b.Row(0, func() {
		b.Text(inner/2, 20, kit.Strong, theme.Text, func() string { return fmt.Sprintf(t.words.Task, t.step, len(t.tasks)) })
		b.Canvas(inner/2, 20, t.drawDone)
	})
	for _, p := range task.Text.Paragraphs(lang) {
		b.Lines(inner, kit.Body, theme.Text, p)
	}
	for i, c := range task.Choices {
		b.Row(8, func() {
			b.Choice(28, 24, string(rune('A'+i)), func() bool { return s.answer == i }, func() { t.answer(i) })
			b.Lines(inner-36, kit.Body, theme.Text, c.In(lang))
		})
	}
	switch {
	case s.done || len(task.Choices) == 0:
	case s.answer < 0:
		b.Lines(inner, kit.Small, theme.Dim, t.words.Keys)
	case s.answer != task.Right:
		b.Lines(inner, kit.Body, theme.Warn, t.words.Wrong)
	default:
		b.Lines(inner, kit.Body, theme.Text, t.words.Right)
	}
	t.buildHelp(b, s.shown >= 1, t.words.HintHead, task.Hint.Paragraphs(lang))
	t.buildHelp(b, s.shown >= 2, t.words.SolutionHead, task.Solution.Paragraphs(lang))
}

// buildHelp makes a hint or a solution, if it is shown.
func (t *Tutor) buildHelp(b *kit.Builder, shown bool, head string, paragraphs []string) {
	if !shown {
		return
	}
	b.Canvas(inner, 5, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		t.quads.Rect(float32(r.Min.X), float32(r.Min.Y+r.Dy()/2), float32(r.Dx()), float32(max(1, int(s.Scale))), theme.Border)
		t.quads.Draw(dst)
	})
	b.Text(inner, 16, kit.Small, theme.Dim, kit.Fixed(head))
	for _, p := range paragraphs {
		b.Lines(inner, kit.Body, theme.Text, p)
	}
}

// buildEnd makes the last page.
func (t *Tutor) buildEnd(b *kit.Builder) {
	if !t.Passed() {
		b.Lines(inner, kit.Body, theme.Text, t.words.NotYet)
	} else {
		b.Canvas(inner, 30, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
			check(&t.quads, s, float32(r.Min.X), float32(r.Min.Y+r.Max.Y)/2, 9)
			t.quads.Draw(dst)
			s.Print(dst, t.words.Passed, kit.Heading, r.Min.X+s.Px(28), s.Centre(kit.Heading, r.Min.Y, r.Max.Y), theme.Text)
		})
	}
	if t.o.Next == nil {
		b.Lines(inner, kit.Body, theme.Text, t.words.NoMore)
		return
	}
	b.Lines(inner, kit.Body, theme.Text, fmt.Sprintf(t.words.NextLesson, titled(t.o.Next, t.o.Language)))
}

// drawSteps draws a mark for each task, at the right: full where it is done,
// and a line below the present one.
func (t *Tutor) drawSteps(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	u := float32(s.Scale)
	for i := range t.tasks {
		x := float32(r.Max.X) - u*float32(18*(len(t.tasks)-i)) + 4*u
		y := float32(r.Min.Y+r.Max.Y)/2 - u
		if t.tasks[i].done {
			check(&t.quads, s, x, y, 5)
		} else {
			t.quads.Rect(x+3*u, y-2*u, 5*u, 5*u, theme.Dim)
		}
		if i == t.step-1 {
			t.quads.Rect(x-u, float32(r.Max.Y)-u, 13*u, 2*u, theme.Text)
		}
	}
	t.quads.Draw(dst)
}

// drawDone draws a check mark and a word, where the task is done.
func (t *Tutor) drawDone(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	if !t.tasks[t.about()].done {
		return
	}
	w := s.PrintRight(dst, t.words.Done, kit.Strong, r.Max.X, s.Centre(kit.Strong, r.Min.Y, r.Max.Y), theme.Accent)
	check(&t.quads, s, float32(r.Max.X)-float32(w)-float32(s.Px(22)), float32(r.Min.Y+r.Max.Y)/2, 7)
	t.quads.Draw(dst)
}

// check adds a check mark that begins at x, around y, and is about two sizes
// wide.
func check(q *kit.Quads, s *kit.Skin, x, y, size float32) {
	u := float32(s.Scale) * size
	th := u * 0.36 // how thick
	stroke := func(x0, y0, x1, y1 float32) {
		q.Triangle(x0, y0-th, x0, y0+th, x1, y1+th, theme.Accent)
		q.Triangle(x0, y0-th, x1, y1+th, x1, y1-th, theme.Accent)
	}
	stroke(x, y, x+u*0.7, y+u*0.7)
	stroke(x+u*0.7, y+u*0.7, x+u*2, y-u*0.8)
}
