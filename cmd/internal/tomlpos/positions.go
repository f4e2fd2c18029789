package tomlpos

import (
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// position holds the offsets of a key and its value.
type position struct{ key, value int }

// positions maps paths such as client[1].up.loss to their positions.
type positions map[string]position

// value returns the offset of the value at a path, or of the closest value
// that encloses it.
func (p positions) value(path string) int { return p.find(path).value }

// key returns the offset of the key of a path.
func (p positions) key(path string) int { return p.find(path).key }

func (p positions) find(path string) position {
	for path != "" {
		if at, ok := p[path]; ok {
			return at
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return position{}
}

// maxPath is the maximum length of a path. Longer ones can't be valid.
const maxPath = 200

// Join returns the path of a key in a table.
func Join(path, key string) string {
	if strings.ContainsAny(key, ".[]") {
		key = strconv.Quote(key)
	}
	switch {
	case len(path)+len(key) > maxPath:
		return path
	case path == "":
		return key
	}
	return path + "." + key
}

// Index returns the path of an element of an array.
func Index(path string, i int) string {
	if len(path) > maxPath {
		return path
	}
	return path + "[" + strconv.Itoa(i) + "]"
}

// locator finds the positions in a file that is valid TOML.
type locator struct {
	parser unstable.Parser
	tables map[string]int // how many [[…]] there were for a path
	found  positions
}

// locate returns the positions in a file that is valid TOML.
func locate(src []byte) positions {
	l := &locator{tables: map[string]int{}, found: positions{}}
	l.parser.Reset(src)
	table := ""
	for l.parser.NextExpression() {
		switch e := l.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = l.header(e)
		case unstable.KeyValue:
			l.keyValue(table, e)
		}
	}
	return l.found
}

// header returns the path of the table that a header starts.
func (l *locator) header(e *unstable.Node) (path string) {
	start := -1
	for keys := e.Key(); keys.Next(); {
		if n := l.tables[path]; n > 0 {
			path = Index(path, n-1)
		}
		path = Join(path, string(keys.Node().Data))
		if start < 0 {
			start = int(keys.Node().Raw.Offset)
		}
		l.noteFirst(path, start)
	}
	if e.Kind == unstable.ArrayTable {
		l.tables[path]++
		path = Index(path, l.tables[path]-1)
	}
	l.found[path] = position{start, start}
	return path
}

// noteFirst records where a path is first named.
func (l *locator) noteFirst(path string, at int) {
	if _, old := l.found[path]; !old {
		l.found[path] = position{at, at}
	}
}

func (l *locator) keyValue(path string, e *unstable.Node) {
	start := -1
	for keys := e.Key(); keys.Next(); {
		path = Join(path, string(keys.Node().Data))
		if start < 0 {
			start = int(keys.Node().Raw.Offset)
		}
		l.noteFirst(path, start)
	}
	l.value(path, start, e.Value())
}

// value records the position of a value and of everything in it.
func (l *locator) value(path string, key int, v *unstable.Node) {
	at := position{key, key}
	if v.Raw.Length > 0 { // arrays have none
		at.value = int(v.Raw.Offset)
	}
	l.found[path] = at
	children := v.Children()
	switch v.Kind {
	case unstable.InlineTable:
		for children.Next() {
			l.keyValue(path, children.Node())
		}
	case unstable.Array:
		for i := 0; children.Next(); i++ {
			l.value(Index(path, i), at.value, children.Node())
		}
	}
}
