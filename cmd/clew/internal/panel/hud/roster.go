package hud

import (
	"cmp"
	"image"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// roster says who is here, while Tab is held: those who got out first, in the
// order of their times, then the others.
type roster struct {
	rows  []rosterRow // by ascending ID, so that what is put into words stays
	order []int       // in which they are shown
	marks kit.Marks
	head  string
	count int
	watch int // who watch

	edition int           // of the words that it is written in
	more    kit.Memo[int] // how many have no room
}

type rosterRow struct {
	id     sim.ID
	avatar rune
	look   wire.Look
	letter string
	name   string
	took   sim.Tick // from coming to finding the exit; 0: still walking
	idle   int      // minutes for which one that walks has pressed nothing
	time   string
	ping   int // the round trip in ms, at least 1; 0: unknown
	trip   string
	loss   int // per cent
	lost   string
	self   bool
}

// unknown stands for a number that nobody has told.
const unknown = "–"

// The sizes of the roster, in pixels at 100 %.
const (
	rosterLine = 28
	rosterCol  = 348
	rosterGap  = 24
	rosterHead = 44
	rosterLoss = 44 // the column of the loss …
	rosterPing = 60 // … of the ping, left of it …
	rosterTime = 60 // … and of the time
	rosterBad  = 10 // per cent of loss, from which on it is a warning
)

// set takes who is here, and how many watch. Letters and times are put into words only where they
// have changed.
func (r *roster) set(figures []replica.Figure, watchers int) {
	if e := words.Edition(); e != r.edition || len(figures) != r.count || watchers != r.watch {
		r.rows, r.edition = r.rows[:0], e
		clear(r.rows[:cap(r.rows)])
		r.count, r.watch, r.head = len(figures), watchers, words.N("roster.people", len(figures))
		if watchers > 0 {
			r.head += " · " + words.N("roster.watch", watchers)
		}
	}
	r.rows = slices.Grow(r.rows[:0], len(figures))[:len(figures)]
	r.order = r.order[:0]
	for i := range figures {
		f, row := &figures[i], &r.rows[i]
		r.order = append(r.order, i)
		if row.avatar != f.Avatar || row.letter == "" {
			row.avatar, row.letter = f.Avatar, string(f.Avatar)
		}
		if t, idle := took(f), int(f.Idle/time.Minute); row.took != t || row.idle != idle || row.time == "" {
			row.took, row.idle, row.time = t, idle, exitTime(t, idle)
		}
		row.setHealth(f)
		row.id, row.look, row.name, row.self = f.ID, f.Look, f.Name, f.Self
	}
	slices.SortFunc(r.order, func(i, k int) int { return before(&r.rows[i], &r.rows[k]) })
}

// setHealth puts into words how the player's connection is.
func (row *rosterRow) setHealth(f *replica.Figure) {
	ping, loss := 0, f.Loss
	if f.Trip > 0 {
		ping = max(tuning.Millis(f.Trip), 1)
	}
	if row.trip != "" && ping == row.ping && loss == row.loss {
		return
	}
	row.ping, row.trip, row.loss, row.lost = ping, unknown, loss, unknown
	if ping > 0 {
		row.trip, row.lost = words.F("roster.ping", ping), words.F("roster.loss", loss)
	}
}

// row is the one in place i.
func (r *roster) row(i int) *rosterRow { return &r.rows[r.order[i]] }

func before(a, b *rosterRow) int {
	// Walking is 0, which minus 1 is later than every tick.
	return cmp.Or(cmp.Compare(a.took-1, b.took-1), cmp.Compare(a.id, b.id))
}

// took is how many ticks a player took to the exit, at least 1; 0: it walks.
func took(f *replica.Figure) sim.Tick {
	if f.Exit == 0 {
		return 0
	}
	return max(f.Exit-min(f.Since, f.Exit), 1)
}

// exitTime is when a player found the exit, or for how many minutes it has
// pressed nothing instead of walking.
func exitTime(took sim.Tick, idle int) string {
	switch {
	case took != 0:
		return phrase.Clock(phrase.Ticks(took))
	case idle > 0:
		return words.F("roster.idle", idle)
	}
	return words.T("roster.walking")
}

// shape is how many columns and rows so many names take in a frame, and how
// many of them fit.
func (r *roster) shape(f kit.Frame, n int) (cols, rows, fit int) {
	most := max(1, int((f.Height()-headerBot-edgeGap-rosterHead-16)/rosterLine))
	wide := max(1, int((f.Width()-2*edgeGap-32)/rosterCol))
	cols = min(max((n+most-1)/most, 1), wide)
	rows = min((n+cols-1)/cols, most)
	fit = min(n, cols*rows)
	if fit < n {
		fit-- // the last place says how many more there are
	}
	return cols, max(rows, 1), fit
}

// box is the place of the list.
func (r *roster) box(f kit.Frame) image.Rectangle {
	cols, rows, _ := r.shape(f, len(r.rows))
	w, h := f.Px(rosterCol*float64(cols)+32-rosterGap), f.Px(rosterHead+rosterLine*float64(rows)+16)
	box := f.Anchor(w, h, 0.5, 0.4, edgeGap)
	if down := f.Px(headerBot) - box.Min.Y; down > 0 { // the level's name stays
		box = box.Add(image.Pt(0, down))
	}
	return box
}

func (r *roster) draw(dst *ebiten.Image, f kit.Frame, s *kit.Skin) {
	cols, rows, fit := r.shape(f, len(r.rows))
	box := r.box(f)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing below shines through
	x0, y0 := box.Min.X+f.Px(16), box.Min.Y+f.Px(8)
	head := s.Centre(kit.Heading, y0, y0+f.Px(28))
	s.Print(dst, r.head, kit.Heading, x0, head, theme.Text)
	for c := range cols {
		right := x0 + c*f.Px(rosterCol) + f.Px(rosterCol-rosterGap)
		s.PrintRight(dst, words.T("roster.loss-head"), kit.Small, right, head, theme.Dim)
		s.PrintRight(dst, words.T("roster.ping-head"), kit.Small, right-f.Px(rosterLoss), head, theme.Dim)
	}
	y0 = box.Min.Y + f.Px(rosterHead)
	for i := range fit {
		row := r.row(i)
		if i == fit-1 {
			row = r.last(fit)
		}
		at := image.Pt(x0+i/rows*f.Px(rosterCol), y0+i%rows*f.Px(rosterLine))
		r.drawRow(dst, s, row, image.Rect(at.X, at.Y, at.X+f.Px(rosterCol-rosterGap), at.Y+f.Px(rosterLine)))
	}
	if more := len(r.rows) - fit; more > 0 {
		y := y0 + (rows-1)*f.Px(rosterLine)
		x := x0 + (cols-1)*f.Px(rosterCol)
		s.Print(dst, r.more.Text(more, phrase.More), kit.Body, x, s.Centre(kit.Body, y, y+f.Px(rosterLine)), theme.Dim)
	}
}

// last is the row for the last of fit places: oneself, where one would not be
// on the list otherwise.
func (r *roster) last(fit int) *rosterRow {
	for i := fit; i < len(r.rows); i++ {
		if r.row(i).self {
			return r.row(i)
		}
	}
	return r.row(fit - 1)
}

func (r *roster) drawRow(dst *ebiten.Image, s *kit.Skin, row *rosterRow, at image.Rectangle) {
	mid := (at.Min.Y + at.Max.Y) / 2
	r.marks.Body(dst, s, theme.MarkOf(row.avatar, row.id, row.look), row.letter, at.Min.X+s.Px(10), mid, s.Px(9))
	style := kit.Body
	if row.self {
		style = kit.Strong
	}
	base := s.Centre(kit.Body, at.Min.Y, at.Max.Y)
	hue, figures := theme.Dim, kit.Small
	if row.took != 0 {
		hue, figures = theme.Text, kit.Count
	}
	right := at.Max.X - s.Px(rosterLoss+rosterPing)
	taken := s.PrintRight(dst, row.time, figures, right, base, hue)
	r.drawHealth(dst, s, row, at.Max.X, base)
	x := at.Min.X + s.Px(28)
	room := float64(right-x) - max(taken, float64(s.Px(rosterTime))) - float64(s.Px(8))
	name := s.Cut(row.name, style, room)
	s.Print(dst, name, style, x, base, theme.Text)
}

// drawHealth draws ping and loss, which end at right.
func (r *roster) drawHealth(dst *ebiten.Image, s *kit.Skin, row *rosterRow, right, base int) {
	hue := theme.Dim
	if row.loss >= rosterBad {
		hue = theme.Warn
	}
	s.PrintRight(dst, row.lost, kit.Figures, right, base, hue)
	s.PrintRight(dst, row.trip, kit.Figures, right-s.Px(rosterLoss), base, theme.Dim)
}
