package menu

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/clew/internal/ui"
)

// bindingTable lets a person say which keys, or which buttons, do what: a line for
// each action, with a place for each of its keys.
type bindingTable struct {
	first         int  // the stop of the first place
	capturing     bool // the place waits for a key
	action        input.Action
	slot          int
	conflictNotes [input.ActionCount]string // with whom an action shares a key

	slots     int // places of an action
	prompt    string
	label     func(a input.Action, n int) string // empty: there is none
	conflicts func(a input.Action, n int) []input.Action
	unbind    func(a input.Action, n int)
	// captureKey looks for a key that went down, and takes it.
	captureKey func(h ui.Input) (heard bool)
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
func bindable() (list []input.Action) {
	for a := range input.Action(input.ActionCount) {
		if a != input.ActionMenu {
			list = append(list, a)
		}
	}
	return list
}

func (f *SettingsForm) buildKeys(b *ui.Builder) {
	m := f.keys
	t := &bindingTable{
		slots: input.MaxBindings, prompt: i18n.T("settings.press-key"),
		label: func(a input.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return f.labels.Of(m[a][n])
		},
		conflicts: func(a input.Action, n int) []input.Action { return m.Conflicts(a, m[a][n]) },
		unbind:    m.Unbind,
		changed:   func() { f.change(func(s *settings.Settings) { s.Keys = input.KeyOverrides(m) }) },
	}
	t.captureKey = func(h ui.Input) bool {
		for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
			if h.KeyPressDuration(k) == 1 && input.KeyBindable(k) {
				m.Bind(t.action, t.slot, k)
				return true
			}
		}
		return false
	}
	f.buildBindings(b, t, "settings.keys-note", func() { *m = input.DefaultKeys() })
}

func (f *SettingsForm) buildGamepad(b *ui.Builder) {
	m := f.buttons
	t := &bindingTable{
		slots: input.MaxBindings, prompt: i18n.T("settings.press-button"),
		label: func(a input.Action, n int) string {
			if n >= len(m[a]) {
				return ""
			}
			return m[a][n].Label()
		},
		conflicts: func(a input.Action, n int) []input.Action { return m.Conflicts(a, m[a][n]) },
		unbind:    m.Unbind,
		changed:   func() { f.change(func(s *settings.Settings) { s.Buttons = input.ButtonOverrides(m) }) },
	}
	t.captureKey = func(h ui.Input) bool {
		for p := range input.Button(input.ButtonCount) {
			if h.ButtonPressDuration(p) == 1 && input.ButtonBindable(p) {
				m.Bind(t.action, t.slot, p)
				return true
			}
		}
		return false
	}
	f.buildBindings(b, t, "settings.gamepad-note", func() { *m = input.DefaultButtons() })
}

// buildBindings makes the lines of a table.
func (f *SettingsForm) buildBindings(b *ui.Builder, t *bindingTable, note string, reset func()) {
	f.bindings = t
	t.first = len(sections)
	t.updateConflicts()
	b.Paragraph(settingsWidth, ui.Small, theme.Dim, i18n.T(note))
	b.Space(2)
	for _, a := range bindable() {
		b.Row(8, func() {
			b.Text(settingsNameWidth, bindRowHeight, ui.Body, theme.Text, ui.ConstText(i18n.T("action."+a.String())))
			for n := range t.slots {
				b.ListItem(bindSlotWidth, bindRowHeight, t.drawSlot(a, n), func() { t.capturing, t.action, t.slot = true, a, n })
			}
			b.Canvas(bindNoteWidth, bindRowHeight, t.drawConflicts(a))
		})
	}
	b.Space(4)
	b.Button(200, 32, i18n.T("settings.reset"), func() {
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
func (t *bindingTable) handleCapture(h ui.Input) {
	switch {
	case h.KeyPressDuration(ebiten.KeyEscape) == 1 || h.ButtonPressDuration(input.ButtonStart) == 1 || h.MousePressDuration() == 1:
		t.capturing = false
	case t.captureKey(h):
		t.capturing = false
		t.save()
	}
}

// handleDelete takes a key away where one is pressed that deletes, on the place that
// has the focus.
func (t *bindingTable) handleDelete(h ui.Input, focus int) {
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
	for a := range input.Action(input.ActionCount) {
		var names []string
		for n := range t.slots {
			if t.label(a, n) == "" {
				continue
			}
			for _, r := range t.conflicts(a, n) {
				names = append(names, i18n.T("action."+r.String()))
			}
		}
		t.conflictNotes[a] = ""
		if len(names) > 0 {
			t.conflictNotes[a] = i18n.Tf("settings.shared", strings.Join(names, ", "))
		}
	}
}

// drawSlot draws a place of an action: the key that is in it, or that it waits
// for one.
func (t *bindingTable) drawSlot(a input.Action, n int) func(*ebiten.Image, *ui.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, lit bool) {
		s.DrawRow(dst, r, lit)
		label, style, hue := t.label(a, n), ui.SmallMono, theme.Text
		switch {
		case t.capturing && t.action == a && t.slot == n:
			label, style, hue = t.prompt, ui.Small, theme.Accent
		case label == "":
			label, hue = "–", theme.Dim
		}
		label = s.Truncate(label, style, float64(r.Dx()-s.Px(12)))
		s.PrintCentred(dst, label, style, (r.Min.X+r.Max.X)/2, s.Baseline(style, r.Min.Y, r.Max.Y), hue)
	}
}

// drawConflicts says with whom an action shares a key, with a mark that needs no
// colour.
func (t *bindingTable) drawConflicts(a input.Action) func(*ebiten.Image, *ui.Skin, image.Rectangle) {
	return func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle) {
		if t.conflictNotes[a] == "" {
			return
		}
		base := s.Baseline(ui.Small, r.Min.Y, r.Max.Y)
		x := r.Min.X + int(s.Print(dst, "▲ ", ui.Small, r.Min.X, base, theme.Warn))
		note := s.Truncate(t.conflictNotes[a], ui.Small, float64(r.Max.X-x))
		s.Print(dst, note, ui.Small, x, base, theme.Text)
	}
}
