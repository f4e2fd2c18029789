package wire_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
	"clew/net/wire/wiretest"
)

// page is the protocol's document. Its examples are what TestGolden holds the
// codecs to.
const page = "../PROTOCOL.md"

var update = flag.Bool("update", false, "write the generated parts of "+page+" anew")

// modes are those that the page shows, by the names that it has for them.
var modes = []struct {
	name  string
	codec wire.Codec
	carry wiretest.Mode
	show  func([]byte) string
	read  func(string) ([]byte, error)
}{
	{"text", text.NewNumbered(), wiretest.GameMode, func(b []byte) string { return string(b) }, asText},
	{"msgpack", msgpack.New(), wiretest.GameMode, spaced, unspaced},
	{"plain", text.NewPlain(), wiretest.PlainMode, func(b []byte) string { return string(b) }, asText},
}

func asText(s string) ([]byte, error) { return []byte(s), nil }

func spaced(b []byte) string { return fmt.Sprintf("% x", b) }

func unspaced(s string) ([]byte, error) { return hex.DecodeString(strings.ReplaceAll(s, " ", "")) }

// TestGolden: the page shows the bytes that the codecs write, and they read
// what it shows.
func TestGolden(t *testing.T) {
	parts := map[string]string{"numbers": numbers(), "examples": examples(t), "opening": opening(t)}
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(old)
	for name, want := range parts {
		before, rest, ok1 := strings.Cut(text, "<!-- generated: "+name+" -->\n")
		got, after, ok2 := strings.Cut(rest, "<!-- end -->")
		if !ok1 || !ok2 {
			t.Fatalf("%s has no part %q", page, name)
		}
		if *update {
			text = before + "<!-- generated: " + name + " -->\n" + want + "<!-- end -->" + after
		} else if got != want {
			t.Errorf("%s, part %q:\n%s\nis not what the code gives:\n%s\nif the code is right: go test ./net/wire -update",
				page, name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	readExamples(t, text)
}

// examples writes down each example in each mode.
func examples(t *testing.T) string {
	var b strings.Builder
	b.WriteString("```\n")
	for i, m := range wiretest.Examples() {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s  %s\n", reflect.TypeOf(m).Elem().Name(), describe(reflect.ValueOf(m).Elem()))
		for _, mode := range modes {
			if _, ok := mode.carry(m); ok {
				fmt.Fprintf(&b, "  %-8s %s\n", mode.name, mode.show(wiretest.Encode(t, mode.codec, m)))
			}
		}
	}
	b.WriteString("```\n")
	return b.String()
}

// describe gives the fields of a message with their names.
func describe(v reflect.Value) string {
	var parts []string
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		switch f := field.Interface().(type) {
		case sim.Player, wire.Appearance:
			parts = append(parts, describe(field))
		case sim.Input:
			parts = append(parts, fmt.Sprintf("%s=%s", name, keys(f)))
		case rune:
			if name == "Avatar" {
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
				parts = append(parts, fmt.Sprintf("\n  %s[%d]: %s", name, i, describe(field.Index(i))))
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

// readExamples decodes what stands in the page.
func readExamples(t *testing.T, text string) {
	_, text, _ = strings.Cut(text, "<!-- generated: examples -->\n```\n")
	text, _, _ = strings.Cut(text, "```\n")
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
				want, _ := mode.carry(all[i])
				if got, err := mode.codec.Decode(b); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%q gives %#v, %v, want %#v", line, got, err, want)
				}
			}
		}
	}
}

// opening is how connections in msgpack mode begin, lengths and all.
func opening(t *testing.T) string {
	var b strings.Builder
	frame := func(m wire.Message) []byte {
		msg := wiretest.Encode(t, msgpack.New(), m)
		return append(binary.BigEndian.AppendUint32(nil, uint32(len(msg))), msg...)
	}
	hello := append([]byte(msgpack.Magic), frame(&wire.Hello{Version: wire.Version, Name: "Ann"})...)
	answer := bytes.Join([][]byte{
		frame(&wire.Error{Code: wire.CodeVersion, Text: fmt.Sprintf("this server speaks %d, you speak 1", wire.Version)}),
		frame(&wire.Bye{Code: wire.CodeVersion, Text: fmt.Sprintf("this server speaks %d, you speak 1", wire.Version)}),
	}, nil)
	fmt.Fprintf(&b, "```\nclient: %s\n", spaced(hello))
	for rest, who := answer, "server: "; len(rest) > 0; who = "        " {
		n := min(24, len(rest))
		fmt.Fprintf(&b, "%s%s\n", who, spaced(rest[:n]))
		rest = rest[n:]
	}
	b.WriteString("```\n")
	return b.String()
}

// numbers are the constants that a client has to know.
func numbers() string {
	var b strings.Builder
	b.WriteString("| what | how much |\n|---|---|\n")
	for _, row := range []struct {
		what string
		much any
	}{
		{"version of this protocol", wire.Version},
		{"ticks a second", sim.TickRate},
		{"units along the side of a cell", sim.CellUnits},
		{"units that a walking player covers in a tick", sim.WalkSpeed},
		{"side of a player's body, a square, in units", 2 * sim.BodyHalfExtent},
		{"cells along a side of a level", fmt.Sprintf("%d to %d", maze.MinSize, maze.MaxSize)},
		{"greatest coordinate in units", wire.MaxCoord},
		{"greatest ID", wire.MaxID},
		{"players, at most", sim.MaxPlayers},
		{"colours, and shapes, to choose from", fmt.Sprintf("%d, and %d", wire.Colours, wire.Shapes)},
		{"milliseconds of a round trip, at most", wire.MaxRTT},
		{"seconds without a key, at most", wire.MaxIdle},
		{"inputs in one message", wire.MaxInputFrames},
		{"bytes of a text", wire.MaxTextLen},
		{"bytes of a name or title", wire.MaxNameLen},
		{"characters of a player's name", wire.MaxNameRunes},
		{"bytes of a token", wire.MaxTokenLen},
		{"letters of a code", wire.MaxCodeLen},
		{"bytes of a message from a game client", wire.MaxFromClient},
		{"bytes of a message from a plain text client", wire.MaxFromPlainClient},
		{"bytes of a message from a server", wire.MaxFromServer},
	} {
		fmt.Fprintf(&b, "| %s | %v |\n", row.what, row.much)
	}
	return b.String()
}
