package menu

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/discovery"
	"clew/net/wire"
)

// TogetherForm is the Together screen, for games without a server: one to start, the
// address of somebody who plays, and the games on the local network.
type TogetherForm struct {
	root           *ui.Root
	panel          *ui.Panel
	name           ui.TextField // of the player
	game           ui.TextField // name of the game
	password       ui.TextField
	address        ui.TextField
	levels         []string
	settings       TogetherSettings
	rows           []serverRow
	discoveryError string // why the local network can't be searched
	note           string // what to do, if there is no error
	errText        string // invalid input, or why the player is back here
	batch          ui.Batch
	choice         TogetherChoice
}

// TogetherSettings are what the form remembers.
type TogetherSettings struct {
	Name     string // of the player
	Game     string // name of a game to start
	Password string // of the game, to start or to join; empty: none
	Level    int    // first level of a game to start
	Address  string // last joined; may be empty
	Record   bool   // record games
}

// TogetherOptions configure a TogetherForm.
type TogetherOptions struct {
	Input         ui.Input // nil: the real devices
	Levels        []string // names
	Settings      TogetherSettings
	NeedsPassword bool   // ask for a password
	Message       string // why the player is back here; may be empty
}

// TogetherState is what to list in a tick. Its slice is not retained.
type TogetherState struct {
	Games          []ServerInfo // on the local network
	DiscoveryError string       // why that can't be searched; empty: it can
}

// TogetherChoice is what the player chose in a tick.
type TogetherChoice struct {
	Start    bool
	Join     bool             // the game in the list if Game is not 0, else that at Settings.Address
	Game     discovery.GameID // valid if Join
	Settings TogetherSettings
	Back     bool
}

// NewTogetherForm returns the screen.
func NewTogetherForm(o TogetherOptions) *TogetherForm {
	f := &TogetherForm{root: ui.NewRoot(o.Input), levels: o.Levels, settings: o.Settings, errText: o.Message}
	f.name.MaxBytes, f.name.MaxRunes, f.name.Placeholder = wire.MaxNameLen, wire.MaxNameRunes, i18n.T("join.name-hint")
	f.game.MaxBytes, f.game.Placeholder = wire.MaxNameLen, i18n.T("host.name-hint")
	f.password.MaxBytes, f.password.Placeholder = wire.MaxTokenLen, i18n.T("host.password-hint")
	f.address.MaxBytes, f.address.Placeholder = 255, i18n.T("together.address-hint")
	f.name.SetText(o.Settings.Name)
	f.game.SetText(o.Settings.Game)
	f.password.SetText(o.Settings.Password)
	f.address.SetText(o.Settings.Address)
	f.panel = &ui.Panel{Padding: 16, Spacing: 4, Spacious: true, Scrollable: true, OnEscape: func() { f.choice.Back = true }}
	f.panel.Place = func(vp ui.Viewport, w, _ int) image.Rectangle {
		return vp.Anchor(w, vp.Px(togetherHeight), 0.5, 0.4, 8) // whatever is in the list, nothing moves under the mouse
	}
	f.root.Add(f.panel, f.build)
	f.panel.Show(true)
	switch {
	case o.NeedsPassword:
		f.askPassword()
	case o.Settings.Name != "":
		f.panel.Focus(togetherStart)
	}
	return f
}

// Sizes in logical pixels.
const (
	togetherHeight      = 520 // of the panel
	togetherNameWidth   = 168
	togetherFieldWidth  = joinWidth - togetherButtonWidth - 8
	togetherButtonWidth = 168
)

// The tab stops in order; the rows follow.
const (
	togetherName = iota
	togetherGame
	togetherPassword
	_ // the level
	togetherStart
	togetherAddress
	_ // Join
	togetherRows
)

func (f *TogetherForm) build(b *ui.Builder) {
	const rest = joinWidth - 2*togetherNameWidth - 16
	label := func(w float64, key string) { b.Text(w, 16, ui.Small, theme.Dim, ui.ConstText(i18n.T(key))) }
	b.Text(joinWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("together.title")))
	b.Paragraph(joinWidth, ui.Small, theme.Text, i18n.T("together.note"))
	b.Row(8, func() {
		label(togetherNameWidth, "join.name")
		label(togetherNameWidth, "together.name")
		label(rest, "host.password")
	})
	b.Row(8, func() {
		b.TextField(togetherNameWidth, 30, &f.name, f.start)
		b.TextField(togetherNameWidth, 30, &f.game, f.start)
		b.TextField(rest, 30, &f.password, f.start)
	})
	b.Row(8, func() {
		b.Selector(togetherFieldWidth, 30, len(f.levels), func() int { return f.settings.Level }, func(i int) { f.settings.Level = i }, func(i int) string { return f.levels[i] })
		b.Button(togetherButtonWidth, 30, i18n.T("together.start"), f.start)
	})
	b.Row(8, func() {
		b.TextField(togetherFieldWidth, 30, &f.address, f.joinAddress)
		b.Button(togetherButtonWidth, 30, i18n.T("join.go"), f.joinAddress)
	})
	switch {
	case f.errText != "":
		buildError(b, joinWidth, f.errText)
	case f.note != "":
		b.Paragraph(joinWidth, ui.Small, theme.Text, f.note)
	default:
		b.Space(joinNoteHeight)
	}
	label(joinWidth, "together.nearby")
	for i := range f.rows {
		b.ListItem(joinWidth, joinRowHeight, func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, focused bool) {
			f.rows[i].draw(dst, s, &f.batch, r, focused)
		}, func() { f.joinRow(i) })
	}
	if len(f.rows) == 0 {
		b.Paragraph(joinWidth, ui.Small, theme.Dim, f.emptyText())
	}
	b.Paragraph(joinWidth, ui.Small, theme.Dim, i18n.T("together.router"))
	b.Row(8, func() {
		b.Button(128, 30, i18n.T("common.back"), func() { f.choice.Back = true })
		b.Toggle(joinWidth-128-8, i18n.T("single-player.keep"), func() bool { return f.settings.Record }, func() { f.settings.Record = !f.settings.Record })
	})
}

// emptyText tells why the list is empty.
func (f *TogetherForm) emptyText() string {
	if f.discoveryError != "" {
		return f.discoveryError
	}
	return i18n.T("together.none")
}

// rebuild recreates the widgets at once, since a frame may come before the next tick.
func (f *TogetherForm) rebuild() {
	f.panel.Rebuild()
	f.root.Resize(f.root.Viewport())
}

// fail shows what is wrong with the input at a tab stop.
func (f *TogetherForm) fail(stop int, errText string) {
	f.errText = errText
	f.rebuild()
	f.panel.Focus(stop)
}

// askPassword asks for the password of a game.
func (f *TogetherForm) askPassword() {
	if f.errText == "" {
		f.note = i18n.T("together.locked")
		f.rebuild()
	}
	f.panel.Focus(togetherPassword)
	f.password.SelectAll()
}

// start starts a game if the input is valid.
func (f *TogetherForm) start() {
	if !f.takeName() {
		return
	}
	game := wire.CleanText(f.game.Text())
	if game == "" || wire.CheckTitle(game) != nil {
		f.fail(togetherGame, i18n.T("together.no-name"))
		return
	}
	f.settings.Game, f.choice.Start = game, true
}

// joinAddress joins at the address in the field if that is valid.
func (f *TogetherForm) joinAddress() {
	address, errText := parsePeerAddress(f.address.Text())
	if errText != "" {
		f.fail(togetherAddress, errText)
		return
	}
	if !f.takeName() {
		return
	}
	f.address.SetText(address)
	f.settings.Address, f.choice.Join = address, true
}

// joinRow joins a game in the list, or tells why that is impossible.
func (f *TogetherForm) joinRow(i int) {
	r := f.rows[i]
	if r.Incompatible {
		f.fail(togetherRows+i, r.incompatibleText())
		return
	}
	if r.HasPassword && f.password.Text() == "" {
		f.errText = ""
		f.askPassword()
		return
	}
	if f.takeName() {
		f.choice.Join, f.choice.Game = true, r.Game
	}
}

// takeName takes the player's name and the password, if the name is valid.
func (f *TogetherForm) takeName() bool {
	name, errText := parseName(f.name.Text())
	if errText != "" {
		f.fail(togetherName, errText)
		return false
	}
	f.settings.Name, f.settings.Password = name, f.password.Text()
	return true
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (f *TogetherForm) Update(w, h int, scale float64, state TogetherState) TogetherChoice {
	f.choice = TogetherChoice{}
	f.root.Resize(ui.FitViewport(w, h, scale))
	f.update(state)
	f.root.Update()
	f.choice.Settings = f.settings
	return f.choice
}

// update updates the list. The focus stays on its game, wherever that moves.
func (f *TogetherForm) update(state TogetherState) {
	same := slices.EqualFunc(f.rows, state.Games, func(r serverRow, s ServerInfo) bool { return r.Game == s.Game })
	if !same || f.discoveryError != state.DiscoveryError {
		f.discoveryError = state.DiscoveryError
		f.replaceRows(state.Games)
	}
	for i := range state.Games {
		f.rows[i].set(state.Games[i])
	}
}

func (f *TogetherForm) replaceRows(games []ServerInfo) {
	focused, before := f.panel.FocusIndex()-togetherRows, len(f.rows)
	var game discovery.GameID
	if focused >= 0 && focused < before {
		game = f.rows[focused].Game
	}
	f.rows = make([]serverRow, len(games))
	for i := range games {
		f.rows[i].set(games[i])
	}
	f.rebuild()
	switch i := slices.IndexFunc(games, func(s ServerInfo) bool { return s.Game == game }); {
	case game != 0 && i >= 0:
		f.panel.Focus(togetherRows + i)
	case game != 0: // the game is gone
		f.panel.Focus(togetherStart)
	case focused >= before: // after the list
		f.panel.Focus(togetherRows + len(games) + focused - before)
	}
}

// Draw draws the screen over what dst shows.
func (f *TogetherForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }
