package lab

import (
	"image"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/scenario"
)

// ScenarioList lets the user choose a scenario that comes with the game, or a
// capture of one of their games.
type ScenarioList struct {
	root      *ui.Root
	panel     *ui.Panel
	notePanel *ui.Panel // separate, so that it does not scroll
	entries   []listEntry
	wantSize  image.Point // preferred size of the list in px
	errText   string
	chosen    *listEntry
	leave     bool
}

// listEntry is an entry of the list.
type listEntry struct {
	arg   string // for Find
	title string
	note  string
}

// Sizes in logical pixels.
const (
	listWidth       = 600
	listEntryHeight = 34
	listNoteHeight  = 78 // of the note's panel
	noteLine        = 19
	noteGap         = 6
)

// maxCaptures is how many captures are listed.
const maxCaptures = 5

// NewScenarioList returns a list with the scenarios and the newest captures of
// some folders. message tells why the user is back here; may be empty. If in is
// nil, it uses the real devices.
func NewScenarioList(in ui.Input, message string, captures ...string) *ScenarioList {
	l := &ScenarioList{root: ui.NewRoot(in), errText: message}
	for _, name := range slices.Concat(scenario.Examples(), scenario.PeerExamples()) {
		f, err := playback.Find(name)
		if err != nil {
			l.errText = sentence(err.Error())
			continue
		}
		about := f.Header()
		l.entries = append(l.entries, listEntry{name, i18n.Translate(about.Name), i18n.Translate(about.Description)})
	}
	for _, path := range newestCaptures(captures) {
		name := strings.TrimSuffix(filepath.Base(path), ".capture")
		l.entries = append(l.entries, listEntry{path, i18n.Tf("lab.captured", name), i18n.Tf("lab.own-game", path)})
	}
	l.panel = &ui.Panel{Padding: 16, Spacing: 2, Scrollable: true, OnEscape: func() { l.leave = true }}
	l.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle {
		l.wantSize.X, l.wantSize.Y = w, h
		return l.listArea(vp)
	}
	l.notePanel = &ui.Panel{Padding: 12}
	l.notePanel.Place = func(vp ui.Viewport, _, _ int) image.Rectangle {
		r := l.listArea(vp)
		r.Min.Y = r.Max.Y + vp.Px(noteGap)
		r.Max.Y = r.Min.Y + vp.Px(listNoteHeight)
		return r
	}
	l.root.Add(l.panel, l.build)
	l.root.Add(l.notePanel, func(b *ui.Builder) { b.Canvas(listWidth-24, listNoteHeight-24, l.drawDescription) })
	l.panel.Show(true)
	l.notePanel.Show(false)
	return l
}

// listArea returns the list's bounds, leaving room for the note.
func (l *ScenarioList) listArea(vp ui.Viewport) image.Rectangle {
	foot := vp.Px(noteGap + listNoteHeight)
	r := vp.Anchor(l.wantSize.X, l.wantSize.Y+foot, 0.5, 0.45, 8)
	r.Max.Y -= foot
	return r
}

// newestCaptures returns the newest captures in some folders, by file name,
// which starts with the time.
func newestCaptures(folders []string) (paths []string) {
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(folder, "*.capture"))
		paths = append(paths, files...)
	}
	slices.SortFunc(paths, func(a, b string) int { return strings.Compare(filepath.Base(b), filepath.Base(a)) })
	return paths[:min(len(paths), maxCaptures)]
}

func (l *ScenarioList) build(b *ui.Builder) {
	const w = listWidth - 32
	b.Text(w, 30, ui.Heading, theme.Text, ui.ConstText(i18n.T("lab.title")))
	b.Text(w, 22, ui.Body, theme.Dim, ui.ConstText(i18n.T("lab.subtitle")))
	b.Space(4)
	for i := range l.entries {
		b.MenuItem(w, listEntryHeight, ui.Large, "  "+l.entries[i].title, func() { l.chosen = &l.entries[i] })
	}
	b.MenuItem(w, listEntryHeight, ui.Large, "  "+i18n.T("lab.menu"), func() { l.leave = true })
}

// drawDescription draws the focused entry's note.
func (l *ScenarioList) drawDescription(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	note := l.errText
	if i := l.panel.FocusIndex(); note == "" && i >= 0 && i < len(l.entries) {
		note = l.entries[i].note
	}
	line := s.Px(noteLine)
	for i, t := range s.Wrap(note, ui.Body, 0, float64(r.Dx())) {
		top := r.Min.Y + i*line
		if top+line > r.Max.Y+s.Px(4) {
			return
		}
		s.Print(dst, t, ui.Body, r.Min.X, s.Baseline(ui.Body, top, top+line), theme.Dim)
	}
}

// Update runs one tick in a window of w×h px and returns the argument for Find
// that was chosen, or "", and whether the user leaves. scale is the user's
// setting, 0 for the default.
func (l *ScenarioList) Update(w, h int, scale float64) (chosen string, leave bool) {
	l.chosen, l.leave = nil, false
	l.root.Resize(ui.FitViewport(w, h, scale))
	l.root.Update()
	if l.chosen == nil {
		return "", l.leave
	}
	return l.chosen.arg, l.leave
}

// Draw draws the list over what dst shows.
func (l *ScenarioList) Draw(dst *ebiten.Image) { l.root.Draw(dst) }
