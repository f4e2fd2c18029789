package input

import "slices"

// MaxBindings is how many keys, or buttons, an action can have.
const MaxBindings = 2

// Bindings say which keys of a kind do what in a game; any one of an action's
// does.
type Bindings[K comparable] [ActionCount][]K

// WithOverrides is b with what a person has changed in it, by the names of actions and
// keys. Names that are not known, or that parse refuses, change nothing. What
// leads to the menu can't be changed.
func (b Bindings[K]) WithOverrides(changed map[string][]string, parse func(name string) (k K, ok bool)) Bindings[K] {
	for name, keys := range changed {
		var a Action
		if a.UnmarshalText([]byte(name)) != nil || a == ActionMenu {
			continue
		}
		b[a] = nil
		for _, key := range keys {
			if k, ok := parse(key); ok && len(b[a]) < MaxBindings {
				b[a] = append(b[a], k)
			}
		}
	}
	return b
}

// Overrides is what a person has changed of the usual ones, for Load.
func (b *Bindings[K]) Overrides(usual Bindings[K], name func(K) string) map[string][]string {
	changed := map[string][]string{}
	for a := range Action(ActionCount) {
		if slices.Equal(b[a], usual[a]) {
			continue
		}
		changed[a.String()] = []string{}
		for _, k := range b[a] {
			changed[a.String()] = append(changed[a.String()], name(k))
		}
	}
	return changed
}

// Bind gives an action a key, in the n-th of its places, counted from 0. Where
// it has fewer, the key is added.
func (b *Bindings[K]) Bind(a Action, n int, k K) {
	keys := slices.Clone(b[a])
	if n < len(keys) {
		keys[n] = k
	} else {
		keys = append(keys, k)
	}
	b[a] = keys[:min(len(keys), MaxBindings)]
	if len(keys) == 2 && keys[0] == keys[1] {
		b[a] = keys[:1]
	}
}

// Unbind takes the n-th of its keys from an action.
func (b *Bindings[K]) Unbind(a Action, n int) {
	if n < len(b[a]) {
		b[a] = slices.Delete(slices.Clone(b[a]), n, n+1)
	}
}

// Conflicts are the other actions that have the key k, too. A list of who is here
// and an open panel share one: the key is the panel's while there is one.
func (b *Bindings[K]) Conflicts(a Action, k K) (rivals []Action) {
	for other := range Action(ActionCount) {
		if other != a && slices.Contains(b[other], k) && !mayShare(a, other) {
			rivals = append(rivals, other)
		}
	}
	return rivals
}

func mayShare(a, b Action) bool { return min(a, b) == ActionRoster && max(a, b) == ActionPanel }

// Has says whether k is one of an action's keys.
func (b *Bindings[K]) Has(a Action, k K) bool { return slices.Contains(b[a], k) }

// Any says whether one of an action's keys passes, such as by having gone
// down in this tick.
func (b *Bindings[K]) Any(a Action, passes func(K) bool) bool {
	return slices.ContainsFunc(b[a], passes)
}

// First is the first of an action's keys; false: it has none.
func (b *Bindings[K]) First(a Action) (k K, ok bool) {
	if len(b[a]) == 0 {
		return k, false
	}
	return b[a][0], true
}
