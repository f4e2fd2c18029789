package lab

import (
	"image"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/reel"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/scenario"
)

// List lets a person choose one of the scenarios that come with the game, or a
// capture of a game of their own.
type List struct {
	desk   *kit.Desk
	sheet  *kit.Sheet
	note   *kit.Sheet // below it, so that no scrolling hides it
	all    []choice
	wants  image.Point // how large the list would like to be, in px
	fault  string
	chosen *choice
	leave  bool
}

// choice is an entry of the list.
type choice struct {
	arg   string // for Find
	title string
	note  string
}

// The sizes of the list, in pixels at 100 %.
const (
	listWidth = 600
	listEntry = 34
	listNote  = 78 // of the note's sheet, and of the lines in it
	noteLine  = 19
	noteApart = 6
)

// newest is how many captures are listed.
const newest = 5

// NewList makes a list; nil hands are the real ones. The message says why one
// is back there; empty: none. The newest captures of some folders are listed too.
func NewList(h kit.Hands, message string, captures ...string) *List {
	l := &List{desk: kit.NewDesk(h), fault: message}
	for _, name := range scenario.Examples() {
		f, err := reel.Find(name)
		if err != nil {
			l.fault = capital(err.Error())
			continue
		}
		l.all = append(l.all, choice{name, words.Translate(f.Scenario.Name), words.Translate(f.Scenario.Note)})
	}
	for _, path := range newestOf(captures) {
		name := strings.TrimSuffix(filepath.Base(path), ".capture")
		l.all = append(l.all, choice{path, words.F("lab.captured", name), words.F("lab.own-game", path)})
	}
	l.sheet = &kit.Sheet{Pad: 16, Gap: 2, Scrolls: true, Escape: func() { l.leave = true }}
	l.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { l.wants.X, l.wants.Y = w, h; return l.block(f) }
	l.note = &kit.Sheet{Pad: 12}
	l.note.Place = func(f kit.Frame, _, _ int) image.Rectangle {
		r := l.block(f)
		r.Min.Y = r.Max.Y + f.Px(noteApart)
		r.Max.Y = r.Min.Y + f.Px(listNote)
		return r
	}
	l.desk.Add(l.sheet, l.build)
	l.desk.Add(l.note, func(b *kit.Builder) { b.Canvas(listWidth-24, listNote-24, l.drawNote) })
	l.sheet.Show(true)
	l.note.Show(false)
	return l
}

// block is where the list itself is in a frame, if it leaves the note its place.
func (l *List) block(f kit.Frame) image.Rectangle {
	foot := f.Px(noteApart + listNote)
	r := f.Anchor(l.wants.X, l.wants.Y+foot, 0.5, 0.45, 8)
	r.Max.Y -= foot
	return r
}

// newestOf are the newest captures of some folders, by their names, which are
// their times.
func newestOf(folders []string) (paths []string) {
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(folder, "*.capture"))
		paths = append(paths, files...)
	}
	slices.SortFunc(paths, func(a, b string) int { return strings.Compare(filepath.Base(b), filepath.Base(a)) })
	return paths[:min(len(paths), newest)]
}

func (l *List) build(b *kit.Builder) {
	const w = listWidth - 32
	b.Text(w, 30, kit.Heading, theme.Text, kit.Fixed(words.T("lab.title")))
	b.Text(w, 22, kit.Body, theme.Dim, kit.Fixed(words.T("lab.subtitle")))
	b.Space(4)
	for i := range l.all {
		b.Entry(w, listEntry, kit.Lead, "  "+l.all[i].title, func() { l.chosen = &l.all[i] })
	}
	b.Entry(w, listEntry, kit.Lead, "  "+words.T("lab.menu"), func() { l.leave = true })
}

// drawNote says what to look at in the scenario that has the focus.
func (l *List) drawNote(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	note := l.fault
	if i := l.sheet.Focused(); note == "" && i >= 0 && i < len(l.all) {
		note = l.all[i].note
	}
	line := s.Px(noteLine)
	for i, t := range s.Wrap(note, kit.Body, 0, float64(r.Dx())) {
		top := r.Min.Y + i*line
		if top+line > r.Max.Y+s.Px(4) {
			return
		}
		s.Print(dst, t, kit.Body, r.Min.X, s.Centre(kit.Body, top, top+line), theme.Dim)
	}
}

// Update runs one tick in a window of w×h px, and gives what was chosen in it,
// for Find, or ""; leave is true when the person goes back. want is the scale
// the person wants, 0 for one that suits the window.
func (l *List) Update(w, h int, want float64) (chosen string, leave bool) {
	l.chosen, l.leave = nil, false
	l.desk.Resize(kit.Fit(w, h, want))
	l.desk.Update()
	if l.chosen == nil {
		return "", l.leave
	}
	return l.chosen.arg, l.leave
}

// Draw draws the list over what dst shows.
func (l *List) Draw(dst *ebiten.Image) { l.desk.Draw(dst) }
