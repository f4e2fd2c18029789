package tomlpos

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Table reads one table of a file. The keys that it is asked for are those
// that the table may have; anything wrong is added to Errors. Call Done last.
type Table struct {
	Errors *Errors
	Path   string // "" for the file itself, else as in client[0].up, counted from 0
	values map[string]any
	known  []string
}

// Has reports whether a key has a value. It does not make the key known.
func (t *Table) Has(key string) bool { return t.values[key] != nil }

// IsText reports whether a key's value is text. It does not make the key
// known.
func (t *Table) IsText(key string) bool {
	_, text := t.values[key].(string)
	return text
}

// lookup returns the value of a key, if it has one of type T.
func lookup[T any](t *Table, key, expected string) (value T, found bool) {
	t.known = append(t.known, key)
	v, found := t.values[key]
	if !found {
		return value, false
	}
	value, right := v.(T)
	if !right {
		t.Errors.Addf(t.At(key), "%s must be %s", key, expected)
	}
	return value, right
}

// At returns the path of a key.
func (t *Table) At(key string) string { return Join(t.Path, key) }

// ReadText sets *into to a text, if there is one.
func (t *Table) ReadText(key string, into *string) {
	if s, ok := lookup[string](t, key, `text in quotes, such as "text"`); ok {
		*into = strings.ReplaceAll(s, "\r\n", "\n")
	}
}

// Bool returns a boolean, or nil if there is none.
func (t *Table) Bool(key string) *bool {
	if b, ok := lookup[bool](t, key, "true or false"); ok {
		return &b
	}
	return nil
}

// Int returns a whole number, or nil if there is none.
func (t *Table) Int(key string) *int {
	v, ok := lookup[int64](t, key, "a whole number without quotes")
	if !ok {
		return nil
	}
	if v < math.MinInt32 || v > math.MaxInt32 { // an int may have 32 bits
		t.Errors.Addf(t.At(key), "%s is %d, which is far out of range", key, v)
		return nil
	}
	n := int(v)
	return &n
}

// ReadInt sets *into to a whole number, if there is one.
func (t *Table) ReadInt(key string, into *int) {
	if n := t.Int(key); n != nil {
		*into = *n
	}
}

// ReadUint sets *into to a number from 0 to 1<<63 - 1, if there is one.
func (t *Table) ReadUint(key string, into *uint64) {
	v, ok := lookup[int64](t, key, "a whole number without quotes")
	if ok && v < 0 {
		t.Errors.Addf(t.At(key), "%s is %d; write 0 or more", key, v)
	} else if ok {
		*into = uint64(v)
	}
}

// Float returns a number with or without a fraction, or nil if there is none.
func (t *Table) Float(key string) *float64 {
	const expected = "a number without quotes, such as 0.5"
	v := 0.0
	switch n := t.values[key].(type) {
	case int64:
		t.known = append(t.known, key)
		v = float64(n)
	default:
		f, ok := lookup[float64](t, key, expected)
		if !ok {
			return nil
		}
		v = f
	}
	if math.Abs(v) > 1e9 || math.IsNaN(v) {
		t.Errors.Addf(t.At(key), "%s is %v, which is far out of range", key, v)
		return nil
	}
	return &v
}

// Duration returns a duration, or nil if there is none.
func (t *Table) Duration(key string) *time.Duration {
	s, ok := lookup[string](t, key, `a duration in quotes, such as "60ms"`)
	if !ok {
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Errors.Addf(t.At(key), `%s is %.40q, which is not a duration; write a number with a unit, such as "60ms" or "1.5s"`, key, s)
		return nil
	}
	return &d
}

// Table returns the table with that key, or an empty one.
func (t *Table) Table(key string) *Table {
	values, _ := lookup[map[string]any](t, key, fmt.Sprintf("a table, as in %s = { … }", key))
	return &Table{Errors: t.Errors, Path: t.At(key), values: values}
}

// Tables returns the tables of an array, written as [[key]].
func (t *Table) Tables(key string, max int) (list []*Table) {
	expected := fmt.Sprintf("a list of tables; start each with a line [[%s]]", WithoutIndexes(t.At(key)))
	values, _ := lookup[[]any](t, key, expected)
	if len(values) > max {
		t.Errors.Addf(Index(t.At(key), max), "too many [[%s]] tables: %d; the maximum is %d", WithoutIndexes(t.At(key)), len(values), max)
		return nil
	}
	for i, v := range values {
		m, ok := v.(map[string]any)
		if !ok {
			t.Errors.Addf(Index(t.At(key), i), "%s must be %s", key, expected)
			return nil
		}
		list = append(list, &Table{Errors: t.Errors, Path: Index(t.At(key), i), values: m})
	}
	return list
}

// Texts returns a list of texts.
func (t *Table) Texts(key string, max int) (list []string) {
	const expected = `a list of texts in quotes, such as ["one", "two"]`
	values, _ := lookup[[]any](t, key, expected)
	if len(values) > max {
		t.Errors.Addf(t.At(key), "too many %s: %d; the maximum is %d", key, len(values), max)
		return nil
	}
	for i, v := range values {
		s, ok := v.(string)
		if !ok {
			t.Errors.Addf(Index(t.At(key), i), "%s must be %s", key, expected)
			return nil
		}
		list = append(list, s)
	}
	return list
}

// WithoutIndexes returns a path as a header spells it.
func WithoutIndexes(path string) string {
	var b strings.Builder
	inside := false
	for _, r := range path {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Done reports the keys that nobody has asked for.
func (t *Table) Done() {
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if !slices.Contains(t.known, key) {
			path := t.At(key)
			t.Errors.addAtKey(path,
				fmt.Sprintf("unknown key %.40q; the keys here are %s", key, strings.Join(t.known, ", ")))
		}
	}
}

// IsPrintable reports whether text is valid UTF-8 without control and bidi
// characters, except line breaks, and so can be shown anywhere.
func IsPrintable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
	})
}
