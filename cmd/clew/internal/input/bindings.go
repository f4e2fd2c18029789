package input

import "slices"

// MaxBindings is the most keys or buttons that an action can have.
const MaxBindings = 2

// Bindings maps each action to its keys or buttons, any of which triggers it.
type Bindings[K comparable] [ActionCount][]K

// WithOverrides returns b with the user's changes, by the names of actions and
// keys. It ignores unknown names and those that parse rejects. The menu's key
// cannot be changed. Restarting a level came later than other actions: a key that
// the user gave to one of those is not its key too, unless the user says so.
func (b Bindings[K]) WithOverrides(overrides map[string][]string, parse func(name string) (k K, ok bool)) Bindings[K] {
	for name, keys := range overrides {
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
	if _, changed := overrides[ActionRestart.String()]; !changed {
		b[ActionRestart] = slices.DeleteFunc(slices.Clone(b[ActionRestart]), func(k K) bool { return len(b.Conflicts(ActionRestart, k)) > 0 })
	}
	return b
}

// Overrides returns the differences from defaults, for WithOverrides.
func (b *Bindings[K]) Overrides(defaults Bindings[K], name func(K) string) map[string][]string {
	overrides := map[string][]string{}
	for a := range Action(ActionCount) {
		if slices.Equal(b[a], defaults[a]) {
			continue
		}
		overrides[a.String()] = []string{}
		for _, k := range b[a] {
			overrides[a.String()] = append(overrides[a.String()], name(k))
		}
	}
	return overrides
}

// Bind binds k as the n-th key of an action, from 0; if there are fewer, it
// appends k.
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

// Swap is Bind, but takes k from the other actions that it is in conflict with
// and gives them the key that k replaces, if there is one.
func (b *Bindings[K]) Swap(a Action, n int, k K) {
	var replaced []K
	if n < len(b[a]) {
		replaced = []K{b[a][n]}
	}
	for _, other := range b.Conflicts(a, k) {
		at := slices.Index(b[other], k)
		b.Unbind(other, at)
		if len(replaced) > 0 && !slices.Contains(b[other], replaced[0]) {
			b[other] = slices.Insert(b[other], at, replaced[0])
		}
	}
	b.Bind(a, n, k)
}

// Unbind removes the n-th key of an action.
func (b *Bindings[K]) Unbind(a Action, n int) {
	if n < len(b[a]) {
		b[a] = slices.Delete(slices.Clone(b[a]), n, n+1)
	}
}

// Conflicts returns the other actions bound to k. The player list and the panel
// may share a key, which goes to the panel while one is open.
func (b *Bindings[K]) Conflicts(a Action, k K) (conflicts []Action) {
	for other := range Action(ActionCount) {
		if other != a && slices.Contains(b[other], k) && !mayShare(a, other) {
			conflicts = append(conflicts, other)
		}
	}
	return conflicts
}

func mayShare(a, b Action) bool { return min(a, b) == ActionRoster && max(a, b) == ActionPanel }

// Has reports whether k is bound to an action.
func (b *Bindings[K]) Has(a Action, k K) bool { return slices.Contains(b[a], k) }

// Any reports whether pred holds for any key of an action, such as that it was
// just pressed.
func (b *Bindings[K]) Any(a Action, pred func(K) bool) bool {
	return slices.ContainsFunc(b[a], pred)
}

// First returns the first key of an action, or false if it has none.
func (b *Bindings[K]) First(a Action) (k K, ok bool) {
	if len(b[a]) == 0 {
		return k, false
	}
	return b[a][0], true
}
