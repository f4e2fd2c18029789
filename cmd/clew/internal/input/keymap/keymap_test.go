package keymap

import (
	"reflect"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
	"clew/cmd/clew/internal/words"
)

func TestDefaults(t *testing.T) {
	m := Defaults()
	for a := range action.Action(action.Count) {
		if len(m[a]) == 0 || len(m[a]) > action.Most {
			t.Errorf("%v has %d keys", a, len(m[a]))
		}
		for _, k := range m[a] {
			if r := m.Rivals(a, k); r != nil {
				t.Errorf("%v shares %v with %v", a, k, r)
			}
		}
	}
	if c := Changed(&m); len(c) != 0 {
		t.Errorf("the defaults are changed: %v", c)
	}
}

func TestBind(t *testing.T) {
	m := Defaults()
	m.Bind(action.Ghost, 0, ebiten.KeyG)
	m.Bind(action.Ghost, 1, ebiten.KeyM)
	m.Bind(action.Chat, 1, ebiten.KeyEnter) // what it has already
	m.Unbind(action.Legend, 0)
	m.Unbind(action.Legend, 0)
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyM}; !slices.Equal(m[action.Ghost], want) {
		t.Errorf("ghost: %v", m[action.Ghost])
	}
	if want := []ebiten.Key{ebiten.KeyEnter}; !slices.Equal(m[action.Chat], want) {
		t.Errorf("chat: %v", m[action.Chat])
	}
	if r := m.Rivals(action.Ghost, ebiten.KeyM); !slices.Equal(r, []action.Action{action.Minimap}) {
		t.Errorf("who has M, too: %v", r)
	}
	if _, ok := m.First(action.Legend); ok || !slices.Equal(Defaults()[action.Legend], []ebiten.Key{ebiten.KeyF1}) {
		t.Error("the legend has a key, or the defaults have changed")
	}
	want := map[string][]string{"ghost": {"G", "M"}, "chat": {"Enter"}, "legend": {}}
	if got := Changed(&m); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if back := Load(Changed(&m)); !reflect.DeepEqual(Changed(&back), want) || !reflect.DeepEqual(back[action.Up], m[action.Up]) {
		t.Errorf("back: %v", back)
	}
}

// What somebody wrote by hand takes nobody the way out, and what is not
// understood changes nothing.
func TestLoadForgives(t *testing.T) {
	m := Load(map[string][]string{
		"menu": {"M"}, "dance": {"X"}, "ghost": {"Escape", "Shift", "nonsense", "G", "H", "I"}, "lag": nil,
	})
	if m.Has(action.Menu, ebiten.KeyM) || !m.Has(action.Menu, ebiten.KeyEscape) || len(m[action.Lag]) != 0 {
		t.Errorf("%v", m)
	}
	if want := []ebiten.Key{ebiten.KeyG, ebiten.KeyH}; !slices.Equal(m[action.Ghost], want) {
		t.Errorf("ghost: %v", m[action.Ghost])
	}
}

func TestStruck(t *testing.T) {
	m := Defaults()
	only := func(want ebiten.Key) func(ebiten.Key) bool { return func(k ebiten.Key) bool { return k == want } }
	if !m.Struck(action.Up, only(ebiten.KeyArrowUp)) || m.Struck(action.Up, only(ebiten.KeyArrowDown)) {
		t.Error("up is not up")
	}
}

// On a French keyboard the key at the place of Q has an A printed on it.
func TestNames(t *testing.T) {
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
		if got := name(tc.key, french); got != tc.en {
			t.Errorf("%v: %q, want %q", tc.key, got, tc.en)
		}
		words.Set(words.Portuguese)
		if got := name(tc.key, french); got != tc.port {
			t.Errorf("%v: %q, want %q", tc.key, got, tc.port)
		}
		words.Set(words.English)
	}
}

// Every key has a name, and no two keys of one keyboard have the same.
func TestEveryKeyHasAName(t *testing.T) {
	seen := map[string]ebiten.Key{}
	var labels Labels
	for k := ebiten.Key(0); k <= ebiten.KeyMax; k++ {
		if !Bindable(k) {
			continue
		}
		label := labels.Of(k)
		if other, taken := seen[label]; taken || label == "" {
			t.Errorf("%v and %v are both called %q", k, other, label)
		}
		seen[label] = k
	}
}
