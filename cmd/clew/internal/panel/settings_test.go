package panel

import (
	"image"
	"reflect"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/showcase"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/clew/internal/words"
)

// desk is the settings screen with hands that a test moves.
type settingsDesk struct {
	form  *SettingsForm
	hands *kit.Script
	store *settings.Store
	keys  keymap.Map
	pads  pad.Map
	in    paneltest.Window
	img   *ebiten.Image
	did   SettingsChoice // in the last tick
}

func openSettings(in paneltest.Window, section int) *settingsDesk {
	d := &settingsDesk{
		hands: kit.NewScript(), store: settings.Memory(), keys: keymap.Defaults(), pads: pad.Defaults(),
		in: in, img: ebiten.NewImage(in.W, in.H),
	}
	d.store.Change(func(s *settings.Settings) { s.Player.Name = "Inês" })
	d.form = NewSettingsForm(SettingsOptions{Hands: d.hands, Store: d.store, Keys: &d.keys, Buttons: &d.pads, System: words.English})
	d.tick()
	for range section {
		d.tap(ebiten.KeyRight)
	}
	d.tap(ebiten.KeyEnter)
	d.tick()
	return d
}

func (d *settingsDesk) tick() {
	d.did = d.form.Update(d.in.W, d.in.H, d.in.Scale)
	showcase.Backdrop(d.img)
	d.form.Draw(d.img)
	d.hands.Next()
}

func (d *settingsDesk) tap(keys ...ebiten.Key) {
	for _, k := range keys {
		d.hands.Tap(k)
		d.tick()
	}
}

// The sections, by their places.
const (
	playerSection = iota
	keysSection
	gamepadSection
	soundSection
	pictureSection
	languageSection
)

func TestSettingsScenes(t *testing.T) {
	for _, lang := range words.Languages() {
		for i, key := range sections {
			for _, in := range paneltest.Windows() {
				t.Run(key+"/"+lang.Code+"/"+in.String(), func(t *testing.T) {
					words.Set(lang.Code)
					t.Cleanup(func() { words.Set(words.English) })
					d := openSettings(in, i)
					d.tap(ebiten.KeyDown)
					windowtest.Keep(t, key+"-"+lang.Code+"-"+in.String(), windowtest.Pixels(d.img))
					paneltest.Fits(t, d.img.Bounds(), func() {
						d.form.sheet.Focus(0) // scrolls to the top
						d.tick()
					})
					paneltest.Fits(t, d.img.Bounds(), func() {
						d.form.sheet.Focus(1000) // to the bottom
						d.tick()
						d.tick()
					})
				})
			}
		}
	}
}

func TestThePlayerIsOnesOwn(t *testing.T) {
	d := openSettings(paneltest.Usual, playerSection)
	d.form.sheet.Focus(len(sections)) // the name
	d.hands.Type(" 2")
	d.tick()
	if got := d.store.Now().Player.Name; got != "Inês 2" || !d.did.Changed {
		t.Errorf("the name is %q", got)
	}
	d.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyEnter) // behind 'as it comes' the first, the second
	if got := d.store.Now().Player; got.Colour != 2 || got.Shape != 0 || !d.did.Changed {
		t.Errorf("%+v", got)
	}
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeySpace)
	if got := d.store.Now().Player; got.Colour != 2 || got.Shape != 3 {
		t.Errorf("%+v", got)
	}
	d.tap(ebiten.KeyEscape)
	if !d.did.Back {
		t.Error("Esc does not lead back")
	}
}

// place moves the focus to a place of an action in the table.
func (d *settingsDesk) place(a action.Action, n int) {
	d.form.sheet.Focus(d.form.table.first + slices.Index(bindable(), a)*d.form.table.most + n)
}

func TestBindingKeys(t *testing.T) {
	d := openSettings(paneltest.Usual, keysSection)
	d.place(action.Ghost, 0)
	d.tap(ebiten.KeyEnter, ebiten.KeyG)
	if want := []ebiten.Key{ebiten.KeyG}; !slices.Equal(d.keys[action.Ghost], want) || d.did.Back {
		t.Errorf("ghost: %v", d.keys[action.Ghost])
	}
	d.place(action.Ghost, 1)
	d.tap(ebiten.KeyEnter)
	d.tick() // Enter is still down, and it is not the answer
	d.tap(ebiten.KeyTab)
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyTab}; !slices.Equal(d.keys[action.Ghost], want) {
		t.Errorf("ghost: %v", d.keys[action.Ghost])
	}
	if got := d.form.table.notes[action.Ghost]; got != "also: Who is here, Into the open panel" {
		t.Errorf("the conflict reads %q", got)
	}
	d.tap(ebiten.KeyEnter, ebiten.KeyEscape)
	if d.did.Back || d.form.table.listens() || len(d.keys[action.Ghost]) != 2 {
		t.Error("Esc does not leave the key as it was")
	}
	d.tap(ebiten.KeyDelete)
	if want := []ebiten.Key{ebiten.KeyG}; !slices.Equal(d.keys[action.Ghost], want) || d.form.table.notes[action.Ghost] != "" {
		t.Errorf("ghost: %v", d.keys[action.Ghost])
	}
	if want := map[string][]string{"ghost": {"G"}}; !reflect.DeepEqual(d.store.Now().Keys, want) {
		t.Errorf("kept: %v", d.store.Now().Keys)
	}
	d.form.sheet.Focus(d.form.table.first + len(bindable())*action.Most)
	d.tap(ebiten.KeyEnter)
	if !reflect.DeepEqual(d.keys, keymap.Defaults()) || len(d.store.Now().Keys) != 0 {
		t.Errorf("after a reset: %v", d.store.Now().Keys)
	}
}

func TestBindingKeysByMouse(t *testing.T) {
	d := openSettings(paneltest.Small, keysSection)
	d.form.sheet.Focus(d.form.table.first) // scrolls
	d.tick()
	r := d.form.sheet.FocusRect()
	click := func(x, y int) {
		d.hands.Click(image.Pt(x, y), d.tick)
		d.tick()
	}
	click(r.Min.X+5, r.Min.Y+5)
	if !d.form.table.listens() {
		t.Fatal("a click on a place does not ask for a key")
	}
	d.tap(ebiten.KeyI)
	if d.keys[action.Up][0] != ebiten.KeyI {
		t.Errorf("up: %v", d.keys[action.Up])
	}
	click(r.Min.X+5, r.Min.Y+5)
	click(1, 1)
	if d.form.table.listens() {
		t.Error("a click elsewhere does not end the waiting")
	}
}

func TestBindingButtons(t *testing.T) {
	d := openSettings(paneltest.Usual, gamepadSection)
	d.place(action.Minimap, 0)
	d.tap(ebiten.KeyEnter)
	d.hands.Push(pad.West)
	d.tick()
	d.hands.Free(pad.West)
	d.tick()
	if want := []pad.Button{pad.West}; !slices.Equal(d.pads[action.Minimap], want) {
		t.Errorf("map: %v", d.pads[action.Minimap])
	}
	if want := map[string][]string{"minimap": {"west"}}; !reflect.DeepEqual(d.store.Now().Buttons, want) {
		t.Errorf("kept: %v", d.store.Now().Buttons)
	}
	if got := d.form.table.notes[action.Minimap]; got != "also: Who is here" {
		t.Errorf("the conflict reads %q", got)
	}
	d.hands.Push(pad.South) // as Enter
	d.tick()
	d.hands.Push(pad.East) // which is Esc elsewhere
	d.tick()
	d.tick()
	if want := []pad.Button{pad.East}; !slices.Equal(d.pads[action.Minimap], want) || d.form.table.listens() || d.did.Back {
		t.Errorf("map: %v", d.pads[action.Minimap])
	}
	d.hands.Push(pad.South)
	d.tick()
	d.hands.Push(pad.Start)
	d.tick()
	if d.form.table.listens() || !slices.Equal(d.pads[action.Minimap], []pad.Button{pad.East}) {
		t.Errorf("Start does not leave the button as it was: %v", d.pads[action.Minimap])
	}
}

// Every button but Start can be bound, those too that mean something in menus.
func TestBindingTheButtonsOfMenus(t *testing.T) {
	d := openSettings(paneltest.Usual, gamepadSection)
	for _, b := range []pad.Button{pad.East, pad.South, pad.PadDown, pad.StickLeft} {
		d.place(action.Minimap, 0)
		d.hands.Push(pad.South)
		d.tick()
		d.tick()
		if !d.form.table.listens() {
			t.Fatal("it does not ask for a button")
		}
		d.hands.Push(b)
		d.tick()
		if want := []pad.Button{b}; !slices.Equal(d.pads[action.Minimap], want) || d.form.table.listens() {
			t.Errorf("after %v: %v", b, d.pads[action.Minimap])
		}
		d.tick()
	}
}

func TestSoundPictureLanguage(t *testing.T) {
	d := openSettings(paneltest.Usual, soundSection)
	d.tap(ebiten.KeyDown, ebiten.KeyLeft, ebiten.KeyLeft, ebiten.KeyDown, ebiten.KeyHome)
	if got := d.store.Now().Sound; got.Master != 90 || got.Steps != 0 || got.Others != 100 {
		t.Errorf("%+v", got)
	}
	d.form.sheet.Focus(len(sections) + 5)
	d.tap(ebiten.KeySpace)
	if !d.store.Now().Sound.Unfocused {
		t.Error("the switch does not switch")
	}
	d = openSettings(paneltest.Usual, pictureSection)
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyRight)
	if got := d.store.Now().Picture; got.Scale != 125 || got.FrameLimit != 60 || !d.did.Changed {
		t.Errorf("%+v", got)
	}
	d = openSettings(paneltest.Usual, languageSection)
	d.tap(ebiten.KeyDown, ebiten.KeyRight, ebiten.KeyRight)
	if got := d.store.Now().Language; got != words.Portuguese {
		t.Errorf("language %q", got)
	}
}

// A number that stands in the file and is not offered otherwise stays.
func TestANumberOfOnesOwn(t *testing.T) {
	d := openSettings(paneltest.Usual, pictureSection)
	d.store.Change(func(s *settings.Settings) { s.Picture.FrameLimit = 75 })
	d.form.sheet.Rebuild()
	d.tick()
	d.form.sheet.Focus(len(sections) + 1)
	d.tap(ebiten.KeyRight, ebiten.KeyLeft)
	if got := d.store.Now().Picture.FrameLimit; got != 75 {
		t.Errorf("%d", got)
	}
}

func TestEveryActionHasAName(t *testing.T) {
	for _, l := range words.Languages() {
		words.Set(l.Code)
		for _, a := range bindable() {
			if key := "action." + a.String(); words.T(key) == key {
				t.Errorf("%s has no name in %s", a, l.Name)
			}
		}
	}
	words.Set(words.English)
}
