package menu

import (
	"image"
	"strconv"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire"
)

// ServerInfo is a server in a list.
type ServerInfo struct {
	Address   string // host:port
	Name      string // may be empty
	Favourite bool

	// Online: it answers now, and the rest is what it says.
	Online       bool
	Level        string
	Players      int
	MaxPlayers   int
	Ping         time.Duration
	HasPassword  bool   // one needs a password
	Version      uint32 // of the protocol
	Incompatible bool   // that is not ours, and Level to Locked are not known
}

// serverRow is a server with the words that its line shows. They are made when
// something has changed.
type serverRow struct {
	ServerInfo
	title, note, players, ping string
}

// set takes what there is to say about the server.
func (r *serverRow) set(s ServerInfo) {
	s.Ping = s.Ping.Round(time.Millisecond)
	if s == r.ServerInfo && r.title != "" {
		return
	}
	*r = serverRow{ServerInfo: s, title: s.Name, note: s.Address}
	if r.title == "" {
		r.title = s.Address
	}
	switch {
	case s.Incompatible:
		r.note = r.incompatibleText()
	case s.Online:
		r.note = i18n.LevelName(s.Level) + " · " + s.Address
		r.players = i18n.Tf("server.people", s.Players, s.MaxPlayers)
		r.ping = pingText(s.Ping)
	}
}

// incompatibleText says why one can't play on a server of another version.
func (r *serverRow) incompatibleText() string {
	return i18n.Tf("server.foreign", r.Version, wire.Version)
}

// pingText is a ping in whole milliseconds; less than one is said to be so.
func pingText(d time.Duration) string {
	if d < time.Millisecond {
		return "<1 ms"
	}
	return strconv.Itoa(int(d/time.Millisecond)) + " ms"
}

// draw draws the line of a server.
func (r *serverRow) draw(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, at image.Rectangle, lit bool) {
	s.DrawRow(dst, at, lit)
	left, right := at.Min.X+s.Px(10), at.Max.X-s.Px(10)
	mid := at.Min.Y + at.Dy()/2
	upper := s.Baseline(ui.BodyBold, at.Min.Y+s.Px(2), mid+s.Px(2))
	lower := s.Baseline(ui.Small, mid+s.Px(1), at.Max.Y-s.Px(2))
	if r.Online && !r.Incompatible {
		s.PrintRight(dst, r.ping, ui.SmallMono, right, lower, theme.Dim)
		taken := s.PrintRight(dst, r.players, ui.Small, right, upper, theme.Text)
		if r.HasPassword {
			drawLock(dst, s, q, right-int(taken)-s.Px(14), (at.Min.Y+mid)/2+s.Px(2))
		}
		right -= s.Px(96)
	}
	hue, note := theme.Text, theme.Dim
	if r.Incompatible {
		hue, note = theme.Dim, theme.Text
	}
	s.Print(dst, truncate(s, r.title, ui.BodyBold, right-left), ui.BodyBold, left, upper, hue)
	s.Print(dst, truncate(s, r.note, ui.Small, right-left), ui.Small, left, lower, note)
}

// truncate shortens words to a width in px.
func truncate(s *ui.Skin, text string, st ui.TextStyle, width int) string {
	return s.Truncate(text, st, float64(width))
}

// drawLock draws a padlock around (x,y).
func drawLock(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, x, y int) {
	u := float32(s.Scale)
	cx, cy := float32(x), float32(y)
	q.Rect(cx-3*u, cy-6*u, 6*u, 1.5*u, theme.Text)
	q.Rect(cx-3*u, cy-6*u, 1.5*u, 6*u, theme.Text)
	q.Rect(cx+1.5*u, cy-6*u, 1.5*u, 6*u, theme.Text)
	q.Rect(cx-5*u, cy-1*u, 10*u, 7*u, theme.Text)
	q.Draw(dst)
}
