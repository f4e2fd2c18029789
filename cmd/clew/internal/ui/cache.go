package ui

import "clew/cmd/clew/internal/i18n"

// cache keeps what was made of something. There are two generations of it, so
// that what nobody asks for any more goes away.
type cache[K comparable, V any] struct{ recent, old map[K]V }

// cacheGeneration is how many things make a generation.
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

// CachedText keeps a text that is made of something, for as long as that, and the
// language, stay the same: a frame that shows it makes nothing anew. Its zero
// value is empty.
type CachedText[K comparable] struct {
	key     K
	text    string
	edition int
	made    bool
}

// Get is what write makes of something. write must look at nothing else but the
// words.
func (m *CachedText[K]) Get(of K, write func(K) string) string {
	if e := i18n.Revision(); !m.made || m.key != of || m.edition != e {
		*m = CachedText[K]{of, write(of), e, true}
	}
	return m.text
}

// TextCache is a Memo of many things at once.
type TextCache[K comparable] struct {
	texts   cache[K, string]
	edition int
}

// Get is what write makes of something. write must look at nothing else but the
// words.
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
