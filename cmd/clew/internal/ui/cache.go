package ui

import "clew/cmd/clew/internal/i18n"

// cache is a map with two generations: entries not asked for during a whole
// generation are dropped.
type cache[K comparable, V any] struct{ recent, old map[K]V }

// cacheGeneration is the number of entries in a generation.
const cacheGeneration = 512

func (s *cache[K, V]) get(k K) (V, bool) {
	v, ok := s.recent[k]
	if !ok {
		if v, ok = s.old[k]; ok {
			s.put(k, v)
		}
	}
	return v, ok
}

func (s *cache[K, V]) put(k K, v V) {
	if s.recent == nil || len(s.recent) >= cacheGeneration {
		s.recent, s.old = make(map[K]V, cacheGeneration), s.recent
	}
	s.recent[k] = v
}

// CachedText caches a string derived from key until the key or the language
// changes. The zero value is empty.
type CachedText[K comparable] struct {
	key     K
	text    string
	edition int
	made    bool
}

// Get returns write(key), calling write only if the key or the language has
// changed. write must depend on nothing else.
func (m *CachedText[K]) Get(key K, write func(K) string) string {
	if e := i18n.Revision(); !m.made || m.key != key || m.edition != e {
		*m = CachedText[K]{key, write(key), e, true}
	}
	return m.text
}

// TextCache is a CachedText for many keys at once.
type TextCache[K comparable] struct {
	texts   cache[K, string]
	edition int
}

// Get returns write(key), cached. write must depend on nothing but the key and
// the language.
func (t *TextCache[K]) Get(k K, write func(K) string) string {
	if e := i18n.Revision(); t.edition != e {
		*t = TextCache[K]{edition: e}
	}
	text, ok := t.texts.get(k)
	if !ok {
		text = write(k)
		t.texts.put(k, text)
	}
	return text
}
