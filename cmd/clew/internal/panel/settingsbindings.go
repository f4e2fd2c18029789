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

// bindingTable lets a person say which keys, or which buttons, do what: a line for
// each action, with a place for each of its keys.
type bindingTable struct {
	first         int  // the stop of the first place
	capturing     bool // the place waits for a key
	action        action.Action
	slot          int
	conflictNotes [action.ActionCount]string // with whom an action shares a key

	slots     int // places of an action
	prompt    string
	label     func(a action.Action, n int) string // empty: there is none
	conflicts func(a action.Action, n int) []action.Action
	unbind    func(a action.Action, n int)
	// captureKey looks for a key that went down, and takes it.
	captureKey func(h kit.Input) (heard bool)
	// changed keeps what was changed.
	changed func()
}

// The sizes of the table, in pixels at 100 %.
const (
	bindSlotWidth = 104
	bindNoteWidth = settingsWidth - settingsNameWidth - 2*bindSlotWidth - 3*8
	bindRowHeight = 26
)

// bindable are the actions of the table. The menu's key leads out of
// everything and is always the same.
func bindable() (list []action.Action) {
	for a := range action.Action(action.ActionCount) {
		if a != action.ActionMenu {
			list = append(list, a)
		}
	}
	return list
}

func (f *SettingsForm) buildKeys(b *kit.Builder) {
	m := f.keys
	t := &bindingTable{
		slots: action.MaxBindings, prompt: words.T("settings.press-key"),
		label: func(a action.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return f.labels.Of(m[a][n])
		},
		conflicts: func(a action.Action, n int) []action.Action { return m.Conflicts(a, m[a][n]) },
		unbind:    m.Unbind,
		changed:   func() { f.change(func(s *settings.Settings) { s.Keys = keymap.KeyOverrides(m) }) },
	}
	t.captureKey = func(h kit.Input) bool {
		for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
			if h.KeyPressDuration(k) == 1 && keymap.KeyBindable(k) {
				m.Bind(t.action, t.slot, k)
				return true
			}
		}
		return false
	}
	f.buildBindings(b, t, "settings.keys-note", func() { *m = keymap.DefaultKeys() })
}

func (f *SettingsForm) buildGamepad(b *kit.Builder) {
	m := f.buttons
	t := &bindingTable{
		slots: action.MaxBindings, prompt: words.T("settings.press-button"),
		label: func(a action.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return m[a][n].Label()
		},
		conflicts: func(a action.Action, n int) []action.Action { return m.Conflicts(a, m[a][n]) },
		unbind:    m.Unbind,
		changed:   func() { f.change(func(s *settings.Settings) { s.Buttons = pad.ButtonOverrides(m) }) },
	}
	t.captureKey = func(h kit.Input) bool {
		for p := range pad.Button(pad.ButtonCount) {
			if h.ButtonPressDuration(p) == 1 && pad.ButtonBindable(p) {
				m.Bind(t.action, t.slot, p)
				return true
			}
		}
		return false
	}
	f.buildBindings(b, t, "settings.gamepad-note", func() { *m = pad.DefaultButtons() })
}

// buildBindings makes the lines of a table.
func (f *SettingsForm) buildBindings(b *kit.Builder, t *bindingTable, note string, reset func()) {
	f.bindings = t
	t.first = len(sections)
	t.updateConflicts()
	b.Paragraph(settingsWidth, kit.Small, theme.Dim, words.T(note))
	b.Space(2)
	for _, a := range bindable() {
		b.Row(8, func() {
			b.Text(settingsNameWidth, bindRowHeight, kit.Body, theme.Text, kit.ConstText(words.T("action."+a.String())))
			for n := range t.slots {
				b.ListItem(bindSlotWidth, bindRowHeight, t.drawSlot(a, n), func() { t.capturing, t.action, t.slot = true, a, n })
			}
			b.Canvas(bindNoteWidth, bindRowHeight, t.drawConflicts(a))
		})
	}
	b.Space(4)
	b.Button(200, 32, words.T("settings.reset"), func() {
		reset()
		t.save()
	})
}

// CapturesKey says whether the next key that is pressed is to be bound, whatever it
// does elsewhere.
func (f *SettingsForm) CapturesKey() bool { return f.bindings != nil && f.bindings.isCapturing() }

// isCapturing says whether a place waits for a key.
func (t *bindingTable) isCapturing() bool { return t.capturing }

// handleCapture waits for a key. Esc, Start and the mouse end that.
func (t *bindingTable) handleCapture(h kit.Input) {
	switch {
	case h.KeyPressDuration(ebiten.KeyEscape) == 1 || h.ButtonPressDuration(pad.ButtonStart) == 1 || h.MousePressDuration() == 1:
		t.capturing = false
	case t.captureKey(h):
		t.capturing = false
		t.save()
	}
}

// handleDelete takes a key away where one is pressed that deletes, on the place that
// has the focus.
func (t *bindingTable) handleDelete(h kit.Input, focus int) {
	if h.KeyPressDuration(ebiten.KeyDelete) != 1 && h.KeyPressDuration(ebiten.KeyBackspace) != 1 {
		return
	}
	list := bindable()
	if i := focus - t.first; i >= 0 && i < len(list)*t.slots {
		t.unbind(list[i/t.slots], i%t.slots)
		t.save()
	}
}

// save keeps what was changed, and says anew who shares what.
func (t *bindingTable) save() {
	t.updateConflicts()
	t.changed()
}

// updateConflicts writes with whom each action shares a key.
func (t *bindingTable) updateConflicts() {
	for a := range action.Action(action.ActionCount) {
		var names []string
		for n := range t.slots {
			if t.label(a, n) == "" {
				continue
			}
			for _, r := range t.conflicts(a, n) {
				names = append(names, words.T("action."+r.String()))
			}
		}
		t.conflictNotes[a] = ""
		if len(names) > 0 {
			t.conflictNotes[a] = words.Tf("settings.shared", strings.Join(names, ", "))
		}
	}
}

// drawSlot draws a place of an action: the key that is in it, or that it waits
// for one.
func (t *bindingTable) drawSlot(a action.Action, n int) func(*ebiten.Image, *kit.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle, lit bool) {
		s.DrawRow(dst, r, lit)
		label, style, hue := t.label(a, n), kit.SmallMono, theme.Text
		switch {
		case t.capturing && t.action == a && t.slot == n:
			label, style, hue = t.prompt, kit.Small, theme.Accent
		case label == "":
			label, hue = "–", theme.Dim
		}
		label = s.Truncate(label, style, float64(r.Dx()-s.Px(12)))
		s.PrintCentred(dst, label, style, (r.Min.X+r.Max.X)/2, s.Baseline(style, r.Min.Y, r.Max.Y), hue)
	}
}

// drawConflicts says with whom an action shares a key, with a mark that needs no
// colour.
func (t *bindingTable) drawConflicts(a action.Action) func(*ebiten.Image, *kit.Skin, image.Rectangle) {
	return func(dst *ebiten.Image, s *kit.Skin, r image.Rectangle) {
		if t.conflictNotes[a] == "" {
			return
		}
		base := s.Baseline(kit.Small, r.Min.Y, r.Max.Y)
		x := r.Min.X + int(s.Print(dst, "▲ ", kit.Small, r.Min.X, base, theme.Warn))
		note := s.Truncate(t.conflictNotes[a], kit.Small, float64(r.Max.X-x))
		s.Print(dst, note, kit.Small, x, base, theme.Text)
	}
}
