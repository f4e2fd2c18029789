package panel

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/engine/sim"
	"clew/net/wire"
)

// Lobby is the screen 'Host' while the server runs: what others must type, what
// a firewall must let through, and who is in.
type Lobby struct {
	desk   *kit.Desk
	sheet  *kit.Sheet
	marks  kit.Marks
	info   LobbyInfo
	people []guest
	head   string        // how many are in
	more   kit.Memo[int] // how many have no room in the list
	watch  int           // how many watch
	choice LobbyChoice
}

// LobbyInfo is what there is to know of the server. It seldom changes.
type LobbyInfo struct {
	Name      string
	Level     string
	Locked    bool
	Max       int
	Addresses []LobbyAddress
	Moved     string // that the usual port is taken; empty: it is not
	TCP, UDP  string // ports that a firewall must let through; UDP empty: none
	Problem   string // why the local network does not hear of it; empty: it does
}

// LobbyAddress is an address under which the server can be reached.
type LobbyAddress struct {
	Text string // host:port
	Note string // from where
}

// Guest is somebody who is in.
type Guest struct {
	ID     sim.ID
	Avatar rune
	Look   wire.Look
	Name   string
	Out    bool // has found the exit
	Away   bool // has lost the connection
}

// guest is a Guest with the words that show it.
type guest struct {
	Guest
	letter, state string
}

// LobbyChoice is what a person chose in a tick.
type LobbyChoice struct {
	Play  bool
	Close bool // the server
	Back  bool // to the menu, while the server goes on
}

// NewLobby makes the screen; nil hands are the real ones.
func NewLobby(h kit.Hands) *Lobby {
	l := &Lobby{desk: kit.NewDesk(h)}
	l.sheet = &kit.Sheet{Pad: 16, Gap: 6, Airy: true, Scrolls: true, Escape: func() { l.choice.Back = true }}
	l.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.42, 8) }
	l.desk.Add(l.sheet, l.build)
	l.sheet.Show(true)
	return l
}

// The sizes of the screen, in pixels at 100 %.
const (
	lobbyLeft   = 336
	lobbyRight  = 216
	lobbyPeople = 8 // that are named
	lobbyLine   = 22
	lobbyLong   = 38 // characters of an address that is written smaller
)

func (l *Lobby) build(b *kit.Builder) {
	const w = lobbyLeft + 16 + lobbyRight
	b.Text(w, 26, kit.Heading, theme.Text, kit.Fixed(words.F("lobby.title", l.info.Name)))
	b.Row(16, func() {
		b.Column(3, func() { l.buildWays(b) })
		b.Column(3, func() {
			b.Text(lobbyRight, 18, kit.Strong, theme.Text, func() string { return l.head })
			b.Canvas(lobbyRight, lobbyPeople*lobbyLine, l.drawPeople)
		})
	})
	b.Row(8, func() {
		b.Button(128, 32, words.T("lobby.play"), func() { l.choice.Play = true })
		b.Button(176, 32, words.T("lobby.close"), func() { l.choice.Close = true })
		b.Button(128, 32, words.T("lobby.menu"), func() { l.choice.Back = true })
	})
}

// buildWays tells how others get here.
func (l *Lobby) buildWays(b *kit.Builder) {
	b.Text(lobbyLeft, 18, kit.Strong, theme.Text, kit.Fixed(words.T("lobby.type")))
	for _, a := range l.info.Addresses {
		style := kit.Count
		if len(a.Text) > lobbyLong {
			style = kit.Figures
		}
		b.Text(lobbyLeft, 20, style, theme.Accent, kit.Fixed(a.Text))
		b.Text(lobbyLeft, 14, kit.Small, theme.Dim, kit.Fixed(a.Note))
	}
	b.Space(2)
	lines := []string{l.info.Moved, words.F("lobby.tcp", l.info.TCP)}
	if l.info.UDP != "" {
		lines[1] = words.F("lobby.tcp-udp", l.info.TCP, l.info.UDP)
	}
	if l.info.Locked {
		lines = append(lines, words.T("lobby.locked"))
	}
	for _, t := range append(lines, l.info.Problem) {
		if t != "" {
			b.Lines(lobbyLeft, kit.Small, theme.Text, t)
		}
	}
}

// drawPeople lists who is in.
func (l *Lobby) drawPeople(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
	if len(l.people) == 0 {
		s.Print(dst, words.T("lobby.nobody"), kit.Body, r.Min.X, s.Centre(kit.Body, r.Min.Y, r.Min.Y+s.Px(lobbyLine)), theme.Dim)
	}
	shown := len(l.people)
	if shown > lobbyPeople {
		shown = lobbyPeople - 1
		y := r.Min.Y + shown*s.Px(lobbyLine)
		s.Print(dst, l.more.Text(len(l.people)-shown, phrase.More), kit.Body, r.Min.X, s.Centre(kit.Body, y, y+s.Px(lobbyLine)), theme.Dim)
	}
	for i := range shown {
		p := &l.people[i]
		y := r.Min.Y + i*s.Px(lobbyLine)
		l.marks.Body(dst, s, theme.MarkOf(p.Avatar, p.ID, p.Look), p.letter, r.Min.X+s.Px(10), y+s.Px(lobbyLine/2), s.Px(8))
		base := s.Centre(kit.Body, y, y+s.Px(lobbyLine))
		taken := s.PrintRight(dst, p.state, kit.Small, r.Max.X, base, theme.Dim)
		x := r.Min.X + s.Px(26)
		s.Print(dst, cut(s, p.Name, kit.Body, r.Max.X-x-int(taken)-s.Px(6)), kit.Body, x, base, theme.Text)
	}
}

// Set takes over what there is to know of the server.
func (l *Lobby) Set(info LobbyInfo) {
	if !info.same(l.info) {
		l.info = info
		l.info.Addresses = slices.Clone(info.Addresses)
		l.sheet.Rebuild()
	}
}

func (i LobbyInfo) same(o LobbyInfo) bool {
	return slices.Equal(i.Addresses, o.Addresses) && i.Name == o.Name && i.Level == o.Level && i.Locked == o.Locked && i.Max == o.Max &&
		i.Moved == o.Moved && i.TCP == o.TCP && i.UDP == o.UDP && i.Problem == o.Problem
}

// Greet takes over who is in, and how many watch without a player.
func (l *Lobby) Greet(people []Guest, watchers int) {
	if l.head != "" && watchers == l.watch && slices.EqualFunc(l.people, people, func(a guest, b Guest) bool { return a.Guest == b }) {
		return
	}
	l.people = l.people[:0]
	for _, p := range people {
		g := guest{Guest: p, letter: string(p.Avatar)}
		switch {
		case p.Away:
			g.state = words.T("lobby.away")
		case p.Out:
			g.state = words.T("lobby.out")
		}
		l.people = append(l.people, g)
	}
	l.watch, l.head = watchers, words.F("lobby.in", len(people), l.info.Max)
	if watchers > 0 {
		l.head += " · " + words.N("roster.watch", watchers)
	}
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (l *Lobby) Update(w, h int, want float64) LobbyChoice {
	l.choice = LobbyChoice{}
	l.desk.Resize(kit.Fit(w, h, want))
	l.desk.Update()
	return l.choice
}

// Draw draws the screen over what dst shows.
func (l *Lobby) Draw(dst *ebiten.Image) { l.desk.Draw(dst) }
