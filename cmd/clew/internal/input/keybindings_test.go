package input

import (
	"reflect"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
)

func TestDefaultKeys(t *testing.T) {
	m := DefaultKeys()
	for a := range Action(ActionCount) {
		if len(m[a]) == 0 || len(m[a]) > MaxBindings {
			t.Errorf("%v has %d keys", a, len(m[a]))
		}
		for _, k := range m[a] {
			if r := m.Conflicts(a, k); r != nil {
				t.Errorf("%v shares %v with %v", a, k, r)
			}
		}
	}
	if c := KeyOverrides(&m); len(c) != 0 {
		t.Errorf("the defaults are changed: %v", c)
	}
}

func TestBindKey(t *testing.T) {
	m := DefaultKeys()
	m.Bind(ActionGhost, 0, ebiten.KeyG)
	m.Bind(ActionGhost, 1, ebiten.KeyM)
	m.Bind(ActionChat, 1, ebiten.KeyEnter) // what it has already
	m.Unbind(ActionLegend, 0)
	m.Unbind(ActionLegend, 0)
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyM}; !slices.Equal(m[ActionGhost], want) {
		t.Errorf("ghost: %v", m[ActionGhost])
	}
	if want := []ebiten.Key{ebiten.KeyEnter}; !slices.Equal(m[ActionChat], want) {
		t.Errorf("chat: %v", m[ActionChat])
	}
	if r := m.Conflicts(ActionGhost, ebiten.KeyM); !slices.Equal(r, []Action{ActionMinimap}) {
		t.Errorf("who has M, too: %v", r)
	}
	if _, ok := m.First(ActionLegend); ok || !slices.Equal(DefaultKeys()[ActionLegend], []ebiten.Key{ebiten.KeyF1}) {
		t.Error("the legend has a key, or the defaults have changed")
	}
	want := map[string][]string{"ghost": {"G", "M"}, "chat": {"Enter"}, "legend": {}}
	if got := KeyOverrides(&m); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if back := LoadKeys(KeyOverrides(&m)); !reflect.DeepEqual(KeyOverrides(&back), want) || !reflect.DeepEqual(back[MoveUp], m[MoveUp]) {
		t.Errorf("back: %v", back)
	}
}

// What somebody wrote by hand takes nobody the way out, and what is not
// understood changes nothing.
func TestLoadKeysIgnoresUnknown(t *testing.T) {
	m := LoadKeys(map[string][]string{
		"menu": {"M"}, "dance": {"X"}, "ghost": {"Escape", "Shift", "nonsense", "G", "H", "I"}, "lag": nil,
	})
	if m.Has(ActionMenu, ebiten.KeyM) || !m.Has(ActionMenu, ebiten.KeyEscape) || len(m[ActionLag]) != 0 {
		t.Errorf("%v", m)
	}
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyH}; !slices.Equal(m[ActionGhost], want) {
		t.Errorf("ghost: %v", m[ActionGhost])
	}
}

func TestAny(t *testing.T) {
	m := DefaultKeys()
	only := func(want ebiten.Key) func(ebiten.Key) bool { return func(k ebiten.Key) bool { return k == want } }
	if !m.Any(MoveUp, only(ebiten.KeyArrowUp)) || m.Any(MoveUp, only(ebiten.KeyArrowDown)) {
		t.Error("up is not up")
	}
}

// On a French keyboard the key at the place of Q has an A printed on it.
func TestKeyLabels(t *testing.T) {
	french := func(k ebiten.Key) string {
		return map[ebiten.Key]string{ebiten.KeyQ: "a", ebiten.KeyDigit2: "é", ebiten.KeySpace: " ", ebiten.KeyNumpad1: "1"}[k]
	}
	for _, tc := range []struct {
		key      ebiten.Key
		en, port string
	}{
		{ebiten.KeyQ, "A", "A"}, {ebiten.KeyDigit2, "É", "É"}, {ebiten.KeyDigit3, "3", "3"}, {ebiten.KeyB, "B", "B"},
		{ebiten.KeyF5, "F5", "F5"}, {ebiten.KeyF, "F", "F"}, {ebiten.KeyArrowUp, "↑", "↑"}, {ebiten.KeySpace, "Space", "Espaço"},
		{ebiten.KeyShiftLeft, "Left Shift", "Shift esq."}, {ebiten.KeyNumpad1, "Num 1", "Num 1"}, {ebiten.KeyNumpadAdd, "Num +", "Num +"},
	} {
		if got := keyLabel(tc.key, french); got != tc.en {
			t.Errorf("%v: %q, want %q", tc.key, got, tc.en)
		}
		i18n.SetLanguage(i18n.Portuguese)
		if got := keyLabel(tc.key, french); got != tc.port {
			t.Errorf("%v: %q, want %q", tc.key, got, tc.port)
		}
		i18n.SetLanguage(i18n.English)
	}
}

// Every key has a name, and no two keys of one keyboard have the same.
func TestEveryKeyHasALabel(t *testing.T) {
	seen := map[string]ebiten.Key{}
	var labels KeyLabels
	for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
		if !KeyBindable(k) {
			continue
		}
		label := labels.Of(k)
		if other, taken := seen[label]; taken || label == "" {
			t.Errorf("%v and %v are both called %q", k, other, label)
		}
		seen[label] = k
	}
}

func TestSwap(t *testing.T) {
	b := DefaultKeys()
	b.Swap(ActionGhost, 0, ebiten.KeyM)
	if !slices.Equal(b[ActionGhost], []ebiten.Key{ebiten.KeyM}) || !slices.Equal(b[ActionMinimap], []ebiten.Key{ebiten.KeyF4}) {
		t.Errorf("ghost %v, map %v", b[ActionGhost], b[ActionMinimap])
	}
	b.Swap(ActionChat, 0, ebiten.KeyArrowUp) // the second key of another action
	if !slices.Equal(b[MoveUp], []ebiten.Key{ebiten.KeyW, ebiten.KeyEnter}) || !slices.Equal(b[ActionChat], []ebiten.Key{ebiten.KeyArrowUp, ebiten.KeyNumpadEnter}) {
		t.Errorf("up %v, chat %v", b[MoveUp], b[ActionChat])
	}
	b.Swap(ActionCut, 1, ebiten.KeyW) // into an empty place
	if !slices.Equal(b[MoveUp], []ebiten.Key{ebiten.KeyEnter}) || !slices.Equal(b[ActionCut], []ebiten.Key{ebiten.KeyF6, ebiten.KeyW}) {
		t.Errorf("up %v, cut %v", b[MoveUp], b[ActionCut])
	}
	if b[ActionMenu][0] != ebiten.KeyEscape || !slices.Equal(DefaultKeys()[ActionMinimap], []ebiten.Key{ebiten.KeyM}) {
		t.Error("the swap changes more than it should")
	}
}

// A key that the user gave to another action does not restart the level as well,
// unless the user has bound it to both.
func TestRestartYieldsItsKey(t *testing.T) {
	m := LoadKeys(map[string][]string{"minimap": {"R"}})
	if len(m[ActionRestart]) != 0 || !m.Has(ActionMinimap, ebiten.KeyR) {
		t.Errorf("restart has %v", m[ActionRestart])
	}
	if m = LoadKeys(map[string][]string{"minimap": {"R"}, "restart": {"R", "T"}}); len(m[ActionRestart]) != 2 {
		t.Errorf("the user wants it, and restart has %v", m[ActionRestart])
	}
	if m = DefaultKeys(); !m.Has(ActionRestart, ebiten.KeyR) {
		t.Error("the defaults have changed")
	}
}
