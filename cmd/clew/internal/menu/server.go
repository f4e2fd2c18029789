package menu

import (
	"image"
	"strconv"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/discovery"
	"clew/net/wire"
)

// ServerInfo describes a server in a list, or a game of peers.
type ServerInfo struct {
	Address   string           // host:port; of a game of peers, one member's
	Game      discovery.GameID // of a game of peers; 0: a server
	Name      string           // may be empty
	Favourite bool

	// Online tells that the server answers; the fields below are its answer.
	Online       bool
	Level        string
	Players      int
	MaxPlayers   int
	Ping         time.Duration // NoPing: not measured
	HasPassword  bool
	Version      uint32 // of the protocol
	Incompatible bool   // other protocol version: Level to HasPassword are unknown
}

// NoPing is the ping of a server that was not asked itself.
const NoPing = -time.Millisecond

// serverRow is a server with its texts, which are formatted when it changes.
type serverRow struct {
	ServerInfo
	title, note, players, ping string
}

// set updates the row.
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
		if s.Game != 0 {
			r.note = i18n.LevelName(s.Level) + " · " + i18n.T("server.peers")
		}
		r.players = i18n.Tf("server.people", s.Players, s.MaxPlayers)
		if s.Ping != NoPing {
			r.ping = pingText(s.Ping)
		}
	}
}

// incompatibleText tells why the server can't be joined.
func (r *serverRow) incompatibleText() string {
	return i18n.Tf("server.foreign", r.Version, wire.Version)
}

// pingText formats a ping in milliseconds, below one as such.
func pingText(d time.Duration) string {
	if d < time.Millisecond {
		return "<1 ms"
	}
	return strconv.Itoa(int(d/time.Millisecond)) + " ms"
}

// draw draws the row.
func (r *serverRow) draw(dst *ebiten.Image, s *ui.Skin, q *ui.Batch, at image.Rectangle, focused bool) {
	s.DrawRow(dst, at, focused)
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
	colour, note := theme.Text, theme.Dim
	if r.Incompatible {
		colour, note = theme.Dim, theme.Text
	}
	s.Print(dst, truncate(s, r.title, ui.BodyBold, right-left), ui.BodyBold, left, upper, colour)
	s.Print(dst, truncate(s, r.note, ui.Small, right-left), ui.Small, left, lower, note)
}

// truncate shortens text to width px.
func truncate(s *ui.Skin, text string, style ui.TextStyle, width int) string {
	return s.Truncate(text, style, float64(width))
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
