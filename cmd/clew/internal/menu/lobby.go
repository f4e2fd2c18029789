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

// Lobby is the screen 'Host' while the server runs: what others must type, what
// a firewall must let through, and who is in.
type Lobby struct {
	root       *ui.Root
	panel      *ui.Panel
	shapes     ui.Shapes
	info       LobbyInfo
	players    []lobbyRow
	head       string             // how many are in
	more       ui.CachedText[int] // how many have no room in the list
	spectators int                // how many watch
	choice     LobbyChoice
}

// LobbyInfo is what there is to know of the server. It seldom changes.
type LobbyInfo struct {
	Name           string
	Level          string
	HasPassword    bool
	MaxPlayers     int
	Addresses      []LobbyAddress
	PortNotice     string // that the usual port is taken; empty: it is not
	TCP, UDP       string // ports that a firewall must let through; UDP empty: none
	DiscoveryError string // why the local network does not hear of it; empty: it does
}

// LobbyAddress is an address under which the server can be reached.
type LobbyAddress struct {
	Text string // host:port
	Note string // from where
}

// LobbyPlayer is somebody who is in.
type LobbyPlayer struct {
	ID           sim.ID
	Avatar       rune
	Look         wire.Appearance
	Name         string
	Finished     bool // has found the exit
	Disconnected bool // has lost the connection
}

// lobbyRow is a Guest with the words that show it.
type lobbyRow struct {
	LobbyPlayer
	letter, state string
}

// LobbyChoice is what a person chose in a tick.
type LobbyChoice struct {
	Play  bool
	Close bool // the server
	Back  bool // to the menu, while the server goes on
}

// NewLobby makes the screen; nil hands are the real ones.
func NewLobby(h ui.Input) *Lobby {
	l := &Lobby{root: ui.NewRoot(h)}
	l.panel = &ui.Panel{Padding: 16, Spacing: 6, Spacious: true, Scrollable: true, OnEscape: func() { l.choice.Back = true }}
	l.panel.Place = func(f ui.Viewport, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.42, 8) }
	l.root.Add(l.panel, l.build)
	l.panel.Show(true)
	return l
}

// The sizes of the screen, in pixels at 100 %.
const (
	lobbyLeftWidth  = 336
	lobbyRightWidth = 216
	lobbyMaxNames   = 8 // that are named
	lobbyLineHeight = 22
	longAddress     = 38 // characters of an address that is written smaller
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

// buildAddresses tells how others get here.
func (l *Lobby) buildAddresses(b *ui.Builder) {
	b.Text(lobbyLeftWidth, 18, ui.BodyBold, theme.Text, ui.ConstText(i18n.T("lobby.type")))
	for _, a := range l.info.Addresses {
		style := ui.BodyMono
		if len(a.Text) > longAddress {
			style = ui.SmallMono
		}
		b.Text(lobbyLeftWidth, 20, style, theme.Accent, ui.ConstText(a.Text))
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

// drawPlayers lists who is in.
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

// SetInfo takes over what there is to know of the server.
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

// SetPlayers takes over who is in, and how many watch without a player.
func (l *Lobby) SetPlayers(people []LobbyPlayer, watchers int) {
	if l.head != "" && watchers == l.spectators && slices.EqualFunc(l.players, people, func(a lobbyRow, b LobbyPlayer) bool { return a.LobbyPlayer == b }) {
		return
	}
	l.players = l.players[:0]
	for _, p := range people {
		g := lobbyRow{LobbyPlayer: p, letter: string(p.Avatar)}
		switch {
		case p.Disconnected:
			g.state = i18n.T("lobby.away")
		case p.Finished:
			g.state = i18n.T("lobby.out")
		}
		l.players = append(l.players, g)
	}
	l.spectators, l.head = watchers, i18n.Tf("lobby.in", len(people), l.info.MaxPlayers)
	if watchers > 0 {
		l.head += " · " + i18n.Tn("roster.watch", watchers)
	}
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (l *Lobby) Update(w, h int, want float64) LobbyChoice {
	l.choice = LobbyChoice{}
	l.root.Resize(ui.FitViewport(w, h, want))
	l.root.Update()
	return l.choice
}

// Draw draws the screen over what dst shows.
func (l *Lobby) Draw(dst *ebiten.Image) { l.root.Draw(dst) }
