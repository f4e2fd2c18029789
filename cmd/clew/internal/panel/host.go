package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
	"clew/net/wire"
)

// HostForm is the screen 'Host' before there is a server: what it shall be
// like.
type HostForm struct {
	desk     *kit.Desk
	sheet    *kit.Sheet
	name     kit.Field
	password kit.Field
	levels   []string
	set      HostSettings
	fault    string
	choice   HostChoice
}

// HostSettings are what a server shall be like.
type HostSettings struct {
	Name     string // of the server, as others see it
	Password string // empty: none
	Level    int    // of the Levels at which it begins; the one after the last: a random maze
	Rotate   bool   // when all are out, it goes on to the next level
	Max      int    // players
	LAN      bool   // it shows itself on the local network
	Keep     bool   // its games are kept
}

// HostOptions is what a HostForm starts from.
type HostOptions struct {
	Hands    kit.Hands // nil: the real keyboard and mouse
	Levels   []string  // their names
	Settings HostSettings
	Message  string // why one is back here; empty: none
}

// HostChoice is what a person chose in a tick.
type HostChoice struct {
	Open     bool
	Settings HostSettings // fit for a server, with Open
	Back     bool
}

// NewHostForm makes the screen.
func NewHostForm(o HostOptions) *HostForm {
	h := &HostForm{desk: kit.NewDesk(o.Hands), levels: o.Levels, set: o.Settings, fault: o.Message}
	h.name.Limit, h.name.Hint = wire.MaxNameLen, words.T("host.name-hint")
	h.password.Limit, h.password.Hint = wire.MaxTokenLen, words.T("host.password-hint")
	h.name.SetText(o.Settings.Name)
	h.password.SetText(o.Settings.Password)
	h.sheet = &kit.Sheet{Pad: 16, Gap: 5, Airy: true, Scrolls: true, Escape: func() { h.choice.Back = true }}
	h.sheet.Place = func(f kit.Frame, w, h int) image.Rectangle { return f.Anchor(w, h, 0.5, 0.42, 8) }
	h.desk.Add(h.sheet, h.build)
	h.sheet.Show(true)
	return h
}

// The sizes of the screen, in pixels at 100 %.
const (
	hostWidth = 496
	hostHalf  = (hostWidth - 8) / 2
	hostMost  = 64 // players that the dial can be turned to
)

func (h *HostForm) build(b *kit.Builder) {
	b.Text(hostWidth, 26, kit.Heading, theme.Text, kit.Fixed(words.T("host.title")))
	b.Row(8, func() {
		b.Text(hostHalf, 16, kit.Small, theme.Dim, kit.Fixed(words.T("host.name")))
		b.Text(hostHalf, 16, kit.Small, theme.Dim, kit.Fixed(words.T("host.password")))
	})
	b.Row(8, func() {
		b.Field(hostHalf, 30, &h.name, h.open)
		b.Field(hostHalf, 30, &h.password, h.open)
	})
	b.Row(8, func() {
		b.Text(hostHalf, 30, kit.Body, theme.Text, kit.Fixed(words.T("host.level")))
		b.Chooser(hostHalf, 30, len(h.levels)+1, func() int { return h.set.Level }, func(i int) { h.set.Level = i }, h.levelName)
	})
	b.Row(8, func() {
		b.Text(hostHalf, 24, kit.Body, theme.Text, kit.Fixed(words.T("host.max")))
		b.Number(hostHalf, 32, 24, kit.Dial{Min: 1, Max: hostMost, Step: 1,
			Get: func() int { return h.set.Max },
			Set: func(v int) { h.set.Max = v },
		})
	})
	toggle := func(key string, on *bool) {
		b.Toggle(hostWidth, words.T(key), func() bool { return *on }, func() { *on = !*on })
	}
	toggle("host.rotate", &h.set.Rotate)
	toggle("host.lan", &h.set.LAN)
	toggle("host.keep", &h.set.Keep)
	if buildFault(b, hostWidth, h.fault); h.fault == "" {
		b.Lines(hostWidth, kit.Small, theme.Dim, words.T("host.note"))
	}
	b.Row(8, func() {
		b.Button(176, 32, words.T("host.open"), h.open)
		b.Button(128, 32, words.T("common.back"), func() { h.choice.Back = true })
	})
}

func (h *HostForm) levelName(i int) string {
	if i == len(h.levels) {
		return words.T("solo.random")
	}
	return h.levels[i]
}

// open checks what was typed and, where it is right, passes it on.
func (h *HostForm) open() {
	h.set.Name, h.set.Password = wire.CleanText(h.name.Text()), h.password.Text()
	if h.set.Name == "" || wire.CheckTitle(h.set.Name) != nil {
		h.fault = words.T("host.no-name")
		h.sheet.Rebuild()
		h.sheet.Focus(0)
		return
	}
	h.choice.Open = true
}

// Update runs one tick in a window of w×h px and says what was chosen in it.
// want is the scale the person wants, 0 for one that suits the window.
func (h *HostForm) Update(width, height int, want float64) HostChoice {
	h.choice = HostChoice{}
	h.desk.Resize(kit.Fit(width, height, want))
	h.desk.Update()
	h.choice.Settings = h.set
	return h.choice
}

// Draw draws the screen over what dst shows.
func (h *HostForm) Draw(dst *ebiten.Image) { h.desk.Draw(dst) }
