package menu

import (
	"image"
	"path/filepath"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// ReplayList is the Replays screen: the recordings found, newest first.
type ReplayList struct {
	root    *ui.Root
	panel   *ui.Panel
	rows    []replayRow
	folder  string
	loading bool
	errText string
	choice  ReplayChoice
}

// ReplayInfo describes a recording or a capture.
type ReplayInfo struct {
	Path      string
	Level     string
	Server    string // name; may be empty
	Recorded  time.Time
	Length    time.Duration
	Capture   bool   // a client's capture, not a server's recording
	Truncated bool   // the end is missing
	Err       string // why it can't be opened; may be empty
}

// replayRow is a recording with its texts.
type replayRow struct {
	ReplayInfo
	title, note, length string
}

// ReplayOptions configure a ReplayList.
type ReplayOptions struct {
	Input   ui.Input // nil: the real devices
	Folder  string   // that is searched
	Message string   // why the player is back here; may be empty
}

// ReplayChoice is what the player chose in a tick.
type ReplayChoice struct {
	Open string // path; empty: none
	Back bool
}

// NewReplayList returns the screen.
func NewReplayList(o ReplayOptions) *ReplayList {
	r := &ReplayList{root: ui.NewRoot(o.Input), folder: o.Folder, errText: o.Message, loading: true}
	r.panel = &ui.Panel{Padding: 16, Spacing: 5, Spacious: true, Scrollable: true, OnEscape: func() { r.choice.Back = true }}
	r.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.4, 8) }
	r.root.Add(r.panel, r.build)
	r.panel.Show(true)
	return r
}

// replaysWidth is the inner width in logical pixels.
const replaysWidth = 520

func (r *ReplayList) build(b *ui.Builder) {
	b.Text(replaysWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("replays.title")))
	buildError(b, replaysWidth, r.errText)
	for i := range r.rows {
		b.ListItem(replaysWidth, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, at image.Rectangle, focused bool) {
			r.rows[i].draw(dst, s, at, focused)
		}, func() { r.open(i) })
	}
	note := i18n.Tf("replays.folder", r.folder)
	switch {
	case r.loading:
		note = i18n.T("replays.looking")
	case len(r.rows) == 0:
		note = i18n.T("replays.none") + " " + note
	}
	b.Paragraph(replaysWidth, ui.Small, theme.Dim, note)
	b.Space(2)
	b.Button(128, 30, i18n.T("common.back"), func() { r.choice.Back = true })
}

// draw draws a row.
func (r *replayRow) draw(dst *ebiten.Image, s *ui.Skin, at image.Rectangle, focused bool) {
	s.DrawRow(dst, at, focused)
	left, right, mid := at.Min.X+s.Px(10), at.Max.X-s.Px(10), at.Min.Y+at.Dy()/2
	upper := s.Baseline(ui.BodyBold, at.Min.Y+s.Px(2), mid+s.Px(2))
	taken := s.PrintRight(dst, r.length, ui.SmallMono, right, upper, theme.Text)
	s.Print(dst, truncate(s, r.title, ui.BodyBold, right-left-int(taken)-s.Px(8)), ui.BodyBold, left, upper, theme.Text)
	s.Print(dst, truncate(s, r.note, ui.Small, right-left), ui.Small, left, s.Baseline(ui.Small, mid+s.Px(1), at.Max.Y-s.Px(2)), theme.Dim)
}

// open opens a recording, or tells why that is impossible.
func (r *ReplayList) open(i int) {
	if errText := r.rows[i].Err; errText != "" {
		r.errText = errText
		r.panel.Rebuild()
		return
	}
	r.choice.Open = r.rows[i].Path
}

// SetReplays sets the recordings found so far; done ends the search.
func (r *ReplayList) SetReplays(found []ReplayInfo, done bool) {
	if len(found) == len(r.rows) && done != r.loading {
		return
	}
	at := r.panel.FocusIndex() - len(r.rows) // relative to the end of the rows
	r.rows = slices.Grow(r.rows[:0], len(found))
	for _, f := range found {
		row := replayRow{ReplayInfo: f, title: i18n.LevelName(f.Level), length: i18n.FormatClock(f.Length), note: f.Recorded.Format("2006-01-02 15:04")}
		if f.Server != "" {
			row.note += " · " + f.Server
		}
		if f.Capture {
			row.note += " · " + i18n.T("replays.capture")
		}
		if f.Truncated {
			row.note += " · " + i18n.T("replays.truncated")
		}
		if f.Err != "" {
			row.title, row.length, row.note = filepath.Base(f.Path), "", f.Err
		}
		r.rows = append(r.rows, row)
	}
	r.loading = !done
	r.panel.Rebuild()
	r.root.Resize(r.root.Viewport())
	if at >= 0 {
		r.panel.Focus(0)
	}
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (r *ReplayList) Update(w, h int, scale float64) ReplayChoice {
	r.choice = ReplayChoice{}
	r.root.Resize(ui.FitViewport(w, h, scale))
	r.root.Update()
	return r.choice
}

// Draw draws the screen over what dst shows.
func (r *ReplayList) Draw(dst *ebiten.Image) { r.root.Draw(dst) }
