package tutor

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// List lets a person choose a lesson, and shows which are passed.
type List struct {
	desk     *kit.Desk
	sheet    *kit.Sheet
	all      []Found
	progress *settings.Progress
	message  string
	quads    kit.Quads

	chosen *Found
	leave  bool
}

// The sizes of the list, in pixels at 100 %.
const (
	listWidth = 560
	listEntry = 36
	tickWidth = 64 // of the marks, at the right
)

// NewList makes a list; nil hands are the real ones. The message is shown below
// it; empty: none.
func NewList(h kit.Hands, p *settings.Progress, message string) *List {
	l := &List{desk: kit.NewDesk(h), all: Shipped(), progress: p, message: message}
	l.sheet = &kit.Sheet{Pad: 16, Gap: 2, Scrolls: true, Escape: func() { l.leave = true }}
	l.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.45, 8) }
	l.desk.Add(l.sheet, l.build)
	l.sheet.Show(true)
	l.sheet.Focus(l.first())
	return l
}

// first is the first lesson that is not passed, or the first of all.
func (l *List) first() int {
	for i, f := range l.all {
		if !l.progress.Of(f.Key).Passed {
			return i
		}
	}
	return 0
}

func (l *List) build(b *kit.Builder) {
	const w = listWidth - 32
	b.Text(w, 30, kit.Heading, theme.Text, kit.Fixed(words.T("tutor.lessons")))
	b.Text(w, 22, kit.Body, theme.Dim, kit.Fixed(words.T("tutor.note")))
	b.Space(4)
	for _, f := range l.all {
		b.Row(0, func() {
			b.Entry(w-tickWidth, listEntry, kit.Lead, "  "+titled(f.Lesson), func() { l.chosen = &f })
			b.Canvas(tickWidth, listEntry, func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) { l.drawMark(dst, s, r, f) })
		})
	}
	b.Entry(w-tickWidth, listEntry, kit.Lead, "  "+words.T("tutor.menu"), func() { l.leave = true })
	if l.message != "" {
		b.Lines(w, kit.Body, theme.Warn, l.message)
	}
}

// drawMark draws a check mark beside a lesson that is passed, and a point for
// each task that is done of one that is not.
func (l *List) drawMark(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, f Found) {
	p, u, y := l.progress.Of(f.Key), float32(s.Scale), float32(r.Min.Y+r.Max.Y)/2
	if p.Passed {
		check(&l.quads, s, float32(r.Min.X)+8*u, y, 8)
	} else {
		for i := range p.Tasks {
			l.quads.Rect(float32(r.Min.X)+(8+7*float32(i))*u, y-2*u, 4*u, 4*u, theme.Dim)
		}
	}
	l.quads.Draw(dst)
}

// Update runs one tick in a window of w×h px, and gives the lesson that was
// chosen in it, or nil; leave is true when the person goes back. want is the
// scale the person wants, 0 for one that suits the window.
func (l *List) Update(w, h int, want float64) (chosen *Found, leave bool) {
	l.chosen, l.leave = nil, false
	l.desk.Resize(kit.Fit(w, h, want))
	l.desk.Update()
	return l.chosen, l.leave
}

// Draw draws the list over what dst shows.
func (l *List) Draw(dst *ebiten.Image) { l.desk.Draw(dst) }
