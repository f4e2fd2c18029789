package menu

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/engine/sim"
	"clew/net/wire"
)

// Lobby is the Host screen while the server runs: its addresses and codes, the ports a
// firewall must let through, and the players.
type Lobby struct {
	root       *ui.Root
	panel      *ui.Panel
	shapes     ui.Shapes
	info       LobbyInfo
	players    []lobbyRow
	head       string             // player count
	more       ui.CachedText[int] // number of players that don't fit
	spectators int
	choice     LobbyChoice
}

// LobbyInfo describes the server. It seldom changes.
type LobbyInfo struct {
	Name           string
	Level          string
	HasPassword    bool
	MaxPlayers     int
	Addresses      []LobbyAddress
	PortNotice     string // the default port is taken; may be empty
	TCP, UDP       string // ports a firewall must let through; UDP may be empty
	DiscoveryError string // why it is not announced on the local network; may be empty
}

// LobbyAddress is an address of the server.
type LobbyAddress struct {
	Text string // host:port
	Note string // from where it works
	Code string // invitation code; may be empty
}

// LobbyPlayer is a player on the server.
type LobbyPlayer struct {
	ID           sim.ID
	Avatar       rune
	Look         wire.Appearance
	Name         string
	Finished     bool
	Disconnected bool
}

// lobbyRow is a player with its texts.
type lobbyRow struct {
	LobbyPlayer
	letter, state string
}

// LobbyChoice is what the player chose in a tick.
type LobbyChoice struct {
	Play  bool
	Close bool // stop the server
	Back  bool // to the menu; the server keeps running
}

// NewLobby returns the screen. If in is nil, it uses the real devices.
func NewLobby(in ui.Input) *Lobby {
	l := &Lobby{root: ui.NewRoot(in)}
	l.panel = &ui.Panel{Padding: 16, Spacing: 6, Spacious: true, Scrollable: true, OnEscape: func() { l.choice.Back = true }}
	l.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.42, 8) }
	l.root.Add(l.panel, l.build)
	l.panel.Show(true)
	return l
}

// Sizes in logical pixels.
const (
	lobbyLeftWidth  = 336
	lobbyRightWidth = 216
	lobbyMaxNames   = 8 // listed players
	lobbyLineHeight = 22
	longAddress     = 38 // characters from which an address is drawn smaller
)

func (l *Lobby) build(b *ui.Builder) {
	const w = lobbyLeftWidth + 16 + lobbyRightWidth
	b.Text(w, 26, ui.Heading, theme.Text, ui.ConstText(i18n.Tf("lobby.title", l.info.Name)))
	b.Row(16, func() {
		b.Column(3, func() { l.buildAddresses(b) })
		b.Column(3, func() {
			b.Text(lobbyRightWidth, 18, ui.BodyBold, theme.Text, func() string { return l.head })
			b.Canvas(lobbyRightWidth, lobbyMaxNames*lobbyLineHeight, l.drawPlayers)
		})
	})
	b.Row(8, func() {
		b.Button(128, 32, i18n.T("lobby.play"), func() { l.choice.Play = true })
		b.Button(176, 32, i18n.T("lobby.close"), func() { l.choice.Close = true })
		b.Button(128, 32, i18n.T("lobby.menu"), func() { l.choice.Back = true })
	})
}

// buildAddresses lists the addresses and ports.
func (l *Lobby) buildAddresses(b *ui.Builder) {
	b.Text(lobbyLeftWidth, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("lobby.type")))
	for _, a := range l.info.Addresses {
		style := ui.BodyMono
		if len(a.Text) > longAddress {
			style = ui.SmallMono
		}
		b.Text(lobbyLeftWidth, 20, style, theme.Accent, ui.ConstText(a.Text))
		if a.Code != "" {
			b.Text(lobbyLeftWidth, 18, ui.SmallMono, theme.Accent, ui.ConstText(i18n.Tf("lobby.code", a.Code)))
		}
		b.Text(lobbyLeftWidth, 14, ui.Small, theme.Dim, ui.ConstText(a.Note))
	}
	b.Space(2)
	lines := []string{l.info.PortNotice, i18n.Tf("lobby.tcp", l.info.TCP)}
	if l.info.UDP != "" {
		lines[1] = i18n.Tf("lobby.tcp-udp", l.info.TCP, l.info.UDP)
	}
	if l.info.HasPassword {
		lines = append(lines, i18n.T("lobby.locked"))
	}
	for _, t := range append(lines, l.info.DiscoveryError) {
		if t != "" {
			b.Paragraph(lobbyLeftWidth, ui.Small, theme.Text, t)
		}
	}
}

// drawPlayers lists the players.
func (l *Lobby) drawPlayers(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
	if len(l.players) == 0 {
		s.Print(dst, i18n.T("lobby.nobody"), ui.Body, r.Min.X, s.Baseline(ui.Body, r.Min.Y, r.Min.Y+s.Px(lobbyLineHeight)), theme.Dim)
	}
	shown := len(l.players)
	if shown > lobbyMaxNames {
		shown = lobbyMaxNames - 1
		y := r.Min.Y + shown*s.Px(lobbyLineHeight)
		s.Print(dst, l.more.Get(len(l.players)-shown, i18n.MorePlayers), ui.Body, r.Min.X, s.Baseline(ui.Body, y, y+s.Px(lobbyLineHeight)), theme.Dim)
	}
	for i := range shown {
		p := &l.players[i]
		y := r.Min.Y + i*s.Px(lobbyLineHeight)
		l.shapes.Player(dst, s, theme.MarkOf(p.Avatar, p.ID, p.Look), p.letter, r.Min.X+s.Px(10), y+s.Px(lobbyLineHeight/2), s.Px(8))
		base := s.Baseline(ui.Body, y, y+s.Px(lobbyLineHeight))
		taken := s.PrintRight(dst, p.state, ui.Small, r.Max.X, base, theme.Dim)
		x := r.Min.X + s.Px(26)
		s.Print(dst, truncate(s, p.Name, ui.Body, r.Max.X-x-int(taken)-s.Px(6)), ui.Body, x, base, theme.Text)
	}
}

// SetInfo sets the server's description.
func (l *Lobby) SetInfo(info LobbyInfo) {
	if !info.equal(l.info) {
		l.info = info
		l.info.Addresses = slices.Clone(info.Addresses)
		l.panel.Rebuild()
	}
}

func (i LobbyInfo) equal(o LobbyInfo) bool {
	return slices.Equal(i.Addresses, o.Addresses) && i.Name == o.Name && i.Level == o.Level && i.HasPassword == o.HasPassword && i.MaxPlayers == o.MaxPlayers &&
		i.PortNotice == o.PortNotice && i.TCP == o.TCP && i.UDP == o.UDP && i.DiscoveryError == o.DiscoveryError
}

// SetPlayers sets the players and the number of spectators.
func (l *Lobby) SetPlayers(players []LobbyPlayer, spectators int) {
	if l.head != "" && spectators == l.spectators && slices.EqualFunc(l.players, players, func(a lobbyRow, b LobbyPlayer) bool { return a.LobbyPlayer == b }) {
		return
	}
	l.players = l.players[:0]
	for _, p := range players {
		row := lobbyRow{LobbyPlayer: p, letter: string(p.Avatar)}
		switch {
		case p.Disconnected:
			row.state = i18n.T("lobby.disconnected")
		case p.Finished:
			row.state = i18n.T("lobby.finished")
		}
		l.players = append(l.players, row)
	}
	l.spectators, l.head = spectators, i18n.Tf("lobby.players", len(players), l.info.MaxPlayers)
	if spectators > 0 {
		l.head += " · " + i18n.Tn("roster.spectators", spectators)
	}
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (l *Lobby) Update(w, h int, scale float64) LobbyChoice {
	l.choice = LobbyChoice{}
	l.root.Resize(ui.FitViewport(w, h, scale))
	l.root.Update()
	return l.choice
}

// Draw draws the screen over what dst shows.
func (l *Lobby) Draw(dst *ebiten.Image) { l.root.Draw(dst) }
