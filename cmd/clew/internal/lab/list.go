package lab

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/net/rig/scenario"
)

// List lets a person choose one of the scenarios that come with the game.
type List struct {
	desk  *kit.Desk
	sheet *kit.Sheet
	all   []*scenario.Scenario
	fault string

	chosen *scenario.Scenario
	leave  bool
}

// The sizes of the list, in pixels at 100 %.
const (
	listWidth = 600
	listEntry = 34
	listNote  = 96
)

// NewList makes a list; nil hands are the real ones. The message says why one
// is back there; empty: none.
func NewList(h kit.Hands, message string) *List {
	l := &List{desk: kit.NewDesk(h), fault: message}
	for _, name := range scenario.Examples() {
		s, err := reel.Find(name)
		if err != nil {
			l.fault = err.Error()
			continue
		}
		l.all = append(l.all, s)
	}
	l.sheet = &kit.Sheet{Pad: 16, Gap: 2, Scrolls: true, Escape: func() { l.leave = true }}
	l.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.45, 8) }
	l.desk.Add(l.sheet, l.build)
	l.sheet.Show(true)
	return l
}

func (l *List) build(b *kit.Builder) {
	const w = listWidth - 32
	b.Text(w, 30, kit.Heading, theme.Text, kit.Fixed("The Lab"))
	b.Text(w, 22, kit.Body, theme.Dim, kit.Fixed("Stop a networked game, go back in it, and try again with one packet changed."))
	b.Space(4)
	for _, s := range l.all {
		b.Entry(w, listEntry, kit.Lead, "  "+s.Name, func() { l.chosen = s })
	}
	b.Entry(w, listEntry, kit.Lead, "  Back to the menu", func() { l.leave = true })
	b.Canvas(w, listNote, l.drawNote)
}

// drawNote says what to look at in the scenario that has the focus.
func (l *List) drawNote(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	words := l.fault
	if i := l.sheet.Focused(); words == "" && i >= 0 && i < len(l.all) {
		words = l.all[i].Note
	}
	line := s.Px(19)
	for i, t := range kit.Wrap(words, 0, float64(r.Dx()-s.Px(8)), func(t string) float64 { return s.Width(t, kit.Body) }) {
		top := r.Min.Y + s.Px(8) + i*line
		if top+line > r.Max.Y {
			return
		}
		s.Print(dst, t, kit.Body, r.Min.X+s.Px(4), s.Centre(kit.Body, top, top+line), theme.Dim)
	}
}

// Update runs one tick in a window of w×h px, and gives the scenario that was
// chosen in it, or nil; leave is true when the person goes back. want is the
// scale the person wants, 0 for one that suits the window.
func (l *List) Update(w, h int, want float64) (chosen *scenario.Scenario, leave bool) {
	l.chosen, l.leave = nil, false
	l.desk.Resize(kit.Fit(w, h, want))
	l.desk.Update()
	return l.chosen, l.leave
}

// Draw draws the list over what dst shows.
func (l *List) Draw(dst *ebiten.Image) { l.desk.Draw(dst) }

// Find finds a scenario for an argument: the name of one that comes with the
// game, or the path of a file. See reel.Find.
func Find(arg string) (*scenario.Scenario, error) { return reel.Find(arg) }
