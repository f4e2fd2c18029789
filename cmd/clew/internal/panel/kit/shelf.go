package kit

import "clew/cmd/clew/internal/words"

// shelf keeps what was made of something. There are two generations of it, so
// that what nobody asks for any more goes away.
type shelf[K comparable, V any] struct{ young, old map[K]V }

// generation is how many things make a generation.
const generation = 512

func (s *shelf[K, V]) get(k K) (V, bool) {
	v, ok := s.young[k]
	if !ok {
		if v, ok = s.old[k]; ok {
			s.put(k, v)
		}
	}
	return v, ok
}

func (s *shelf[K, V]) put(k K, v V) {
	if s.young == nil || len(s.young) >= generation {
		s.young, s.old = make(map[K]V, generation), s.young
	}
	s.young[k] = v
}

// Memo keeps a text that is made of something, for as long as that, and the
// language, stay the same: a frame that shows it makes nothing anew. Its zero
// value is empty.
type Memo[K comparable] struct {
	of      K
	text    string
	edition int
	made    bool
}

// Text is what write makes of something. write must look at nothing else but the
// words.
func (m *Memo[K]) Text(of K, write func(K) string) string {
	if e := words.Edition(); !m.made || m.of != of || m.edition != e {
		*m = Memo[K]{of, write(of), e, true}
	}
	return m.text
}

// Texts is a Memo of many things at once.
type Texts[K comparable] struct {
	kept    shelf[K, string]
	edition int
}

// Of is what write makes of something. write must look at nothing else but the
// words.
func (t *Texts[K]) Of(k K, write func(K) string) string {
	if e := words.Edition(); t.edition != e {
		*t = Texts[K]{edition: e}
	}
	text, ok := t.kept.get(k)
	if !ok {
		text = write(k)
		t.kept.put(k, text)
	}
	return text
}
