package settings

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// fileHeader is written at the top of the file.
const fileHeader = "# What Clew remembers of you. It is read when the game starts.\n\n"

// parse reads a file. It returns unknown tables and keys as extra, so that they
// can be written again, and in later the version of a file from a newer release,
// or 0. Such a file gives no error; what can be read is read. Names may be in
// upper case.
func parse(text []byte) (s Settings, extra map[string]any, later int, err error) {
	var all map[string]any
	if err := toml.Unmarshal(text, &all); err != nil {
		return Default(), nil, 0, err
	}
	for name, v := range all {
		if v, ok := v.(int64); ok && canonicalName(name) == "version" && v > Version {
			later = int(v)
		}
	}
	s = Default()
	if later == 0 {
		err = toml.Unmarshal(text, &s)
	} else {
		readKnownTables(all, &s)
	}
	if err != nil {
		return Default(), nil, 0, err
	}
	s.Version = Version
	s.sanitize()
	return s, unknownKeys(all, knownKeys()), later, nil
}

// readKnownTables reads table by table and skips those that do not fit.
func readKnownTables(all map[string]any, s *Settings) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		one, err := toml.Marshal(map[string]any{name: all[name]})
		if err != nil {
			continue
		}
		try := s.clone()
		if toml.Unmarshal(one, &try) == nil {
			*s = try
		}
	}
}

// format writes the settings and the unknown keys.
func format(s *Settings, extra map[string]any) ([]byte, error) {
	text, err := toml.Marshal(s)
	if err != nil {
		return nil, err
	}
	if len(extra) > 0 {
		var all map[string]any
		if err := toml.Unmarshal(text, &all); err != nil {
			return nil, err
		}
		merge(all, extra)
		if text, err = toml.Marshal(all); err != nil {
			return nil, err
		}
	}
	return append([]byte(fileHeader), bytes.TrimLeft(text, "\n")...), nil
}

// canonicalName returns a name as Settings writes it.
func canonicalName(name string) string { return strings.ToLower(name) }

// knownKeys returns all tables and keys of Settings.
func knownKeys() map[string]any {
	s := Default()
	s.Keys, s.Buttons = map[string][]string{}, map[string][]string{}
	text, err := toml.Marshal(&s)
	var all map[string]any
	if err == nil {
		err = toml.Unmarshal(text, &all)
	}
	if err != nil {
		panic("settings: the defaults can't be written: " + err.Error())
	}
	return all
}

// unknownKeys returns what a file has beyond has. An empty table there, such as
// that of keys, accepts anything.
func unknownKeys(file, has map[string]any) map[string]any {
	extra := map[string]any{}
	for name, v := range file {
		own, ok := has[canonicalName(name)]
		if !ok {
			extra[name] = v
			continue
		}
		table, isTable := v.(map[string]any)
		if inner, ok := own.(map[string]any); ok && isTable && len(inner) > 0 {
			if more := unknownKeys(table, inner); len(more) > 0 {
				merge(extra, map[string]any{canonicalName(name): more})
			}
		}
	}
	return extra
}

// merge adds to all what only extra has.
func merge(all, extra map[string]any) {
	for name, v := range extra {
		table, hasTable := all[name].(map[string]any)
		extraTable, extraIsTable := v.(map[string]any)
		switch {
		case hasTable && extraIsTable:
			merge(table, extraTable)
		case all[name] == nil:
			all[name] = v
		}
	}
}
