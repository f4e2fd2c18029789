package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// SettingsForm is the screen 'Settings'. What a person changes is kept at once.
type SettingsForm struct {
	desk    *kit.Desk
	sheet   *kit.Sheet
	store   *settings.Store
	system  string // the code of the language that the system speaks
	section int
	choice  SettingsChoice

	self   selfPicture
	name   kit.Field
	keys   *keymap.Map
	pads   *pad.Map
	labels keymap.Labels
	table  *bindTable // of the section that is shown; nil: it has none
}

// SettingsOptions is what a SettingsForm starts from.
type SettingsOptions struct {
	Hands   kit.Hands // nil: the real keyboard, mouse and gamepad
	Store   *settings.Store
	Keys    *keymap.Map // that are changed in place
	Buttons *pad.Map    // likewise
	System  string      // the code of the language that the system speaks
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
	settingsInner  = 568
	settingsHeight = 500
	settingsTab    = (settingsInner - 5*4) / 6.0
	settingsLine   = 28
	settingsName   = 200 // the part of a line that says what it sets
)

// NewSettingsForm makes the screen.
func NewSettingsForm(o SettingsOptions) *SettingsForm {
	f := &SettingsForm{desk: kit.NewDesk(o.Hands), store: o.Store, keys: o.Keys, pads: o.Buttons, system: o.System}
	f.prepareName()
	f.sheet = &kit.Sheet{Pad: 16, Gap: 4, Scrolls: true, Modal: true, Escape: func() { f.choice.Back = true }}
	f.sheet.Place = func(fr kit.Frame, _, _ int) image.Rectangle {
		return fr.Anchor(fr.Px(settingsInner+32), fr.Px(settingsHeight), 0.5, 0.5, 8)
	}
	f.desk.Add(f.sheet, f.build)
	f.sheet.Show(true)
	return f
}

func (f *SettingsForm) build(b *kit.Builder) {
	b.Text(settingsInner, 26, kit.Heading, theme.Text, kit.Fixed(words.T("settings.title")))
	b.Row(4, func() {
		for i, key := range sections {
			b.Choice(settingsTab, settingsLine, words.T(key), func() bool { return i == f.section }, func() { f.open(i) })
		}
	})
	b.Space(6)
	f.table = nil
	f.buildSection(b)
	b.Space(6)
	b.Button(128, 32, words.T("common.back"), func() { f.choice.Back = true })
}

func (f *SettingsForm) buildSection(b *kit.Builder) {
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
		f.buildPicture(b)
	case "settings.language":
		f.buildLanguage(b)
	}
}

// open goes to another section.
func (f *SettingsForm) open(i int) {
	f.section = i
	f.labels.Forget()
	f.sheet.Rebuild()
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
	f.desk.Resize(kit.Fit(w, h, want))
	if f.Binds() {
		f.table.listen(f.desk.Plain())
		return f.choice
	}
	f.desk.Update()
	if f.table != nil {
		f.table.strike(f.desk.Hands(), f.sheet.Focused())
	}
	f.takeName()
	return f.choice
}

// Draw draws the screen over what dst shows.
func (f *SettingsForm) Draw(dst *ebiten.Image) { f.desk.Draw(dst) }

// line makes a line: what it sets, and what sets it.
func (f *SettingsForm) line(b *kit.Builder, key string, set func(width float64)) {
	b.Row(8, func() {
		b.Text(settingsName, settingsLine, kit.Body, theme.Text, kit.Fixed(words.T(key)))
		set(settingsInner - settingsName - 8)
	})
}

// toggle makes a line with a switch.
func (f *SettingsForm) toggle(b *kit.Builder, key string, of func(*settings.Settings) *bool) {
	b.Toggle(settingsInner, words.T(key), func() bool { return *of(f.store.Now()) }, func() {
		on := !*of(f.store.Now())
		f.change(func(s *settings.Settings) { *of(s) = on })
	})
}
