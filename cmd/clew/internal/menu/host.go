package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/net/wire"
)

// HostForm is the Host screen before the server starts: its settings.
type HostForm struct {
	root     *ui.Root
	panel    *ui.Panel
	name     ui.TextField
	password ui.TextField
	levels   []string
	settings HostSettings
	errText  string
	choice   HostChoice
}

// HostSettings are the settings of a server.
type HostSettings struct {
	Name       string // as others see it
	Password   string // empty: none
	Level      int    // first level; len(Levels) means a random maze
	Rotate     bool   // go to the next level when all players have finished
	MaxPlayers int
	LAN        bool // announce it on the local network
	Record     bool // record its games
}

// HostOptions configure a HostForm.
type HostOptions struct {
	Input    ui.Input // nil: the real devices
	Levels   []string // names
	Settings HostSettings
	Message  string // why the player is back here; may be empty
}

// HostChoice is what the player chose in a tick.
type HostChoice struct {
	Open     bool
	Settings HostSettings // valid if Open
	Back     bool
}

// NewHostForm returns the screen.
func NewHostForm(o HostOptions) *HostForm {
	h := &HostForm{root: ui.NewRoot(o.Input), levels: o.Levels, settings: o.Settings, errText: o.Message}
	h.name.MaxBytes, h.name.Placeholder = wire.MaxNameLen, i18n.T("host.name-hint")
	h.password.MaxBytes, h.password.Placeholder = wire.MaxTokenLen, i18n.T("host.password-hint")
	h.name.SetText(o.Settings.Name)
	h.password.SetText(o.Settings.Password)
	h.panel = &ui.Panel{Padding: 16, Spacing: 5, Spacious: true, Scrollable: true, OnEscape: func() { h.choice.Back = true }}
	h.panel.Place = func(vp ui.Viewport, w, h int) image.Rectangle { return vp.Anchor(w, h, 0.5, 0.42, 8) }
	h.root.Add(h.panel, h.build)
	h.panel.Show(true)
	return h
}

// Sizes in logical pixels.
const (
	hostWidth      = 496
	hostHalfWidth  = (hostWidth - 8) / 2
	hostMaxPlayers = 64 // maximum of the slider
)

func (f *HostForm) build(b *ui.Builder) {
	b.Text(hostWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("host.title")))
	b.Row(8, func() {
		b.Text(hostHalfWidth, 16, ui.Small, theme.Dim, ui.ConstText(i18n.T("host.name")))
		b.Text(hostHalfWidth, 16, ui.Small, theme.Dim, ui.ConstText(i18n.T("host.password")))
	})
	b.Row(8, func() {
		b.TextField(hostHalfWidth, 30, &f.name, f.open)
		b.TextField(hostHalfWidth, 30, &f.password, f.open)
	})
	b.Row(8, func() {
		b.Text(hostHalfWidth, 30, ui.Body, theme.Text, ui.ConstText(i18n.T("host.level")))
		b.Selector(hostHalfWidth, 30, len(f.levels)+1, func() int { return f.settings.Level }, func(i int) { f.settings.Level = i }, f.levelName)
	})
	b.Row(8, func() {
		b.Text(hostHalfWidth, 24, ui.Body, theme.Text, ui.ConstText(i18n.T("host.max")))
		b.NumberSlider(hostHalfWidth, 32, 24, ui.Slider{Min: 1, Max: hostMaxPlayers, Step: 1,
			Get: func() int { return f.settings.MaxPlayers },
			Set: func(v int) { f.settings.MaxPlayers = v },
		})
	})
	toggle := func(key string, on *bool) {
		b.Toggle(hostWidth, i18n.T(key), func() bool { return *on }, func() { *on = !*on })
	}
	toggle("host.rotate", &f.settings.Rotate)
	toggle("host.lan", &f.settings.LAN)
	toggle("host.keep", &f.settings.Record)
	if buildError(b, hostWidth, f.errText); f.errText == "" {
		b.Paragraph(hostWidth, ui.Small, theme.Dim, i18n.T("host.note"))
	}
	b.Row(8, func() {
		b.Button(176, 32, i18n.T("host.open"), f.open)
		b.Button(128, 32, i18n.T("common.back"), func() { f.choice.Back = true })
	})
}

func (f *HostForm) levelName(i int) string {
	if i == len(f.levels) {
		return i18n.T("single-player.random")
	}
	return f.levels[i]
}

// open starts the server if the input is valid.
func (f *HostForm) open() {
	f.settings.Name, f.settings.Password = wire.CleanText(f.name.Text()), f.password.Text()
	if f.settings.Name == "" || wire.CheckTitle(f.settings.Name) != nil {
		f.errText = i18n.T("host.no-name")
		f.panel.Rebuild()
		f.panel.Focus(0)
		return
	}
	f.choice.Open = true
}

// Update runs one tick in a window of w×h px and returns the choice. scale is
// the user's setting, 0 for the default.
func (f *HostForm) Update(width, height int, scale float64) HostChoice {
	f.choice = HostChoice{}
	f.root.Resize(ui.FitViewport(width, height, scale))
	f.root.Update()
	f.choice.Settings = f.settings
	return f.choice
}

// Draw draws the screen over what dst shows.
func (f *HostForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }
