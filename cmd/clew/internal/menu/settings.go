package menu

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// SettingsForm is the screen 'Settings'. What a person changes is kept at once.
type SettingsForm struct {
	root           *ui.Root
	panel          *ui.Panel
	store          *settings.Store
	systemLanguage string // the code of the language that the system speaks
	section        int
	choice         SettingsChoice

	preview  playerPreview
	name     ui.TextField
	keys     *input.KeyBindings
	buttons  *input.ButtonBindings
	labels   input.KeyLabels
	bindings *bindingTable // of the section that is shown; nil: it has none
}

// SettingsOptions is what a SettingsForm starts from.
type SettingsOptions struct {
	Input          ui.Input // nil: the real keyboard, mouse and gamepad
	Store          *settings.Store
	Keys           *input.KeyBindings    // that are changed in place
	Buttons        *input.ButtonBindings // likewise
	SystemLanguage string                // the code of the language that the system speaks
}

// SettingsChoice is what a person did in a tick.
type SettingsChoice struct {
	Changed bool // something: what Store.Now says is to be put into force
	Back    bool
}

// sections are the parts of the screen, as keys of the words.
var sections = [...]string{
	"settings.player", "settings.keys", "settings.gamepad", "settings.sound", "settings.picture", "settings.language",
}

// The sizes of the screen, in pixels at 100 %.
const (
	settingsWidth     = 568
	settingsHeight    = 500
	settingsTabWidth  = (settingsWidth - 5*4) / 6.0
	settingsRowHeight = 28
	settingsNameWidth = 200 // the part of a line that says what it sets
)

// NewSettingsForm makes the screen.
func NewSettingsForm(o SettingsOptions) *SettingsForm {
	f := &SettingsForm{root: ui.NewRoot(o.Input), store: o.Store, keys: o.Keys, buttons: o.Buttons, systemLanguage: o.SystemLanguage}
	f.loadName()
	f.panel = &ui.Panel{Padding: 16, Spacing: 4, Scrollable: true, Modal: true, OnEscape: func() { f.choice.Back = true }}
	f.panel.Place = func(fr ui.Viewport, _, _ int) image.Rectangle {
		return fr.Anchor(fr.Px(settingsWidth+32), fr.Px(settingsHeight), 0.5, 0.5, 8)
	}
	f.root.Add(f.panel, f.build)
	f.panel.Show(true)
	return f
}

func (f *SettingsForm) build(b *ui.Builder) {
	b.Text(settingsWidth, 26, ui.Heading, theme.Text, ui.ConstText(i18n.T("settings.title")))
	b.Row(4, func() {
		for i, key := range sections {
			b.ToggleButton(settingsTabWidth, settingsRowHeight, i18n.T(key), func() bool { return i == f.section }, func() { f.open(i) })
		}
	})
	b.Space(6)
	f.bindings = nil
	f.buildSection(b)
	b.Space(6)
	b.Button(128, 32, i18n.T("common.back"), func() { f.choice.Back = true })
}

func (f *SettingsForm) buildSection(b *ui.Builder) {
	switch sections[f.section] {
	case "settings.player":
		f.buildPlayer(b)
	case "settings.keys":
		f.buildKeys(b)
	case "settings.gamepad":
		f.buildGamepad(b)
	case "settings.sound":
		f.buildSound(b)
	case "settings.picture":
		f.buildVideo(b)
	case "settings.language":
		f.buildLanguage(b)
	}
}

// open goes to another section.
func (f *SettingsForm) open(i int) {
	f.section = i
	f.labels.Reset()
	f.panel.Rebuild()
}

// change changes the settings, and has them kept.
func (f *SettingsForm) change(how func(*settings.Settings)) {
	f.store.Change(how)
	f.choice.Changed = true
}

// Update runs one tick in a window of w×h px and says what was done in it. want
// is the scale the person wants, 0 for one that suits the window.
func (f *SettingsForm) Update(w, h int, want float64) SettingsChoice {
	f.choice = SettingsChoice{}
	f.root.Resize(ui.FitViewport(w, h, want))
	if f.CapturesKey() {
		f.bindings.handleCapture(f.root.RawInput())
		return f.choice
	}
	f.root.Update()
	if f.bindings != nil {
		f.bindings.handleDelete(f.root.Input(), f.panel.FocusIndex())
	}
	f.saveName()
	return f.choice
}

// Draw draws the screen over what dst shows.
func (f *SettingsForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }

// row makes a line: what it sets, and what sets it.
func (f *SettingsForm) row(b *ui.Builder, key string, set func(width float64)) {
	b.Row(8, func() {
		b.Text(settingsNameWidth, settingsRowHeight, ui.Body, theme.Text, ui.ConstText(i18n.T(key)))
		set(settingsWidth - settingsNameWidth - 8)
	})
}

// toggle makes a line with a switch.
func (f *SettingsForm) toggle(b *ui.Builder, key string, of func(*settings.Settings) *bool) {
	b.Toggle(settingsWidth, i18n.T(key), func() bool { return *of(f.store.Current()) }, func() {
		on := !*of(f.store.Current())
		f.change(func(s *settings.Settings) { *of(s) = on })
	})
}
