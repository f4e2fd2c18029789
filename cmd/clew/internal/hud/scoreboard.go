package hud

import (
	"cmp"
	"image"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// scoreboard says who is here, while Tab is held: those who got out first, in the
// order of their times, then the others.
type scoreboard struct {
	rows       []scoreboardRow // by ascending ID, so that what is put into words stays
	order      []int           // in which they are shown
	shapes     ui.Shapes
	head       string
	players    int
	spectators int // who watch

	edition int                // of the words that it is written in
	more    ui.CachedText[int] // how many have no room
}

type scoreboardRow struct {
	id         sim.ID
	avatar     rune
	appearance wire.Appearance
	letter     string
	name       string
	finish     sim.Tick // from coming to finding the exit; 0: still walking
	idle       int      // minutes for which one that walks has pressed nothing
	status     string
	ping       int // the round trip in ms, at least 1; 0: unknown
	pingText   string
	loss       int // per cent
	lossText   string
	self       bool
}

// unknownText stands for a number that nobody has told.
const unknownText = "–"

// The sizes of the roster, in pixels at 100 %.
const (
	scoreRowHeight  = 28
	scoreColWidth   = 348
	scoreColGap     = 24
	scoreHeadHeight = 44
	scoreLossWidth  = 44 // the column of the loss …
	scorePingWidth  = 60 // … of the ping, left of it …
	scoreTimeWidth  = 60 // … and of the time
	badLoss         = 10 // per cent of loss, from which on it is a warning
)

// set takes who is here, and how many watch. Letters and times are put into words only where they
// have changed.
func (r *scoreboard) set(figures []replica.PlayerView, watchers int) {
	if e := i18n.Revision(); e != r.edition || len(figures) != r.players || watchers != r.spectators {
		r.rows, r.edition = r.rows[:0], e
		clear(r.rows[:cap(r.rows)])
		r.players, r.spectators, r.head = len(figures), watchers, i18n.Tn("roster.people", len(figures))
		if watchers > 0 {
			r.head += " · " + i18n.Tn("roster.watch", watchers)
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
		if t, idle := finishTicks(f), int(f.Idle/time.Minute); row.finish != t || row.idle != idle || row.status == "" {
			row.finish, row.idle, row.status = t, idle, statusText(t, idle)
		}
		row.setConnection(f)
		row.id, row.appearance, row.name, row.self = f.ID, f.Appearance, f.Name, f.Self
	}
	slices.SortFunc(r.order, func(i, k int) int { return ranksBefore(&r.rows[i], &r.rows[k]) })
}

// setConnection puts into words how the player's connection is.
func (row *scoreboardRow) setConnection(f *replica.PlayerView) {
	ping, loss := 0, f.Loss
	if f.RTT > 0 {
		ping = max(netsettings.Milliseconds(f.RTT), 1)
	}
	if row.pingText != "" && ping == row.ping && loss == row.loss {
		return
	}
	row.ping, row.pingText, row.loss, row.lossText = ping, unknownText, loss, unknownText
	if ping > 0 {
		row.pingText, row.lossText = i18n.Tf("roster.ping", ping), i18n.Tf("roster.loss", loss)
	}
}

// row is the one in place i.
func (r *scoreboard) row(i int) *scoreboardRow { return &r.rows[r.order[i]] }

func ranksBefore(a, b *scoreboardRow) int {
	// Walking is 0, which minus 1 is later than every tick.
	return cmp.Or(cmp.Compare(a.finish-1, b.finish-1), cmp.Compare(a.id, b.id))
}

// finishTicks is how many ticks a player took to the exit, at least 1; 0: it walks.
func finishTicks(f *replica.PlayerView) sim.Tick {
	if f.ExitTick == 0 {
		return 0
	}
	return max(f.ExitTick-min(f.JoinTick, f.ExitTick), 1)
}

// statusText is when a player found the exit, or for how many minutes it has
// pressed nothing instead of walking.
func statusText(took sim.Tick, idle int) string {
	switch {
	case took != 0:
		return i18n.FormatClock(i18n.TickDuration(took))
	case idle > 0:
		return i18n.Tf("roster.idle", idle)
	}
	return i18n.T("roster.walking")
}

// shape is how many columns and rows so many names take in a frame, and how
// many of them fit.
func (r *scoreboard) shape(f ui.Viewport, n int) (cols, rows, fit int) {
	most := max(1, int((f.Height()-headerBottom-edgeMargin-scoreHeadHeight-16)/scoreRowHeight))
	wide := max(1, int((f.Width()-2*edgeMargin-32)/scoreColWidth))
	cols = min(max((n+most-1)/most, 1), wide)
	rows = min((n+cols-1)/cols, most)
	fit = min(n, cols*rows)
	if fit < n {
		fit-- // the last place says how many more there are
	}
	return cols, max(rows, 1), fit
}

// box is the place of the list.
func (r *scoreboard) box(f ui.Viewport) image.Rectangle {
	cols, rows, _ := r.shape(f, len(r.rows))
	w, h := f.Px(scoreColWidth*float64(cols)+32-scoreColGap), f.Px(scoreHeadHeight+scoreRowHeight*float64(rows)+16)
	box := f.Anchor(w, h, 0.5, 0.4, edgeMargin)
	if down := f.Px(headerBottom) - box.Min.Y; down > 0 { // the level's name stays
		box = box.Add(image.Pt(0, down))
	}
	return box
}

func (r *scoreboard) draw(dst *ebiten.Image, f ui.Viewport, s *ui.Skin) {
	cols, rows, fit := r.shape(f, len(r.rows))
	box := r.box(f)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing below shines through
	x0, y0 := box.Min.X+f.Px(16), box.Min.Y+f.Px(8)
	head := s.Baseline(ui.Heading, y0, y0+f.Px(28))
	s.Print(dst, r.head, ui.Heading, x0, head, theme.Text)
	for c := range cols {
		right := x0 + c*f.Px(scoreColWidth) + f.Px(scoreColWidth-scoreColGap)
		s.PrintRight(dst, i18n.T("roster.loss-head"), ui.Small, right, head, theme.Dim)
		s.PrintRight(dst, i18n.T("roster.ping-head"), ui.Small, right-f.Px(scoreLossWidth), head, theme.Dim)
	}
	y0 = box.Min.Y + f.Px(scoreHeadHeight)
	for i := range fit {
		row := r.row(i)
		if i == fit-1 {
			row = r.last(fit)
		}
		at := image.Pt(x0+i/rows*f.Px(scoreColWidth), y0+i%rows*f.Px(scoreRowHeight))
		r.drawRow(dst, s, row, image.Rect(at.X, at.Y, at.X+f.Px(scoreColWidth-scoreColGap), at.Y+f.Px(scoreRowHeight)))
	}
	if more := len(r.rows) - fit; more > 0 {
		y := y0 + (rows-1)*f.Px(scoreRowHeight)
		x := x0 + (cols-1)*f.Px(scoreColWidth)
		s.Print(dst, r.more.Get(more, i18n.MorePlayers), ui.Body, x, s.Baseline(ui.Body, y, y+f.Px(scoreRowHeight)), theme.Dim)
	}
}

// last is the row for the last of fit places: oneself, where one would not be
// on the list otherwise.
func (r *scoreboard) last(fit int) *scoreboardRow {
	for i := fit; i < len(r.rows); i++ {
		if r.row(i).self {
			return r.row(i)
		}
	}
	return r.row(fit - 1)
}

func (r *scoreboard) drawRow(dst *ebiten.Image, s *ui.Skin, row *scoreboardRow, at image.Rectangle) {
	mid := (at.Min.Y + at.Max.Y) / 2
	r.shapes.Player(dst, s, theme.MarkOf(row.avatar, row.id, row.appearance), row.letter, at.Min.X+s.Px(10), mid, s.Px(9))
	style := ui.Body
	if row.self {
		style = ui.BodyBold
	}
	base := s.Baseline(ui.Body, at.Min.Y, at.Max.Y)
	hue, figures := theme.Dim, ui.Small
	if row.finish != 0 {
		hue, figures = theme.Text, ui.BodyMono
	}
	right := at.Max.X - s.Px(scoreLossWidth+scorePingWidth)
	taken := s.PrintRight(dst, row.status, figures, right, base, hue)
	r.drawHealth(dst, s, row, at.Max.X, base)
	x := at.Min.X + s.Px(28)
	room := float64(right-x) - max(taken, float64(s.Px(scoreTimeWidth))) - float64(s.Px(8))
	name := s.Truncate(row.name, style, room)
	s.Print(dst, name, style, x, base, theme.Text)
}

// drawHealth draws ping and loss, which end at right.
func (r *scoreboard) drawHealth(dst *ebiten.Image, s *ui.Skin, row *scoreboardRow, right, base int) {
	hue := theme.Dim
	if row.loss >= badLoss {
		hue = theme.Warn
	}
	s.PrintRight(dst, row.lossText, ui.SmallMono, right, base, hue)
	s.PrintRight(dst, row.pingText, ui.SmallMono, right-s.Px(scoreLossWidth), base, theme.Dim)
}
