package config

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// keyLine is a key at the top of a file, and its line.
type keyLine struct {
	key  string
	line int
}

// keyLines finds the keys at the top of a file that is valid TOML, each once.
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
			continue // what is in a table is not at the top
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
