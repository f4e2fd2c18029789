package panel

import (
	"image"
	"path/filepath"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// ReplayList is the screen 'Replays': the games that were kept, the newest first.
type ReplayList struct {
	desk   *kit.Desk
	sheet  *kit.Sheet
	rows   []replayRow
	folder string
	busy   bool
	fault  string
	choice ReplayChoice
}

// ReplayInfo is a recording of a game.
type ReplayInfo struct {
	Path   string
	Level  string
	Server string // its name; may be empty
	When   time.Time
	Length time.Duration
	Seen   bool   // it is what a client saw, not a server's recording
	Cut    bool   // its end is missing
	Fault  string // why it can't be opened; empty: it can
}

// replayRow is a recording with the words that its line shows.
type replayRow struct {
	ReplayInfo
	title, note, length string
}

// ReplayOptions is what the screen starts from.
type ReplayOptions struct {
	Hands   kit.Hands // nil: the real keyboard and mouse
	Folder  string    // where recordings are looked for
	Message string    // why one is back here; empty: none
}

// ReplayChoice is what a person chose in a tick.
type ReplayChoice struct {
	Open string // the path of a recording; empty: none
	Back bool
}

// NewReplayList makes the screen.
func NewReplayList(o ReplayOptions) *ReplayList {
	r := &ReplayList{desk: kit.NewDesk(o.Hands), folder: o.Folder, fault: o.Message, busy: true}
	r.sheet = &kit.Sheet{Pad: 16, Gap: 5, Airy: true, Scrolls: true, Escape: func() { r.choice.Back = true }}
	r.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.4, 8) }
	r.desk.Add(r.sheet, r.build)
	r.sheet.Show(true)
	return r
}

// replaysWidth is how wide the screen is inside, in pixels at 100 %.
const replaysWidth = 520

func (r *ReplayList) build(b *kit.Builder) {
	b.Text(replaysWidth, 26, kit.Heading, theme.Text, kit.Fixed(words.T("replays.title")))
	buildFault(b, replaysWidth, r.fault)
	for i := range r.rows {
		b.Item(replaysWidth, joinRow, func(dst *ebiten.Image, s *kit.Skin, at image.Rectangle, lit bool) {
			r.rows[i].draw(dst, s, at, lit)
		}, func() { r.take(i) })
	}
	note := words.F("replays.folder", r.folder)
	switch {
	case r.busy:
		note = words.T("replays.looking")
	case len(r.rows) == 0:
		note = words.T("replays.none") + " " + note
	}
	b.Lines(replaysWidth, kit.Small, theme.Dim, note)
	b.Space(2)
	b.Button(128, 30, words.T("common.back"), func() { r.choice.Back = true })
}

// draw draws the line of a recording.
func (r *replayRow) draw(dst *ebiten.Image, s *kit.Skin, at image.Rectangle, lit bool) {
	s.Ground(dst, at, lit)
	left, right, mid := at.Min.X+s.Px(10), at.Max.X-s.Px(10), at.Min.Y+at.Dy()/2
	upper := s.Centre(kit.Strong, at.Min.Y+s.Px(2), mid+s.Px(2))
	taken := s.PrintRight(dst, r.length, kit.Figures, right, upper, theme.Text)
	s.Print(dst, cut(s, r.title, kit.Strong, right-left-int(taken)-s.Px(8)), kit.Strong, left, upper, theme.Text)
	s.Print(dst, cut(s, r.note, kit.Small, right-left), kit.Small, left, s.Centre(kit.Small, mid+s.Px(1), at.Max.Y-s.Px(2)), theme.Dim)
}

// take opens a recording, or says why that can't be.
func (r *ReplayList) take(i int) {
	if fault := r.rows[i].Fault; fault != "" {
		r.fault = fault
		r.sheet.Rebuild()
		return
	}
	r.choice.Open = r.rows[i].Path
}

// List shows what was found; done says that there is nothing more to come.
func (r *ReplayList) List(found []ReplayInfo, done bool) {
	if len(found) == len(r.rows) && done != r.busy {
		return
	}
	at := r.sheet.Focused() - len(r.rows) // of what comes after the rows
	r.rows = slices.Grow(r.rows[:0], len(found))
	for _, f := range found {
		row := replayRow{ReplayInfo: f, title: phrase.LevelName(f.Level), length: phrase.Clock(f.Length), note: f.When.Format("2006-01-02 15:04")}
		if f.Server != "" {
			row.note += " · " + f.Server
		}
		if f.Seen {
			row.note += " · " + words.T("replays.seen")
		}
		if f.Cut {
			row.note += " · " + words.T("replays.cut")
		}
		if f.Fault != "" {
			row.title, row.length, row.note = filepath.Base(f.Path), "", f.Fault
		}
		r.rows = append(r.rows, row)
	}
	r.busy = !done
	r.sheet.Rebuild()
	r.desk.Resize(r.desk.Frame())
	if at >= 0 {
		r.sheet.Focus(0)
	}
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (r *ReplayList) Update(w, h int, want float64) ReplayChoice {
	r.choice = ReplayChoice{}
	r.desk.Resize(kit.Fit(w, h, want))
	r.desk.Update()
	return r.choice
}

// Draw draws the screen over what dst shows.
func (r *ReplayList) Draw(dst *ebiten.Image) { r.desk.Draw(dst) }
