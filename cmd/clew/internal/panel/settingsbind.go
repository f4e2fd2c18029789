package panel

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/input/keymap"
	"clew/cmd/clew/internal/input/pad"
	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/words"
)

// bindTable lets a person say which keys, or which buttons, do what: a line for
// each action, with a place for each of its keys.
type bindTable struct {
	first int  // the stop of the first place
	open  bool // the place waits for a key
	act   action.Action
	place int
	notes [action.Count]string // with whom an action shares a key

	most   int // places of an action
	ask    string
	label  func(a action.Action, n int) string // empty: there is none
	rivals func(a action.Action, n int) []action.Action
	unbind func(a action.Action, n int)
	// hear looks for a key that went down, and takes it.
	hear func(h kit.Hands) (heard bool)
	// changed keeps what was changed.
	changed func()
}

// The sizes of the table, in pixels at 100 %.
const (
	bindPlace = 104
	bindNote  = settingsInner - settingsName - 2*bindPlace - 3*8
	bindLine  = 26
)

// bindable are the actions of the table. The menu's key leads out of
// everything and is always the same.
func bindable() (list []action.Action) {
	for a := range action.Action(action.Count) {
		if a != action.Menu {
			list = append(list, a)
		}
	}
	return list
}

func (f *SettingsForm) buildKeys(b *kit.Builder) {
	m := f.keys
	t := &bindTable{
		most: action.Most, ask: words.T("settings.press-key"),
		label: func(a action.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return f.labels.Of(m[a][n])
		},
		rivals:  func(a action.Action, n int) []action.Action { return m.Rivals(a, m[a][n]) },
		unbind:  m.Unbind,
		changed: func() { f.change(func(s *settings.Settings) { s.Keys = keymap.Changed(m) }) },
	}
	t.hear = func(h kit.Hands) bool {
		for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
			if h.Held(k) == 1 && keymap.Bindable(k) {
				m.Bind(t.act, t.place, k)
				return true
			}
		}
		return false
	}
	f.buildTable(b, t, "settings.keys-note", func() { *m = keymap.Defaults() })
}

func (f *SettingsForm) buildGamepad(b *kit.Builder) {
	m := f.pads
	t := &bindTable{
		most: action.Most, ask: words.T("settings.press-button"),
		label: func(a action.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return m[a][n].Label()
		},
		rivals:  func(a action.Action, n int) []action.Action { return m.Rivals(a, m[a][n]) },
		unbind:  m.Unbind,
		changed: func() { f.change(func(s *settings.Settings) { s.Buttons = pad.Changed(m) }) },
	}
	t.hear = func(h kit.Hands) bool {
		for p := range pad.Button(pad.Count) {
			if h.Button(p) == 1 && pad.Bindable(p) {
				m.Bind(t.act, t.place, p)
				return true
			}
		}
		return false
	}
	f.buildTable(b, t, "settings.gamepad-note", func() { *m = pad.Defaults() })
}

// buildTable makes the lines of a table.
func (f *SettingsForm) buildTable(b *kit.Builder, t *bindTable, note string, reset func()) {
	f.table = t
	t.first = len(sections)
	t.compare()
	b.Lines(settingsInner, kit.Small, theme.Dim, words.T(note))
	b.Space(2)
	for _, a := range bindable() {
		b.Row(8, func() {
			b.Text(settingsName, bindLine, kit.Body, theme.Text, kit.Fixed(words.T("action."+a.String())))
			for n := range t.most {
				b.Item(bindPlace, bindLine, t.drawPlace(a, n), func() { t.open, t.act, t.place = true, a, n })
			}
			b.Canvas(bindNote, bindLine, t.drawNote(a))
		})
	}
	b.Space(4)
	b.Button(200, 32, words.T("settings.reset"), func() {
		reset()
		t.settle()
	})
}

// Binds says whether the next key that is pressed is to be bound, whatever it
// does elsewhere.
func (f *SettingsForm) Binds() bool { return f.table != nil && f.table.listens() }

// listens says whether a place waits for a key.
func (t *bindTable) listens() bool { return t.open }

// listen waits for a key. Esc, Start and the mouse end that.
func (t *bindTable) listen(h kit.Hands) {
	switch {
	case h.Held(ebiten.KeyEscape) == 1 || h.Button(pad.Start) == 1 || h.Pressed() == 1:
		t.open = false
	case t.hear(h):
		t.open = false
		t.settle()
	}
}

// strike takes a key away where one is pressed that deletes, on the place that
// has the focus.
func (t *bindTable) strike(h kit.Hands, focus int) {
	if h.Held(ebiten.KeyDelete) != 1 && h.Held(ebiten.KeyBackspace) != 1 {
		return
	}
	list := bindable()
	if i := focus - t.first; i >= 0 && i < len(list)*t.most {
		t.unbind(list[i/t.most], i%t.most)
		t.settle()
	}
}

// settle keeps what was changed, and says anew who shares what.
func (t *bindTable) settle() {
	t.compare()
	t.changed()
}

// compare writes with whom each action shares a key.
func (t *bindTable) compare() {
	for a := range action.Action(action.Count) {
		var names []string
		for n := range t.most {
			if t.label(a, n) == "" {
				continue
			}
			for _, r := range t.rivals(a, n) {
				names = append(names, words.T("action."+r.String()))
			}
		}
		t.notes[a] = ""
		if len(names) > 0 {
			t.notes[a] = words.F("settings.shared", strings.Join(names, ", "))
		}
	}
}

// drawPlace draws a place of an action: the key that is in it, or that it waits
// for one.
func (t *bindTable) drawPlace(a action.Action, n int) func(*ebiten.Image, *kit.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, lit bool) {
		s.Ground(dst, r, lit)
		label, style, hue := t.label(a, n), kit.Figures, theme.Text
		switch {
		case t.open && t.act == a && t.place == n:
			label, style, hue = t.ask, kit.Small, theme.Accent
		case label == "":
			label, hue = "–", theme.Dim
		}
		label = s.Cut(label, style, float64(r.Dx()-s.Px(12)))
		s.PrintMid(dst, label, style, (r.Min.X+r.Max.X)/2, s.Centre(style, r.Min.Y, r.Max.Y), hue)
	}
}

// drawNote says with whom an action shares a key, with a mark that needs no
// colour.
func (t *bindTable) drawNote(a action.Action) func(*ebiten.Image, *kit.Skin, image.Rectangle) {
	return func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		if t.notes[a] == "" {
			return
		}
		base := s.Centre(kit.Small, r.Min.Y, r.Max.Y)
		x := r.Min.X + int(s.Print(dst, "▲ ", kit.Small, r.Min.X, base, theme.Warn))
		note := s.Cut(t.notes[a], kit.Small, float64(r.Max.X-x))
		s.Print(dst, note, kit.Small, x, base, theme.Text)
	}
}
