package menu

import (
	"image"
	"path/filepath"
	"regexp"
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
	dialog  *replayDialog
	rows    []replayRow
	folder  string
	loading bool
	errText string
	batch   ui.Batch
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
	Open    string // path; empty: none
	Rename  string // path of the replay that is to be called NewName
	NewName string // of the file, without its extension
	Delete  string // path
	Show    string // path of the replay to show in the file manager
	Back    bool
}

// NewReplayList returns the screen.
func NewReplayList(o ReplayOptions) *ReplayList {
	r := &ReplayList{root: ui.NewRoot(o.Input), folder: o.Folder, errText: o.Message, loading: true}
	r.panel = &ui.Panel{Padding: 16, Spacing: 5, Spacious: true, Scrollable: true, OnEscape: func() { r.choice.Back = true }}
	r.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.4, 8) }
	r.root.Add(r.panel, r.build)
	r.dialog = newReplayDialog(r)
	r.panel.Show(true)
	return r
}

// Sizes in logical pixels.
const (
	replaysWidth    = 520
	replayMoreWidth = 36
)

func (r *ReplayList) build(b *ui.Builder) {
	b.Text(replaysWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("replays.title")))
	buildError(b, replaysWidth, r.errText)
	for i := range r.rows {
		b.Row(4, func() {
			b.ListItem(replaysWidth-replayMoreWidth-4, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, at image.Rectangle, focused bool) {
				r.rows[i].draw(dst, s, at, focused)
			}, func() { r.open(r.rows[i].ReplayInfo) })
			b.ListItem(replayMoreWidth, joinRowHeight, r.drawMore, func() { r.dialog.open(r.rows[i], pageActions) })
		})
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

// drawMore draws the three dots of what else can be done with a replay.
func (r *ReplayList) drawMore(dst *ebiten.Image, s *ui.Skin, at image.Rectangle, focused bool) {
	s.DrawRow(dst, at, focused)
	x, y := ui.Centre(at)
	dot := s.Px(3)
	for i := -1; i <= 1; i++ {
		r.batch.Rect(float32(x+i*s.Px(7)-dot/2), float32(y-dot/2), float32(dot), float32(dot), theme.Text)
	}
	r.batch.Draw(dst)
}

// open opens a recording, or tells why that is impossible.
func (r *ReplayList) open(info ReplayInfo) {
	if info.Err != "" {
		r.SetError(info.Err)
		return
	}
	r.choice.Open = info.Path
}

// SetError tells why what the player chose was impossible.
func (r *ReplayList) SetError(errText string) {
	if r.dialog.panel.Shown() {
		r.dialog.setError(errText)
		return
	}
	r.errText = errText
	r.rebuild()
	r.panel.ScrollToTop() // where the error is
}

// CloseDialog goes back to the list once a replay has been renamed or deleted.
func (r *ReplayList) CloseDialog() {
	r.errText = ""
	r.dialog.close()
	r.rebuild()
}

// rebuild recreates the widgets at once, since a frame may come before the next
// tick.
func (r *ReplayList) rebuild() {
	r.panel.Rebuild()
	r.root.Resize(r.root.Viewport())
}

// SetReplays sets the recordings found so far; done ends the search. The focus
// stays on its replay, or goes to the next one if that is gone.
func (r *ReplayList) SetReplays(found []ReplayInfo, done bool) {
	same := slices.EqualFunc(found, r.rows, func(f ReplayInfo, row replayRow) bool { return f == row.ReplayInfo })
	if same && done != r.loading {
		return
	}
	at, path := r.panel.FocusIndex(), ""
	if i := at / replayStops; i < len(r.rows) {
		path = r.rows[i].Path
	}
	rest := at - replayStops*len(r.rows) // relative to the end of the rows
	r.rows = slices.Grow(r.rows[:0], len(found))
	for _, f := range found {
		r.rows = append(r.rows, newReplayRow(f))
	}
	r.loading = !done
	r.rebuild()
	switch i := slices.IndexFunc(found, func(f ReplayInfo) bool { return f.Path == path }); {
	case rest >= 0:
		r.panel.Focus(0)
	case i >= 0:
		r.panel.Focus(i*replayStops + at%replayStops)
	case at/replayStops < len(found):
		r.panel.Focus(at)
	default:
		r.panel.Focus((len(found) - 1) * replayStops)
	}
}

// replayStops is how many tab stops a row has: itself and its dots.
const replayStops = 2

// generatedName matches the name that the game gives a file.
var generatedName = regexp.MustCompile(`^\d{4}-\d\d-\d\d-\d{6}(-\d+)?$`)

// newReplayRow returns the row of a replay. Its title is the name that somebody
// gave the file, otherwise the level.
func newReplayRow(f ReplayInfo) replayRow {
	row := replayRow{ReplayInfo: f, title: i18n.LevelName(f.Level), length: i18n.FormatClock(f.Length), note: f.Recorded.Format("2006-01-02 15:04")}
	if name := fileStem(f.Path); !generatedName.MatchString(name) {
		row.title, row.note = name, row.title+" · "+row.note
	}
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
	return row
}

// handleKeys renames or deletes the focused replay with F2 or Delete.
func (r *ReplayList) handleKeys() {
	i := r.panel.FocusIndex() / replayStops
	if !r.panel.HasKeyboard() || i >= len(r.rows) {
		return
	}
	switch in := r.root.Input(); {
	case in.KeyPressDuration(ebiten.KeyDelete) == 1:
		r.dialog.open(r.rows[i], pageDelete)
	case in.KeyPressDuration(ebiten.KeyF2) == 1:
		r.dialog.open(r.rows[i], pageRename)
	}
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (r *ReplayList) Update(w, h int, scale float64) ReplayChoice {
	r.choice = ReplayChoice{}
	r.root.Resize(ui.FitViewport(w, h, scale))
	r.root.Update()
	r.handleKeys()
	return r.choice
}

// Draw draws the screen over what dst shows.
func (r *ReplayList) Draw(dst *ebiten.Image) { r.root.Draw(dst) }
