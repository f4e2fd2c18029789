package tutor

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// The sizes of the column, in pixels at 100 %.
const (
	wide        = 328
	narrow      = 272 // in a window that is narrower than …
	smallWindow = 900 // … this
	footHeight  = 42
	footPad     = 6
	pad         = 14
	gap         = 8 // that the Lab leaves at the left of the column
)

// inner is how wide the words of a page are.
func (t *Tutor) inner() float64 { return t.width - gap - 2*pad }

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
	s := &kit.Sheet{Pad: footPad, Unframed: true}
	s.Place = func(f kit.Frame, _, _ int) image.Rectangle {
		r := t.rect
		r.Min.Y = max(r.Min.Y, r.Max.Y-f.Px(footHeight))
		return r
	}
	return s
}

// buildFoot makes the buttons.
func (t *Tutor) buildFoot(b *kit.Builder) {
	const between, h = 4, 26
	w := (t.width - gap - 2*footPad - 2*between) / 3
	b.Row(between, func() {
		button := func(label string, act func()) {
			if label == "" {
				b.Canvas(w, h, nil)
				return
			}
			b.Button(w, h, label, act)
		}
		button(t.backWords(), t.back)
		button(t.helpWords(), t.help)
		b.Choice(w, h, t.nextWords(), t.ready, t.next)
	})
}

// backWords is what the button that goes back says; empty: there is none.
func (t *Tutor) backWords() string {
	if t.step == 0 {
		return ""
	}
	return t.fill(words.T("tutor.back"))
}

// helpWords is what the button that helps says; empty: there is none.
func (t *Tutor) helpWords() string {
	switch {
	case t.task() == nil:
		return ""
	case t.tasks[t.step-1].shown == 0:
		return t.fill(words.T("tutor.hint"))
	case t.tasks[t.step-1].shown == 1:
		return t.fill(words.T("tutor.solution"))
	}
	return ""
}

// nextWords is what the button that goes on says.
func (t *Tutor) nextWords() string {
	switch {
	case t.step > len(t.tasks) && t.o.Next == nil:
		return t.fill(words.T("tutor.list"))
	case t.task() != nil && !t.tasks[t.step-1].done:
		return t.fill(words.T("tutor.skip"))
	}
	return t.fill(words.T("tutor.next"))
}

// ready reports whether there is nothing more to do in this step.
func (t *Tutor) ready() bool { return t.task() == nil || t.tasks[t.step-1].done }

// build makes the page of the step.
func (t *Tutor) build(b *kit.Builder) {
	l := t.o.Lesson
	head := "Clew"
	if l.Number > 0 {
		head = words.F("tutor.lesson", l.Number)
	}
	b.Row(0, func() {
		b.Text(t.inner()/2, 16, kit.Small, theme.Dim, kit.Fixed(head))
		b.Canvas(t.inner()/2, 16, t.drawSteps)
	})
	b.Lines(t.inner(), kit.Heading, theme.Text, said(l.Title))
	switch {
	case t.step == 0:
		t.buildText(b)
	case t.task() != nil:
		t.buildTask(b)
	default:
		t.buildEnd(b)
	}
	if t.fault != "" {
		b.Lines(t.inner(), kit.Body, theme.Warn, t.fault)
	}
}

// buildText makes the page with the text.
func (t *Tutor) buildText(b *kit.Builder) {
	for _, p := range t.told(t.o.Lesson.Text) {
		b.Lines(t.inner(), kit.Body, theme.Text, p)
	}
	if len(t.o.Lesson.Sources) > 0 {
		b.Lines(t.inner(), kit.Small, theme.Dim, words.F("tutor.sources", strings.Join(t.o.Lesson.Sources, "; ")))
	}
}

// buildTask makes the page of a task.
func (t *Tutor) buildTask(b *kit.Builder) {
	task, s := t.task(), &t.tasks[t.step-1]
	b.Row(0, func() {
		var which kit.Memo[[2]int]
		b.Text(t.inner()/2, 20, kit.Strong, theme.Text, func() string { return which.Text([2]int{t.step, len(t.tasks)}, taskOf) })
		b.Canvas(t.inner()/2, 20, t.drawDone)
	})
	for _, p := range t.told(task.Text) {
		b.Lines(t.inner(), kit.Body, theme.Text, p)
	}
	for i, c := range task.Choices {
		b.Row(8, func() {
			b.Choice(28, 24, string(rune('A'+i)), func() bool { return s.answer == i }, func() { t.answer(i) })
			b.Lines(t.inner()-36, kit.Body, theme.Text, t.spelled(said(c)))
		})
	}
	switch {
	case s.done || len(task.Choices) == 0:
	case s.answer < 0:
		b.Lines(t.inner(), kit.Small, theme.Dim, t.fill(words.T("tutor.keys")))
	case s.answer != task.Right:
		b.Lines(t.inner(), kit.Body, theme.Warn, words.T("tutor.wrong"))
	default:
		b.Lines(t.inner(), kit.Body, theme.Text, words.T("tutor.right"))
	}
	t.buildHelp(b, s.shown >= 1, words.T("tutor.hint-head"), t.told(task.Hint))
	answered := s.done && len(task.Choices) > 0 // and to be explained
	t.buildHelp(b, s.shown >= 2 || answered, words.T("tutor.solution-head"), t.told(task.Solution))
}

// buildHelp makes a hint or a solution, if it is shown.
func (t *Tutor) buildHelp(b *kit.Builder, shown bool, head string, paragraphs []string) {
	if !shown {
		return
	}
	b.Canvas(t.inner(), 5, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		t.quads.Rect(float32(r.Min.X), float32(r.Min.Y+r.Dy()/2), float32(r.Dx()), float32(max(1, int(s.Scale))), theme.Border)
		t.quads.Draw(dst)
	})
	b.Text(t.inner(), 16, kit.Small, theme.Dim, kit.Fixed(head))
	for _, p := range paragraphs {
		b.Lines(t.inner(), kit.Body, theme.Text, p)
	}
}

// buildEnd makes the last page.
func (t *Tutor) buildEnd(b *kit.Builder) {
	if !t.Passed() {
		b.Lines(t.inner(), kit.Body, theme.Text, t.fill(words.T("tutor.not-yet")))
	} else {
		b.Canvas(t.inner(), 30, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
			check(&t.quads, s, float32(r.Min.X), float32(r.Min.Y+r.Max.Y)/2, 9)
			t.quads.Draw(dst)
			s.Print(dst, words.T("tutor.passed"), kit.Heading, r.Min.X+s.Px(28), s.Centre(kit.Heading, r.Min.Y, r.Max.Y), theme.Text)
		})
	}
	if t.o.Next == nil {
		b.Lines(t.inner(), kit.Body, theme.Text, words.T("tutor.no-more"))
		return
	}
	b.Lines(t.inner(), kit.Body, theme.Text, t.fill(words.F("tutor.next-lesson", titled(t.o.Next))))
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
	w := s.PrintRight(dst, words.T("tutor.done"), kit.Strong, r.Max.X, s.Centre(kit.Strong, r.Min.Y, r.Max.Y), theme.Accent)
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

// taskOf says which task of how many it is.
func taskOf(n [2]int) string { return words.F("tutor.task", n[0], n[1]) }
