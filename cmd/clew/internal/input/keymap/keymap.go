// Package keymap says which keys of the keyboard do what in a game, and what
// those keys are called.
package keymap

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input/action"
)

// Most is how many keys an action can have.
const Most = 2

// Map says which keys do what in a game; any one of an action's does.
type Map [action.Count][]ebiten.Key

// Defaults are the keys as they are until a person changes them.
func Defaults() Map {
	return Map{
		action.Up: {ebiten.KeyW, ebiten.KeyArrowUp}, action.Down: {ebiten.KeyS, ebiten.KeyArrowDown},
		action.Left: {ebiten.KeyA, ebiten.KeyArrowLeft}, action.Right: {ebiten.KeyD, ebiten.KeyArrowRight},
		action.Chat: {ebiten.KeyEnter, ebiten.KeyNumpadEnter}, action.Roster: {ebiten.KeyTab}, action.Panel: {ebiten.KeyTab},
		action.Menu: {ebiten.KeyEscape}, action.Legend: {ebiten.KeyF1}, action.Lag: {ebiten.KeyF2},
		action.NetGraph: {ebiten.KeyF3}, action.Ghost: {ebiten.KeyF4}, action.Capture: {ebiten.KeyF5},
		action.Minimap: {ebiten.KeyM}, action.Fullscreen: {ebiten.KeyF11}, action.Screenshot: {ebiten.KeyF12},
	}
}

// Load is the default with what a person has changed, by the names of actions
// and keys. Names that are not known change nothing.
func Load(changed map[string][]string) Map {
	m := Defaults()
	for name, keys := range changed {
		var a action.Action
		if a.UnmarshalText([]byte(name)) != nil || a == action.Menu {
			continue
		}
		m[a] = nil
		for _, key := range keys {
			var k ebiten.Key
			if k.UnmarshalText([]byte(key)) == nil && Bindable(k) && len(m[a]) < Most {
				m[a] = append(m[a], k)
			}
		}
	}
	return m
}

// Changed is what a person has changed of the defaults, for Load.
func (m *Map) Changed() map[string][]string {
	changed := map[string][]string{}
	usual := Defaults()
	for a := range action.Action(action.Count) {
		if slices.Equal(m[a], usual[a]) {
			continue
		}
		changed[a.String()] = []string{}
		for _, k := range m[a] {
			changed[a.String()] = append(changed[a.String()], k.String())
		}
	}
	return changed
}

// Bindable says whether an action can have a key. Esc leads out of everything
// and stays the menu's.
func Bindable(k ebiten.Key) bool {
	switch k {
	case ebiten.KeyEscape, ebiten.KeyMeta, ebiten.KeyShift, ebiten.KeyControl, ebiten.KeyAlt: // the last ones stand for two keys each
		return false
	}
	return k >= 0 && k <= ebiten.KeyMax
}

// Bind gives an action a key, in the n-th of its places, counted from 0. Where
// it has fewer, the key is added.
func (m *Map) Bind(a action.Action, n int, k ebiten.Key) {
	keys := slices.Clone(m[a])
	if n < len(keys) {
		keys[n] = k
	} else {
		keys = append(keys, k)
	}
	m[a] = keys[:min(len(keys), Most)]
	if len(keys) == 2 && keys[0] == keys[1] {
		m[a] = keys[:1]
	}
}

// Unbind takes the n-th of its keys from an action.
func (m *Map) Unbind(a action.Action, n int) {
	if n < len(m[a]) {
		m[a] = slices.Delete(slices.Clone(m[a]), n, n+1)
	}
}

// Rivals are the other actions that have the key k, too. A list of who is here
// and an open panel share one: the key is the panel's while there is one.
func (m *Map) Rivals(a action.Action, k ebiten.Key) (rivals []action.Action) {
	for b := range action.Action(action.Count) {
		if b != a && slices.Contains(m[b], k) && !shares(a, b) {
			rivals = append(rivals, b)
		}
	}
	return rivals
}

func shares(a, b action.Action) bool {
	return min(a, b) == action.Roster && max(a, b) == action.Panel
}

// Has says whether k is one of an action's keys.
func (m *Map) Has(a action.Action, k ebiten.Key) bool { return slices.Contains(m[a], k) }

// Struck says whether one of an action's keys passes, such as by having gone
// down in this tick.
func (m *Map) Struck(a action.Action, passes func(ebiten.Key) bool) bool {
	for _, k := range m[a] {
		if passes(k) {
			return true
		}
	}
	return false
}

// First is the first of an action's keys; false: it has none.
func (m *Map) First(a action.Action) (ebiten.Key, bool) {
	if len(m[a]) == 0 {
		return 0, false
	}
	return m[a][0], true
}
