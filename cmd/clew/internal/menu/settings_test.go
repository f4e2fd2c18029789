package menu

import (
	"image"
	"reflect"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
	"clew/net/wire"
)

// settingsHarness is the Settings screen under test.
type settingsHarness struct {
	form    *SettingsForm
	input   *ui.FakeInput
	store   *settings.Store
	keys    input.KeyBindings
	buttons input.ButtonBindings
	in      uitest.WindowSize
	img     *ebiten.Image
	choice  SettingsChoice // in the last tick
}

func openSettings(in uitest.WindowSize, section int) *settingsHarness {
	d := &settingsHarness{
		input: ui.NewFakeInput(), store: settings.NewInMemory(), keys: input.DefaultKeys(), buttons: input.DefaultButtons(),
		in: in, img: windowtest.NewImage(in.W, in.H),
	}
	d.store.Change(func(s *settings.Settings) { s.Player.Name = "Inês" })
	d.form = NewSettingsForm(SettingsOptions{Input: d.input, Store: d.store, Keys: &d.keys, Buttons: &d.buttons, SystemLanguage: i18n.English})
	d.tick()
	for range section {
		d.tap(ebiten.KeyRight)
	}
	d.tap(ebiten.KeyEnter)
	d.tick()
	return d
}

func (d *settingsHarness) tick() {
	d.choice = d.form.Update(d.in.W, d.in.H, d.in.Scale)
	uitest.DrawBackdrop(d.img)
	d.form.Draw(d.img)
	windowtest.Drawn()
	d.input.NextTick()
}

func (d *settingsHarness) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		d.input.TapKeys(k)
		d.tick()
	}
}

// The sections by index.
const (
	playerSection = iota
	keysSection
	gamepadSection
	soundSection
	pictureSection
	languageSection
)

func TestSettingsScreenshots(t *testing.T) {
	for _, lang := range i18n.Languages() {
		for i, key := range sections {
			for _, in := range uitest.WindowSizes() {
				t.Run(key+"/"+lang.Code+"/"+in.String(), func(t *testing.T) {
					i18n.SetLanguage(lang.Code)
					t.Cleanup(func() { i18n.SetLanguage(i18n.English) })
					d := openSettings(in, i)
					d.tap(ebiten.KeyDown)
					windowtest.KeepScreenshot(t, key+"-"+lang.Code+"-"+in.String(), windowtest.ReadPixels(d.img))
					uitest.CheckFits(t, d.img.Bounds(), func() {
						d.form.panel.Focus(0) // scrolls to the top
						d.tick()
					})
					uitest.CheckFits(t, d.img.Bounds(), func() {
						d.form.panel.Focus(1000) // to the bottom
						d.tick()
						d.tick()
					})
				})
			}
		}
	}
}

func TestAppearanceSettings(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, playerSection)
	d.form.panel.Focus(len(sections)) // the name
	d.input.Type(" 2")
	d.tick()
	if got := d.store.Current().Player.Name; got != "Inês 2" || !d.choice.Changed {
		t.Errorf("the name is %q", got)
	}
	d.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyEnter) // after 'any', the first and the second
	if got := d.store.Current().Player; got.Colour != 2 || got.Shape != 0 || !d.choice.Changed {
		t.Errorf("%+v", got)
	}
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeySpace)
	if got := d.store.Current().Player; got.Colour != 2 || got.Shape != 3 {
		t.Errorf("%+v", got)
	}
	d.tap(ebiten.KeyEscape)
	if !d.choice.Back {
		t.Error("Esc does not lead back")
	}
}

// place focuses a slot of an action in the table.
func (d *settingsHarness) place(a input.Action, n int) {
	d.form.panel.Focus(d.form.bindings.first + slices.Index(bindable(), a)*d.form.bindings.slots + n)
}

func TestBindingKeys(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, keysSection)
	d.place(input.ActionGhost, 0)
	d.tap(ebiten.KeyEnter, ebiten.KeyG)
	if want := []ebiten.Key{ebiten.KeyG}; !slices.Equal(d.keys[input.ActionGhost], want) || d.choice.Back {
		t.Errorf("ghost: %v", d.keys[input.ActionGhost])
	}
	d.place(input.ActionGhost, 1)
	d.tap(ebiten.KeyEnter)
	d.tick() // Enter is still down, and must not be bound
	d.tap(ebiten.KeyTab)
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyTab}; !slices.Equal(d.keys[input.ActionGhost], want) {
		t.Errorf("ghost: %v", d.keys[input.ActionGhost])
	}
	if got := d.form.bindings.conflictNotes[input.ActionGhost]; got != "also: Players, Use the open panel" {
		t.Errorf("the conflict reads %q", got)
	}
	d.tap(ebiten.KeyEscape) // leaves Tab to all of them
	if !d.form.panel.HasKeyboard() || d.choice.Back {
		t.Error("Esc does not close the offer to swap, or more than that")
	}
	d.tap(ebiten.KeyEnter, ebiten.KeyEscape)
	if d.choice.Back || d.form.bindings.isCapturing() || len(d.keys[input.ActionGhost]) != 2 {
		t.Error("Esc does not leave the key as it was")
	}
	d.tap(ebiten.KeyDelete)
	if want := []ebiten.Key{ebiten.KeyG}; !slices.Equal(d.keys[input.ActionGhost], want) || d.form.bindings.conflictNotes[input.ActionGhost] != "" {
		t.Errorf("ghost: %v", d.keys[input.ActionGhost])
	}
	if want := map[string][]string{"ghost": {"G"}}; !reflect.DeepEqual(d.store.Current().Keys, want) {
		t.Errorf("kept: %v", d.store.Current().Keys)
	}
	d.form.panel.Focus(d.form.bindings.first + len(bindable())*input.MaxBindings)
	d.tap(ebiten.KeyEnter)
	if !reflect.DeepEqual(d.keys, input.DefaultKeys()) || len(d.store.Current().Keys) != 0 {
		t.Errorf("after a reset: %v", d.store.Current().Keys)
	}
}

// A key that another action has can be swapped, shared, or left to the other.
func TestSwapKeys(t *testing.T) {
	bind := func(n int, k ebiten.Key, then ...ebiten.Key) *settingsHarness {
		t.Helper()
		d := openSettings(uitest.DefaultWindow, keysSection)
		d.place(input.ActionGhost, n)
		d.tap(ebiten.KeyEnter, k)
		d.tick()
		if !d.form.swap.panel.HasKeyboard() {
			t.Fatal("there is no offer to swap")
		}
		d.tap(then...)
		d.tick()
		if d.form.swap.panel.Shown() || !d.form.panel.HasKeyboard() {
			t.Error("the offer stays")
		}
		return d
	}
	for _, c := range []struct {
		name     string
		slot     int
		then     []ebiten.Key
		ghost    []ebiten.Key
		minimap  []ebiten.Key
		conflict string
	}{
		{"swap", 0, []ebiten.Key{ebiten.KeyEnter}, []ebiten.Key{ebiten.KeyM}, []ebiten.Key{ebiten.KeyF4}, ""},
		{"take", 1, []ebiten.Key{ebiten.KeyEnter}, []ebiten.Key{ebiten.KeyF4, ebiten.KeyM}, nil, ""},
		{"share", 0, []ebiten.Key{ebiten.KeyDown, ebiten.KeyEnter}, []ebiten.Key{ebiten.KeyM}, []ebiten.Key{ebiten.KeyM}, "also: Map"},
		{"cancel", 0, []ebiten.Key{ebiten.KeyUp, ebiten.KeyEnter}, []ebiten.Key{ebiten.KeyF4}, []ebiten.Key{ebiten.KeyM}, ""},
	} {
		d := bind(c.slot, ebiten.KeyM, c.then...)
		if !slices.Equal(d.keys[input.ActionGhost], c.ghost) || !slices.Equal(d.keys[input.ActionMinimap], c.minimap) {
			t.Errorf("%s: ghost %v, map %v", c.name, d.keys[input.ActionGhost], d.keys[input.ActionMinimap])
		}
		if want := input.KeyOverrides(&d.keys); !reflect.DeepEqual(d.store.Current().Keys, want) {
			t.Errorf("%s: kept %v, want %v", c.name, d.store.Current().Keys, want)
		}
		if got := d.form.bindings.conflictNotes[input.ActionGhost]; got != c.conflict {
			t.Errorf("%s: the note reads %q", c.name, got)
		}
	}
	for _, lang := range i18n.Languages() {
		i18n.SetLanguage(lang.Code)
		d := openSettings(uitest.SmallWindow, keysSection)
		d.place(input.ActionMinimap, 0)
		d.tap(ebiten.KeyEnter, ebiten.KeyNumpadEnter)
		d.tick()
		uitest.CheckFits(t, d.img.Bounds(), d.tick)
		windowtest.KeepScreenshot(t, "settings.swap-"+lang.Code, windowtest.ReadPixels(d.img))
	}
	i18n.SetLanguage(i18n.English)
}

// The preview shows the letter of the game, and none outside a game.
func TestPreviewLetter(t *testing.T) {
	for letter, want := range map[rune]string{0: "", 'K': "K"} {
		f := NewSettingsForm(SettingsOptions{Input: ui.NewFakeInput(), Store: settings.NewInMemory(), Keys: &input.KeyBindings{}, Buttons: &input.ButtonBindings{}, Letter: letter})
		if f.preview.letter != want {
			t.Errorf("letter %q: the preview shows %q", letter, f.preview.letter)
		}
		mark := f.preview.mark(wire.Appearance{})
		if (mark.Fill == theme.Dim) != (letter == 0) {
			t.Errorf("letter %q: the colour left to chance is %v", letter, mark.Fill)
		}
		if got := f.preview.mark(wire.Appearance{Colour: 3}); got.Fill != theme.MarkOf('A', 1, wire.Appearance{Colour: 3}).Fill {
			t.Errorf("letter %q: the colour chosen is %v", letter, got.Fill)
		}
	}
}

func TestBindingKeysByMouse(t *testing.T) {
	d := openSettings(uitest.SmallWindow, keysSection)
	d.form.panel.Focus(d.form.bindings.first) // scrolls
	d.tick()
	r := d.form.panel.FocusRect()
	click := func(x, y int) {
		d.input.Click(image.Pt(x, y), d.tick)
		d.tick()
	}
	click(r.Min.X+5, r.Min.Y+5)
	if !d.form.bindings.isCapturing() {
		t.Fatal("a click on a place does not ask for a key")
	}
	d.tap(ebiten.KeyI)
	if d.keys[input.MoveUp][0] != ebiten.KeyI {
		t.Errorf("up: %v", d.keys[input.MoveUp])
	}
	click(r.Min.X+5, r.Min.Y+5)
	click(1, 1)
	if d.form.bindings.isCapturing() {
		t.Error("a click elsewhere does not end the waiting")
	}
}

func TestBindingButtons(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, gamepadSection)
	d.place(input.ActionMinimap, 0)
	d.tap(ebiten.KeyEnter)
	d.input.TapButtons(input.ButtonWest)
	d.tick()
	d.input.ReleaseButtons(input.ButtonWest)
	d.tick()
	if want := []input.Button{input.ButtonWest}; !slices.Equal(d.buttons[input.ActionMinimap], want) {
		t.Errorf("map: %v", d.buttons[input.ActionMinimap])
	}
	if want := map[string][]string{"minimap": {"west"}}; !reflect.DeepEqual(d.store.Current().Buttons, want) {
		t.Errorf("kept: %v", d.store.Current().Buttons)
	}
	if got := d.form.bindings.conflictNotes[input.ActionMinimap]; got != "also: Players" {
		t.Errorf("the conflict reads %q", got)
	}
	d.tap(ebiten.KeyEscape)
	d.input.TapButtons(input.ButtonSouth) // as Enter
	d.tick()
	d.input.TapButtons(input.ButtonEast) // elsewhere it is Esc
	d.tick()
	d.tick()
	if want := []input.Button{input.ButtonEast}; !slices.Equal(d.buttons[input.ActionMinimap], want) || d.form.bindings.isCapturing() || d.choice.Back {
		t.Errorf("map: %v", d.buttons[input.ActionMinimap])
	}
	d.input.TapButtons(input.ButtonSouth)
	d.tick()
	d.input.TapButtons(input.ButtonStart)
	d.tick()
	if d.form.bindings.isCapturing() || !slices.Equal(d.buttons[input.ActionMinimap], []input.Button{input.ButtonEast}) {
		t.Errorf("Start does not leave the button as it was: %v", d.buttons[input.ActionMinimap])
	}
}

// Every button but Start can be bound, even those with a meaning in menus.
func TestBindingTheButtonsOfMenus(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, gamepadSection)
	for _, b := range []input.Button{input.ButtonEast, input.ButtonSouth, input.ButtonDpadDown, input.LeftStickLeft} {
		d.place(input.ActionMinimap, 0)
		d.input.TapButtons(input.ButtonSouth)
		d.tick()
		d.tick()
		if !d.form.bindings.isCapturing() {
			t.Fatal("it does not ask for a button")
		}
		d.input.TapButtons(b)
		d.tick()
		if want := []input.Button{b}; !slices.Equal(d.buttons[input.ActionMinimap], want) || d.form.bindings.isCapturing() {
			t.Errorf("after %v: %v", b, d.buttons[input.ActionMinimap])
		}
		d.tick()
		if !d.form.panel.HasKeyboard() {
			d.tap(ebiten.KeyEscape)
		}
	}
}

func TestSoundVideoLanguage(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, soundSection)
	d.tap(ebiten.KeyDown, ebiten.KeyLeft, ebiten.KeyLeft, ebiten.KeyDown, ebiten.KeyHome)
	if got := d.store.Current().Sound; got.Master != 90 || got.Steps != 0 || got.Others != 100 {
		t.Errorf("%+v", got)
	}
	d.form.panel.Focus(len(sections) + 5)
	d.tap(ebiten.KeySpace)
	if !d.store.Current().Sound.Unfocused {
		t.Error("the switch does not switch")
	}
	d = openSettings(uitest.DefaultWindow, pictureSection)
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyRight)
	if got := d.store.Current().Video; got.Scale != 125 || got.Brightness != 115 || got.FrameLimit != 60 || !d.choice.Changed {
		t.Errorf("%+v", got)
	}
	d = openSettings(uitest.DefaultWindow, languageSection)
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyRight)
	if got := d.store.Current().Language; got != i18n.Portuguese {
		t.Errorf("language %q", got)
	}
}

// A number in the settings file that is not on offer is kept.
func TestCustomNumber(t *testing.T) {
	d := openSettings(uitest.DefaultWindow, pictureSection)
	d.store.Change(func(s *settings.Settings) { s.Video.FrameLimit = 75 })
	d.form.panel.Rebuild()
	d.tick()
	d.form.panel.Focus(len(sections) + 1)
	d.tap(ebiten.KeyRight, ebiten.KeyLeft)
	if got := d.store.Current().Video.FrameLimit; got != 75 {
		t.Errorf("%d", got)
	}
}

func TestEveryActionHasAName(t *testing.T) {
	for _, l := range i18n.Languages() {
		i18n.SetLanguage(l.Code)
		for _, a := range bindable() {
			if key := "action." + a.String(); i18n.T(key) == key {
				t.Errorf("%s has no name in %s", a, l.Name)
			}
		}
	}
	i18n.SetLanguage(i18n.English)
}
