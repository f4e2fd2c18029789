package menu

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// SettingsForm is the Settings screen. Changes are saved at once.
type SettingsForm struct {
	root           *ui.Root
	panel          *ui.Panel
	store          *settings.Store
	systemLanguage string // language code of the system
	section        int
	choice         SettingsChoice

	preview  playerPreview
	name     ui.TextField
	keys     *input.KeyBindings
	buttons  *input.ButtonBindings
	labels   input.KeyLabels
	bindings *bindingTable // of the current section; may be nil
	swap     *swapDialog
}

// SettingsOptions configure a SettingsForm.
type SettingsOptions struct {
	Input          ui.Input // nil: the real devices
	Store          *settings.Store
	Keys           *input.KeyBindings    // changed in place
	Buttons        *input.ButtonBindings // changed in place
	SystemLanguage string                // language code of the system
	Letter         rune                  // of the player in the game; 0: there is none
}

// SettingsChoice is what the player did in a tick.
type SettingsChoice struct {
	Changed bool // apply Store.Now
	Back    bool
}

// sections are the sections, as message keys.
var sections = [...]string{
	"settings.player", "settings.keys", "settings.gamepad", "settings.sound", "settings.video", "settings.language",
}

// Sizes in logical pixels.
const (
	settingsWidth     = 568
	settingsHeight    = 500
	settingsTabWidth  = (settingsWidth - 5*4) / 6.0
	settingsRowHeight = 28
	settingsNameWidth = 200 // part of a row for its label
)

// NewSettingsForm returns the screen.
func NewSettingsForm(o SettingsOptions) *SettingsForm {
	f := &SettingsForm{root: ui.NewRoot(o.Input), store: o.Store, keys: o.Keys, buttons: o.Buttons, systemLanguage: o.SystemLanguage}
	f.preview.setLetter(o.Letter)
	f.loadName()
	f.panel = &ui.Panel{Padding: 16, Spacing: 4, Scrollable: true, Modal: true, OnEscape: func() { f.choice.Back = true }}
	f.panel.Place = func(vp ui.Viewport, _, _ int) image.Rectangle {
		return vp.Anchor(vp.Px(settingsWidth+32), vp.Px(settingsHeight), 0.5, 0.5, 8)
	}
	f.root.Add(f.panel, f.build)
	f.swap = newSwapDialog(f)
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
	case "settings.video":
		f.buildVideo(b)
	case "settings.language":
		f.buildLanguage(b)
	}
}

// open switches to a section.
func (f *SettingsForm) open(i int) {
	f.section = i
	f.labels.Reset()
	f.panel.Rebuild()
}

// change changes and saves the settings.
func (f *SettingsForm) change(edit func(*settings.Settings)) {
	f.store.Change(edit)
	f.choice.Changed = true
}

// Update runs one tick in a window of w×h px and returns what the player did.
// scale is the user's setting, 0 for the default.
func (f *SettingsForm) Update(w, h int, scale float64) SettingsChoice {
	f.choice = SettingsChoice{}
	f.root.Resize(ui.FitViewport(w, h, scale))
	if f.CapturesKey() {
		f.bindings.handleCapture(f.root.RawInput())
		return f.choice
	}
	f.root.Update()
	if f.bindings != nil && f.panel.HasKeyboard() {
		f.bindings.handleDelete(f.root.Input(), f.panel.FocusIndex())
	}
	f.saveName()
	return f.choice
}

// Draw draws the screen over what dst shows.
func (f *SettingsForm) Draw(dst *ebiten.Image) { f.root.Draw(dst) }

// row adds a label and the control that set adds.
func (f *SettingsForm) row(b *ui.Builder, key string, set func(width float64)) {
	b.Row(8, func() {
		b.Text(settingsNameWidth, settingsRowHeight, ui.Body, theme.Text, ui.ConstText(i18n.T(key)))
		set(settingsWidth - settingsNameWidth - 8)
	})
}

// toggle adds a row with a switch.
func (f *SettingsForm) toggle(b *ui.Builder, key string, field func(*settings.Settings) *bool) {
	b.Toggle(settingsWidth, i18n.T(key), func() bool { return *field(f.store.Current()) }, func() {
		on := !*field(f.store.Current())
		f.change(func(s *settings.Settings) { *field(s) = on })
	})
}

func (f *SettingsForm) buildLanguage(b *ui.Builder) {
	langs := i18n.Languages()
	codes, names := []string{""}, []string{""}
	for _, l := range langs {
		codes, names = append(codes, l.Code), append(names, l.Name)
		if l.Code == f.systemLanguage {
			names[0] = i18n.Tf("settings.system", l.Name)
		}
	}
	f.row(b, "settings.speak", func(width float64) {
		b.Selector(width, settingsRowHeight, len(codes),
			func() int { return max(slices.Index(codes, f.store.Current().Language), 0) },
			func(i int) { f.change(func(s *settings.Settings) { s.Language = codes[i] }) },
			func(i int) string { return names[i] })
	})
}
