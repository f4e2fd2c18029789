package config

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// keyLine is a top-level key and its line.
type keyLine struct {
	key  string
	line int
}

// keyLines returns the top-level keys of a valid TOML file, each once.
func keyLines(src []byte) []keyLine {
	var p unstable.Parser
	p.Reset(src)
	var found []keyLine
	known := map[string]bool{}
	inTable := false
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.KeyValue && e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		if e.Kind == unstable.KeyValue && inTable {
			continue // keys in a table are not at the top level
		}
		inTable = e.Kind != unstable.KeyValue
		keys := e.Key()
		keys.Next()
		key := string(keys.Node().Data)
		if !known[key] {
			known[key] = true
			found = append(found, keyLine{key, 1 + bytes.Count(src[:keys.Node().Raw.Offset], []byte("\n"))})
		}
	}
	return found
}
