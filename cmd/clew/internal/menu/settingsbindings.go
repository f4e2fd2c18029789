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

// bindingTable edits key or button bindings: a row per action with a slot for
// each key.
type bindingTable struct {
	first         int  // tab stop of the first slot
	capturing     bool // slot waits for a key
	action        input.Action
	slot          int
	conflictNotes [input.ActionCount]string // by action

	slots     int // per action
	prompt    string
	label     func(a input.Action, n int) string // empty: unbound
	conflicts func(a input.Action, n int) []input.Action
	unbind    func(a input.Action, n int)
	// captureKey binds a key that was just pressed, if any, and makes offer if
	// other actions have it.
	captureKey func(h ui.Input) (heard bool)
	offer      *swapOffer // nil: none
	// changed saves the bindings.
	changed func()
	// ask shows an offer.
	ask func(*swapOffer)
}

// Sizes in logical pixels.
const (
	bindSlotWidth = 104
	bindNoteWidth = settingsWidth - settingsNameWidth - 2*bindSlotWidth - 3*8
	bindRowHeight = 26
)

// swapOffer offers to swap keys after one was bound that other actions have.
type swapOffer struct {
	key      string // its label
	others   []input.Action
	replaces bool // the slot had a key that the others can have
	swap     func()
	undo     func()
}

// bindOrOffer binds k to a slot. If other actions have it, they keep it, and an
// offer is returned.
func bindOrOffer[K comparable](m *input.Bindings[K], a input.Action, n int, k K, label string) *swapOffer {
	before := *m
	m.Bind(a, n, k)
	others := m.Conflicts(a, k)
	if len(others) == 0 {
		return nil
	}
	return &swapOffer{
		key: label, others: others, replaces: n < len(before[a]) && before[a][n] != k,
		swap: func() { *m = before; m.Swap(a, n, k) },
		undo: func() { *m = before },
	}
}

// bindable returns the actions in the table. The menu key works everywhere and
// is fixed.
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
	t.captureKey = func(in ui.Input) bool {
		for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
			if in.KeyPressDuration(k) == 1 && input.KeyBindable(k) {
				t.offer = bindOrOffer(m, t.action, t.slot, k, f.labels.Of(k))
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
	t.captureKey = func(in ui.Input) bool {
		for p := range input.Button(input.ButtonCount) {
			if in.ButtonPressDuration(p) == 1 && input.ButtonBindable(p) {
				t.offer = bindOrOffer(m, t.action, t.slot, p, p.Label())
				return true
			}
		}
		return false
	}
	f.buildBindings(b, t, "settings.gamepad-note", func() { *m = input.DefaultButtons() })
}

// buildBindings adds the rows of a table.
func (f *SettingsForm) buildBindings(b *ui.Builder, t *bindingTable, note string, reset func()) {
	f.bindings = t
	t.first = len(sections)
	t.ask = func(o *swapOffer) { f.swap.open(o, t.changed) }
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

// CapturesKey reports whether the next key pressed is to be bound, whatever it
// does elsewhere.
func (f *SettingsForm) CapturesKey() bool { return f.bindings != nil && f.bindings.isCapturing() }

// isCapturing reports whether a slot waits for a key.
func (t *bindingTable) isCapturing() bool { return t.capturing }

// handleCapture waits for a key. Esc, Start and the mouse cancel.
func (t *bindingTable) handleCapture(in ui.Input) {
	switch {
	case in.KeyPressDuration(ebiten.KeyEscape) == 1 || in.ButtonPressDuration(input.ButtonStart) == 1 || in.MousePressDuration() == 1:
		t.capturing = false
	case t.captureKey(in):
		t.capturing = false
		t.save()
		if t.offer != nil {
			t.ask(t.offer)
		}
	}
}

// handleDelete clears the focused slot if Delete or Backspace was pressed.
func (t *bindingTable) handleDelete(in ui.Input, focus int) {
	if in.KeyPressDuration(ebiten.KeyDelete) != 1 && in.KeyPressDuration(ebiten.KeyBackspace) != 1 {
		return
	}
	list := bindable()
	if i := focus - t.first; i >= 0 && i < len(list)*t.slots {
		t.unbind(list[i/t.slots], i%t.slots)
		t.save()
	}
}

// save saves the bindings and updates the conflicts.
func (t *bindingTable) save() {
	t.updateConflicts()
	t.changed()
}

// updateConflicts notes for each action which others share a key with it.
func (t *bindingTable) updateConflicts() {
	for a := range input.Action(input.ActionCount) {
		var others []string
		for n := range t.slots {
			if t.label(a, n) == "" {
				continue
			}
			for _, r := range t.conflicts(a, n) {
				others = append(others, i18n.T("action."+r.String()))
			}
		}
		t.conflictNotes[a] = ""
		if len(others) > 0 {
			t.conflictNotes[a] = i18n.Tf("settings.shared", strings.Join(others, ", "))
		}
	}
}

// drawSlot returns a func that draws a slot: its key, or that it waits for one.
func (t *bindingTable) drawSlot(a input.Action, n int) func(*ebiten.Image, *ui.Skin, image.Rectangle, bool) {
	return func(dst *ebiten.Image, s *ui.Skin, r image.Rectangle, focused bool) {
		s.DrawRow(dst, r, focused)
		label, style, colour := t.label(a, n), ui.SmallMono, theme.Text
		switch {
		case t.capturing && t.action == a && t.slot == n:
			label, style, colour = t.prompt, ui.Small, theme.Accent
		case label == "":
			label, colour = "–", theme.Dim
		}
		label = s.Truncate(label, style, float64(r.Dx()-s.Px(12)))
		s.PrintCentred(dst, label, style, (r.Min.X+r.Max.X)/2, s.Baseline(style, r.Min.Y, r.Max.Y), colour)
	}
}

// drawConflicts returns a func that draws an action's conflicts, with a mark
// that does not depend on colour.
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
