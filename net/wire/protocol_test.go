package wire_test

import (
	"cmp"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
	"clew/net/wire/wiretest"
)

// page is the protocol's document.
const page = "../PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the examples in "+page)

// modes are those that the page shows, by the names that it has for them.
var modes = []struct {
	name    string
	codec   wire.Codec
	arrives wiretest.Mode
	show    func([]byte) string
	read    func(string) ([]byte, error)
}{
	{"text", text.NewNumbered(), wiretest.GameMode, func(b []byte) string { return string(b) }, asText},
	{"msgpack", msgpack.New(), wiretest.GameMode, spaced, unspaced},
	{"plain", text.NewPlain(), wiretest.PlainMode, func(b []byte) string { return string(b) }, asText},
}

func asText(s string) ([]byte, error) { return []byte(s), nil }

func spaced(b []byte) string { return fmt.Sprintf("% x", b) }

func unspaced(s string) ([]byte, error) { return hex.DecodeString(strings.ReplaceAll(s, " ", "")) }

// TestGolden checks that the examples in the page are what the codecs write, and
// that the codecs read them.
func TestGolden(t *testing.T) {
	const begin, end = "<!-- generated: examples -->\n", "<!-- end -->"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(b), begin)
	got, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no part %q", page, begin)
	}
	want := examples(t)
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("%s has\n%s\nbut the codecs give\n%s\nIf they are right: go test ./net/wire -update", page, got, want)
	}
	readExamples(t, want)
}

// examples returns each example with its bytes in each mode.
func examples(t *testing.T) string {
	var b strings.Builder
	b.WriteString("```\n")
	for i, m := range wiretest.Examples() {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s  %s\n", reflect.TypeOf(m).Elem().Name(), describe(reflect.ValueOf(m).Elem()))
		for _, mode := range modes {
			if _, ok := mode.arrives(m); ok {
				fmt.Fprintf(&b, "  %-8s %s\n", mode.name, mode.show(wiretest.Encode(t, mode.codec, m)))
			}
		}
	}
	b.WriteString("```\n")
	return b.String()
}

// pageNames are the page's names of fields, where they are not those of the code in capitals.
var pageNames = map[string]string{
	"Number": "LEVEL", "LevelNumber": "LEVEL", "Tiles": "ROW", "JoinTick": "SINCE", "ExitTick": "EXIT",
	"Player.X": "POSX", "Player.Y": "POSY", "Dir": "direction",
}

// describe returns the fields of a message with the page's names.
func describe(v reflect.Value) string {
	var parts []string
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		name = cmp.Or(pageNames[v.Type().Name()+"."+name], pageNames[name], strings.ToUpper(name))
		switch f := field.Interface().(type) {
		case sim.Player, wire.Appearance:
			parts = append(parts, describe(field))
		case sim.Input:
			parts = append(parts, fmt.Sprintf("%s=%s", name, keys(f)))
		case rune:
			if name == "AVATAR" {
				parts = append(parts, fmt.Sprintf("%s=%c", name, f))
			} else {
				parts = append(parts, fmt.Sprintf("%s=%d", name, f))
			}
		case string:
			parts = append(parts, fmt.Sprintf("%s=%q", name, f))
		default:
			if field.Kind() != reflect.Slice {
				parts = append(parts, fmt.Sprintf("%s=%v", name, f))
				continue
			}
			for i := range field.Len() {
				parts = append(parts, fmt.Sprintf("\n  group %d: %s", i+1, describe(field.Index(i))))
			}
		}
	}
	return strings.ReplaceAll(strings.Join(parts, " "), " \n", "\n")
}

func keys(in sim.Input) string {
	var names []string
	for i, name := range []string{"up", "down", "left", "right"} {
		if in&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, "+")
}

// readExamples decodes examples as they are in the page.
func readExamples(t *testing.T, text string) {
	text = strings.Trim(text, "`\n") + "\n"
	all := wiretest.Examples()
	blocks := strings.Split(strings.TrimSuffix(text, "\n"), "\n\n")
	if len(blocks) != len(all) {
		t.Fatalf("%s has %d examples, not %d", page, len(blocks), len(all))
	}
	for i, block := range blocks {
		for _, line := range strings.Split(block, "\n")[1:] {
			for _, mode := range modes {
				shown, ok := strings.CutPrefix(line, fmt.Sprintf("  %-8s ", mode.name))
				if !ok {
					continue
				}
				b, err := mode.read(shown)
				if err != nil {
					t.Fatal(err)
				}
				want, _ := mode.arrives(all[i])
				if got, err := mode.codec.Decode(b); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%q gives %#v, %v, want %#v", line, got, err, want)
				}
			}
		}
	}
}
