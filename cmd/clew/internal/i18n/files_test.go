package i18n

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
)

func unmarshal(text []byte, v any) error { return toml.Unmarshal(text, v) }

// message is a text, with those of its forms that it has.
type message map[string]string

// load returns the texts of a language, by key.
func load(t *testing.T, l Lang) map[string]message {
	t.Helper()
	text, err := tomlFiles.ReadFile(l.file)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := i18n.ParseMessageBytes(text, unmarshal)
	if err != nil {
		t.Fatalf("%s: %v", l.file, err)
	}
	all := map[string]message{}
	for _, m := range messages {
		all[m.ID] = message{"other": m.Other}
		if m.One != "" {
			all[m.ID]["one"] = m.One
		}
		if m.Zero+m.Two+m.Few+m.Many != "" {
			t.Errorf("%s: %s has a form that the language has not; it has one and other", l.file, m.ID)
		}
	}
	return all
}

// verb is a place in a text where something is to be filled in.
var verb = regexp.MustCompile(`%[-+#0]*(\[\d+\])?[-+#0]*(\d+)?(\.\d+)?([a-zA-Z])`)

// verbs returns the formatting verbs of a text, by the argument that each
// formats.
func verbs(text string) map[int]string {
	found := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(strings.ReplaceAll(text, "%%", ""), -1) {
		if m[1] != "" {
			next = 0
			for _, d := range m[1][1 : len(m[1])-1] {
				next = next*10 + int(d-'0')
			}
		}
		found[next] += m[4]
		next++
	}
	return found
}

// sign is a key in a text, in whose place its name is put, see ui.Root.ExpandKeys.
var sign = regexp.MustCompile(`\{[A-Z][A-Za-z0-9]*\}`)

// Each language says all that the first one says, with the same places to be
// filled in and the same keys, and nothing else; no text is empty or has blanks around it.
func TestLanguagesAgree(t *testing.T) {
	first := load(t, langs[0])
	for _, l := range langs {
		all := load(t, l)
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if first[key] == nil {
				t.Errorf("%s has %s, which %s has not", l.file, key, langs[0].file)
				continue
			}
			if len(all[key]) != len(first[key]) {
				t.Errorf("%s: %s has a form for one thing in only one of the languages", l.file, key)
			}
			for form, text := range all[key] {
				if strings.TrimSpace(text) != text || text == "" {
					t.Errorf("%s: %s is %q", l.file, key, text)
				}
				if got, want := verbs(text), verbs(first[key]["other"]); !maps.Equal(got, want) {
					t.Errorf("%s: %s (%s) has the places %v, but in %s %v", l.file, key, form, got, langs[0].file, want)
				}
				if got, want := sign.FindAllString(text, -1), sign.FindAllString(first[key]["other"], -1); !slices.Equal(got, want) {
					t.Errorf("%s: %s (%s) has the keys %v, but in %s %v", l.file, key, form, got, langs[0].file, want)
				}
				if strings.ContainsAny(sign.ReplaceAllString(text, ""), "{}") {
					t.Errorf("%s: %s (%s) has a brace that is no key's: %q", l.file, key, form, text)
				}
			}
		}
		for key := range first {
			if all[key] == nil {
				t.Errorf("%s lacks %s", l.file, key)
			}
		}
	}
}

func TestVerbs(t *testing.T) {
	for text, want := range map[string]map[int]string{
		"none at 100 % of all":  {},
		"100 %% or %d":          {1: "d"},
		"%[2]s in %[1]d s":      {1: "d", 2: "s"},
		"%.1f, then %-3d, %s":   {1: "f", 2: "d", 3: "s"},
		"%[1]d of %d, %[1]d is": {1: "dd", 2: "d"},
	} {
		if got := verbs(text); !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
