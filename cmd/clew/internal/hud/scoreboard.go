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

// scoreboard lists the players while Tab is held: by points, then finished ones by
// time, then the others.
type scoreboard struct {
	rows       []scoreboardRow // by ascending ID, so that cached texts stay valid
	order      []int           // display order
	shapes     ui.Shapes
	head       string
	players    int
	spectators int
	pointed    bool // somebody has points

	edition int                // language edition of the texts
	more    ui.CachedText[int] // how many don't fit
}

type scoreboardRow struct {
	id         sim.ID
	avatar     rune
	appearance wire.Appearance
	letter     string
	name       string
	finish     sim.Tick // ticks from start to exit; 0: still walking
	idle       int      // minutes
	peer       peerState
	status     string
	ping       int // RTT in ms, at least 1; 0: unknown
	pingText   string
	loss       int // percent
	lossText   string
	self       bool

	place, points uint32 // see wire.Score
	pointsText    string
}

// unknownText stands for an unknown number.
const unknownText = "–"

// Sizes in logical pixels.
const (
	scoreRowHeight  = 28
	scoreLowHeight  = 22 // of a row, where there are many
	scoreColWidth   = 324
	scorePoints     = 64 // that a row with points is wider
	scoreColGap     = 24
	scoreHeadHeight = 44
	scoreLossWidth  = 44
	scorePingWidth  = 60
	scoreTimeWidth  = 60
	badLoss         = 10 // percent from which loss is highlighted
)

// set updates the players, the number of spectators and, in a game without a server, the
// peers. Texts are formatted only when they change.
func (r *scoreboard) set(figures []replica.PlayerView, spectators int, peers *Peers) {
	if e := i18n.Revision(); e != r.edition || len(figures) != r.players || spectators != r.spectators {
		r.rows, r.edition = r.rows[:0], e
		clear(r.rows[:cap(r.rows)])
		r.players, r.spectators, r.head = len(figures), spectators, i18n.Tn("roster.players", len(figures))
		if spectators > 0 {
			r.head += " · " + i18n.Tn("roster.spectators", spectators)
		}
	}
	r.rows = slices.Grow(r.rows[:0], len(figures))[:len(figures)]
	r.order, r.pointed = r.order[:0], false
	for i := range figures {
		f, row := &figures[i], &r.rows[i]
		r.order = append(r.order, i)
		if row.avatar != f.Avatar || row.letter == "" {
			row.avatar, row.letter = f.Avatar, string(f.Avatar)
		}
		t, idle, peer := finishTicks(f), int(f.Idle/time.Minute), peers.state(f.ID)
		if row.finish != t || row.idle != idle || row.place != f.Place || row.peer != peer || row.status == "" {
			row.finish, row.idle, row.place, row.peer = t, idle, f.Place, peer
			row.status = statusText(row)
		}
		row.setPoints(f.Points)
		r.pointed = r.pointed || f.Points > 0
		row.setConnection(f)
		row.id, row.appearance, row.name, row.self = f.ID, f.Appearance, f.Name, f.Self
	}
	slices.SortFunc(r.order, func(i, k int) int { return ranksBefore(&r.rows[i], &r.rows[k]) })
}

// setPoints formats the points of all levels so far.
func (row *scoreboardRow) setPoints(points uint32) {
	if row.pointsText == "" || row.points != points {
		row.points, row.pointsText = points, i18n.FormatNumber(float64(points), 0)
	}
}

// setConnection formats the player's ping and loss.
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

// row returns the row at display position i.
func (r *scoreboard) row(i int) *scoreboardRow { return &r.rows[r.order[i]] }

func ranksBefore(a, b *scoreboardRow) int {
	// 0 (walking, no place) minus 1 wraps around to after every finish.
	return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.place-1, b.place-1), cmp.Compare(a.finish-1, b.finish-1), cmp.Compare(a.id, b.id))
}

// finishTicks returns how many ticks a player took to the exit, at least 1, or
// 0 if it has not arrived.
func finishTicks(f *replica.PlayerView) sim.Tick {
	if f.ExitTick == 0 {
		return 0
	}
	return max(f.ExitTick-min(f.JoinTick, f.ExitTick), 1)
}

// statusText returns a player's place and time, or how long it has been idle, or that it
// is walking; in a game without a server who has it, or what is wrong with that.
func statusText(row *scoreboardRow) string {
	switch {
	case row.peer.isTrouble():
		return row.peer.String()
	case row.finish != 0 && row.place > 0:
		return i18n.Tf("round.nth", row.place) + " " + i18n.FormatClock(i18n.TickDuration(row.finish))
	case row.finish != 0:
		return i18n.FormatClock(i18n.TickDuration(row.finish))
	case row.peer.known:
		return row.peer.String()
	case row.idle > 0:
		return i18n.Tf("roster.idle", row.idle)
	}
	return i18n.T("roster.playing")
}

// scoreShape is how a scoreboard is laid out, in logical pixels.
type scoreShape struct {
	cols, rows int
	fit        int     // players that fit
	row, col   float64 // height of a row, width of a column without the gap
}

// shape returns the layout for n players. Where not all fit, rows are lower.
func (r *scoreboard) shape(vp ui.Viewport, n int) scoreShape {
	l := scoreShape{col: scoreColWidth}
	if r.pointed {
		l.col += scorePoints
	}
	height := vp.Height() - headerBottom - edgeMargin - scoreHeadHeight - 16
	maxCols := max(1, int((vp.Width()-2*edgeMargin-32+scoreColGap)/(l.col+scoreColGap)))
	maxRows := 0
	for _, l.row = range [...]float64{scoreRowHeight, scoreLowHeight} {
		if maxRows = max(1, int(height/l.row)); n <= maxRows*maxCols {
			break
		}
	}
	l.cols = min(max((n+maxRows-1)/maxRows, 1), maxCols)
	l.rows = min((n+l.cols-1)/l.cols, maxRows)
	l.fit = min(n, l.cols*l.rows)
	if l.fit < n {
		l.fit-- // the last place says how many more there are
	}
	l.rows = max(l.rows, 1)
	return l
}

// box returns the bounds of the scoreboard.
func (r *scoreboard) box(vp ui.Viewport) image.Rectangle {
	l := r.shape(vp, len(r.rows))
	w, h := vp.Px((l.col+scoreColGap)*float64(l.cols)+32-scoreColGap), vp.Px(scoreHeadHeight+l.row*float64(l.rows)+16)
	box := vp.Anchor(w, h, 0.5, 0.4, edgeMargin)
	if down := vp.Px(headerBottom) - box.Min.Y; down > 0 { // keep the header visible
		box = box.Add(image.Pt(0, down))
	}
	return box
}

func (r *scoreboard) draw(dst *ebiten.Image, vp ui.Viewport, s *ui.Skin) {
	l := r.shape(vp, len(r.rows))
	rows, fit := l.rows, l.fit
	box := r.box(vp)
	s.Panel.Draw(dst, box, 1)
	s.Panel.Draw(dst, box, 1) // twice, so that nothing shines through
	x0, y0 := box.Min.X+vp.Px(16), box.Min.Y+vp.Px(8)
	head := s.Baseline(ui.Heading, y0, y0+vp.Px(28))
	s.Print(dst, r.head, ui.Heading, x0, head, theme.Text)
	for c := range l.cols {
		right := x0 + c*vp.Px(l.col+scoreColGap) + vp.Px(l.col)
		s.PrintRight(dst, i18n.T("roster.loss-head"), ui.Small, right, head, theme.Dim)
		s.PrintRight(dst, i18n.T("roster.ping-head"), ui.Small, right-vp.Px(scoreLossWidth), head, theme.Dim)
		if r.pointed {
			s.PrintRight(dst, i18n.T("roster.points-head"), ui.Small, right-vp.Px(scoreLossWidth+scorePingWidth), head, theme.Dim)
		}
	}
	y0 = box.Min.Y + vp.Px(scoreHeadHeight)
	for i := range fit {
		row := r.row(i)
		if i == fit-1 {
			row = r.last(fit)
		}
		at := image.Pt(x0+i/rows*vp.Px(l.col+scoreColGap), y0+i%rows*vp.Px(l.row))
		r.drawRow(dst, s, row, image.Rect(at.X, at.Y, at.X+vp.Px(l.col), at.Y+vp.Px(l.row)))
	}
	if more := len(r.rows) - fit; more > 0 {
		y := y0 + (rows-1)*vp.Px(l.row)
		x := x0 + (l.cols-1)*vp.Px(l.col+scoreColGap)
		s.Print(dst, r.more.Get(more, i18n.MorePlayers), ui.Body, x, s.Baseline(ui.Body, y, y+vp.Px(l.row)), theme.Dim)
	}
}

// last returns the row for the last of fit places: the own player, if it would
// not be shown otherwise.
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
	colour, figures := theme.Dim, ui.Small
	switch {
	case row.peer.isTrouble():
		colour = theme.Warn
	case row.finish != 0:
		colour, figures = theme.Text, ui.BodyMono
	}
	right := at.Max.X - s.Px(scoreLossWidth+scorePingWidth)
	if r.pointed {
		s.PrintRight(dst, row.pointsText, ui.BodyMono, right, base, theme.Text)
		right -= s.Px(scorePoints - 12)
	}
	taken := s.PrintRight(dst, row.status, figures, right, base, colour)
	r.drawHealth(dst, s, row, at.Max.X, base)
	x := at.Min.X + s.Px(28)
	room := float64(right-x) - max(taken, float64(s.Px(scoreTimeWidth))) - float64(s.Px(8))
	name := s.Truncate(row.name, style, room)
	s.Print(dst, name, style, x, base, theme.Text)
}

// drawHealth draws ping and loss, right-aligned at right.
func (r *scoreboard) drawHealth(dst *ebiten.Image, s *ui.Skin, row *scoreboardRow, right, base int) {
	colour := theme.Dim
	if row.loss >= badLoss {
		colour = theme.Warn
	}
	s.PrintRight(dst, row.lossText, ui.SmallMono, right, base, colour)
	s.PrintRight(dst, row.pingText, ui.SmallMono, right-s.Px(scoreLossWidth), base, theme.Dim)
}
