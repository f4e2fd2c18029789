package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// table reads one table of a file. What it is asked for is what may be in it.
type table struct {
	faults *faults
	path   string
	values map[string]any
	known  []string
}

// take is the value of a key, if there is one.
func take[T any](t *table, key, what string) (value T, found bool) {
	t.known = append(t.known, key)
	v, found := t.values[key]
	if !found {
		return value, false
	}
	value, right := v.(T)
	if !right {
		t.faults.fail(t.at(key), "%s must be %s", key, what)
	}
	return value, right
}

func (t *table) at(key string) string { return join(t.path, key) }

func (t *table) text(key string, into *string) {
	if s, ok := take[string](t, key, `text in quotes, as in "text"`); ok {
		*into = strings.ReplaceAll(s, "\r\n", "\n")
	}
}

func (t *table) flag(key string) *bool {
	if b, ok := take[bool](t, key, "true or false"); ok {
		return &b
	}
	return nil
}

// number is nil where there is none.
func (t *table) number(key string) *int {
	v, ok := take[int64](t, key, "a whole number, without quotes")
	if !ok {
		return nil
	}
	if v < math.MinInt32 || v > math.MaxInt32 { // an int may have 32 bits
		t.faults.fail(t.at(key), "%s is %d, which is far out of bounds; write a smaller number", key, v)
		return nil
	}
	n := int(v)
	return &n
}

func (t *table) integer(key string, into *int) { put(into, t.number(key)) }

func (t *table) seed(key string, into *uint64) {
	v, ok := take[int64](t, key, "a whole number, without quotes")
	if ok && v < 0 {
		t.faults.fail(t.at(key), "%s is %d; write a number from 0 on", key, v)
	} else if ok {
		*into = uint64(v)
	}
}

func (t *table) duration(key string) *time.Duration {
	s, ok := take[string](t, key, `a time in quotes, as in "60ms"`)
	if !ok {
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.faults.fail(t.at(key), `%s is %.40q, which is no time; write a number and its unit, as in "60ms" or "1.5s"`, key, s)
		return nil
	}
	return &d
}

// table is the table that a key names; an empty one if there is none.
func (t *table) table(key string) *table {
	values, _ := take[map[string]any](t, key, fmt.Sprintf("a table, as in %s = { … }", key))
	return &table{faults: t.faults, path: t.at(key), values: values}
}

// tables are the tables of an array, as [[key]] writes them.
func (t *table) tables(key string, most int) (list []*table) {
	what := fmt.Sprintf("a list of tables; begin each with a line [[%s]]", unindexed(t.at(key)))
	values, _ := take[[]any](t, key, what)
	if len(values) > most {
		t.faults.fail(nth(t.at(key), most), "there are %d of %s; %d are the most", len(values), unindexed(t.at(key)), most)
		return nil
	}
	for i, v := range values {
		m, ok := v.(map[string]any)
		if !ok {
			t.faults.fail(nth(t.at(key), i), "%s must be %s", key, what)
			return nil
		}
		list = append(list, &table{faults: t.faults, path: nth(t.at(key), i), values: m})
	}
	return list
}

// unindexed is a path as a header writes it.
func unindexed(path string) string {
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

// done refuses what nobody has asked for.
func (t *table) done() {
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if !slices.Contains(t.known, key) {
			path := t.at(key)
			t.faults.failAt(t.faults.places.key(path), path,
				fmt.Sprintf("%.40q is no key here; the keys are %s", key, strings.Join(t.known, ", ")))
		}
	}
}
