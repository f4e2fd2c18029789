package peerwire

import (
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire/msgpack"
)

// page is the protocol's document.
const page = "../PROTOCOL.md"

// The parts of the page about messages between peers are what the code says.
func TestPage(t *testing.T) {
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, part := range []struct {
		name string
		want string
	}{
		{"peer messages", layouts(t)},
		{"peer fields", fieldTable(t)},
		{"peer handshake", dialogue(t)},
		{"peer session", session(t)},
		{"peer examples", shownExamples(t)},
	} {
		begin := "<!-- generated: " + part.name + " -->\n"
		before, rest, found := strings.Cut(text, begin)
		got, after, ended := strings.Cut(rest, "<!-- end -->")
		if !found || !ended {
			t.Fatalf("%s has no part %q", page, begin)
		}
		if got != part.want && !*update {
			t.Errorf("%s has\n%s\nbut the code gives\n%s\nIf that is right: go test ./net/peerwire -update", page, got, part.want)
		}
		text = before + begin + part.want + "<!-- end -->" + after
	}
	if *update {
		if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// layouts returns the fields of all messages, and of what several of them have.
func layouts(t *testing.T) string {
	progress, decided := longest(t, TypeProgress), longest(t, TypeDecided)
	value := layout(decided[3:], "")
	run := layout(within(progress, "run 1 "), "")
	var b strings.Builder
	fmt.Fprintf(&b, "```\n%-10s %6s class fields\n", "message", "bytes")
	for i := range Types {
		typ := &Types[i]
		line := layout(longest(t, typ.Letter)[1:], string(typ.Letter)+"|")
		line = strings.NewReplacer(value, "value", run, "run ").Replace(line)
		class := "r"
		if typ.Unreliable {
			class = "u"
		}
		if typ.relays {
			class += "x"
		}
		fmt.Fprintf(&b, "%-10s %6d %-5s %s\n", typ.Name, typ.MaxLen, class, strings.TrimSpace(line))
	}
	fmt.Fprintf(&b, "\nvalue   %s\n", value)
	fmt.Fprintf(&b, "seat    %s\n", layout(within(decided, "seat 1 "), ""))
	fmt.Fprintf(&b, "run     %s\n", layout(within(progress, "run 2 "), ""))
	for i, a := range exampleActions.Actions {
		if i > 0 && exampleActions.Actions[i-1].Kind == a.Kind {
			continue
		}
		parts := within(progress, fmt.Sprintf("run 2 action %d ", i+1))
		fmt.Fprintf(&b, "action  %-37s KIND %d: %s\n", layout(parts, ""), a.Kind, kindNames[a.Kind])
	}
	fmt.Fprintf(&b, "```\n\nAt most %d members, new seats, ends and needs; %d seats in a State; %d runs, in a Feed or State %d;\n"+
		"%d ticks and %d actions in a run; %d marks, in a Trace %d; %d addresses; %d guests, %d votes, %d removed; a checkpoint\n"+
		"has at most %d bytes, an entry %d, a `ROTATION` %d.\n",
		peer.MaxMembers, MaxSeats, MaxRuns, MaxSeats, MaxKeys, MaxRunActions, MaxLastMarks, MaxMarks, MaxAddresses,
		peer.MaxPlayers, peer.MaxVotes, peer.MaxRemoved, MaxCheckpoint, MaxEntry, peer.MaxRotationLen)
	return b.String()
}

// longest returns the parts of the example of a type that has most of them.
func longest(t *testing.T, letter byte) (most []msgpack.Part) {
	for _, m := range examples() {
		if TypeOf(m).Letter != letter {
			continue
		}
		parts, err := Dissect(encode(t, NewText(), m))
		if err != nil {
			t.Fatal(err)
		}
		if len(parts) > len(most) {
			most = parts
		}
	}
	return most
}

// within returns the parts whose names begin so, without that.
func within(parts []msgpack.Part, prefix string) (some []msgpack.Part) {
	for _, p := range parts {
		if name, ok := strings.CutPrefix(p.Name, prefix); ok {
			p.Name = name
			some = append(some, p)
		}
	}
	return some
}

// layout returns the names of fields, with a bar after each, and what there are
// several of in parentheses.
func layout(parts []msgpack.Part, line string) string {
	for i := 0; i < len(parts); {
		words := strings.Fields(parts[i].Name)
		switch {
		case words[0] == "type": // of a message within a message
			return line + "message"
		case len(words) == 1:
			line += strings.ToUpper(words[0]) + "|"
			i++
			continue
		}
		item, end, last := words[0]+" ", i, 0
		for end < len(parts) && strings.HasPrefix(parts[end].Name, item) {
			n, _ := strconv.Atoi(strings.Fields(parts[end].Name)[1])
			if n < last { // the same kind of item in another list
				break
			}
			last = n
			end++
		}
		body := layout(within(parts[i:end], item+"1 "), "")
		if item == "run " || item == "action " || strings.HasPrefix(body, "SEAT|KEY|") {
			body = words[0]
		}
		line += "(" + body + ")"
		i = end
	}
	return line
}

// fieldKinds is a format that notes of which kind each field is.
type fieldKinds struct {
	textFormat
	kinds map[string]string // by name
	t     *testing.T
}

func (f *fieldKinds) note(name, kind string) {
	if old := f.kinds[name]; old != "" && old != kind {
		f.t.Errorf("%s is a %s here and a %s there", name, kind, old)
	}
	f.kinds[name] = kind
}

func (f *fieldKinds) uint(c *coder, name string, v uint64) uint64 {
	f.note(name, "number")
	return f.textFormat.uint(c, name, v)
}

func (f *fieldKinds) int(c *coder, name string, v int64) int64 {
	f.note(name, "signed")
	return f.textFormat.int(c, name, v)
}

func (f *fieldKinds) tick(c *coder, name string, v, near uint64) uint64 {
	f.note(name, "tick")
	return f.textFormat.tick(c, name, v, near)
}

func (f *fieldKinds) flag(c *coder, name string, v bool) bool {
	f.note(name, "flag")
	return f.textFormat.flag(c, name, v)
}

func (f *fieldKinds) text(c *coder, name, v string, limit int) string {
	f.note(name, "string")
	return f.textFormat.text(c, name, v, limit)
}

func (f *fieldKinds) hash(c *coder, name string, v uint64) uint64 {
	f.note(name, "hash")
	return f.textFormat.hash(c, name, v)
}

func (f *fieldKinds) fixed(c *coder, name string, v []byte) {
	f.note(name, fmt.Sprintf("%d bytes", len(v)))
	f.textFormat.fixed(c, name, v)
}

func (f *fieldKinds) blob(c *coder, name string, v []byte, limit int) []byte {
	f.note(name, "bytes")
	return f.textFormat.blob(c, name, v, limit)
}

func (f *fieldKinds) keys(c *coder, v []sim.Input) []sim.Input {
	f.note("KEYS", "keys")
	return f.textFormat.keys(c, v)
}

// fieldTable returns the names of all fields by their kinds.
func fieldTable(t *testing.T) string {
	f := &fieldKinds{kinds: map[string]string{}, t: t}
	for _, m := range examples() {
		if err := new(codec).write(f, m); err != nil {
			t.Fatal(err)
		}
	}
	names := map[string][]string{}
	for name, kind := range f.kinds {
		names[kind] = append(names[kind], "`"+name+"`")
	}
	var b strings.Builder
	b.WriteString("| kind | text | msgpack | fields |\n|---|---|---|---|\n")
	for _, k := range [][3]string{
		{"number", "decimal", "uint"},
		{"signed", "decimal, with `-` if negative", "int"},
		{"tick", "decimal", "int: the difference to another tick, see below"},
		{"flag", "`0` or `1`", "bool"},
		{"hash", "16 digits, hexadecimal", "uint"},
		{"string", "with `%7C` and `%25`", "str"},
		{"keys", "see below", "bin"},
		{"16 bytes", "32 digits, hexadecimal", "bin"},
		{"32 bytes", "base64", "bin"},
		{"64 bytes", "base64", "bin"},
		{"bytes", "base64", "bin"},
	} {
		slices.Sort(names[k[0]])
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", k[0], k[1], k[2], strings.Join(names[k[0]], " "))
		delete(names, k[0])
	}
	if len(names) > 0 {
		t.Errorf("the page has no kinds for %v", names)
	}
	return b.String()
}

// dialogue returns a handshake in text, which both ends decode, with what Ann's end
// computes.
func dialogue(t *testing.T) string {
	ann, ben := endOf(t, 1, "thread", nil), endOf(t, 2, "thread", func(m *Meet) { m.Name = "Ben" })
	said := func(m Message) (string, Message) {
		line := string(encode(t, NewText(), m))
		heard, err := NewText().Decode([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		return line, heard
	}
	annsMeet, hearsAnn := said(ann.Meet())
	bensMeet, hearsBen := said(ben.Meet())
	a, err := ann.Proof(hearsBen.(*Meet))
	if err != nil {
		t.Fatal(err)
	}
	b, err := ben.Proof(hearsAnn.(*Meet))
	if err != nil {
		t.Fatal(err)
	}
	annsProof, provesAnn := said(a)
	bensProof, provesBen := said(b)
	if err := ann.Check(provesBen.(*Proof)); err != nil {
		t.Fatal(err)
	}
	if err := ben.Check(provesAnn.(*Proof)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "```\nAnn: %s\nBen: %s\nAnn: %s\nBen: %s\n\n", annsMeet, bensMeet, annsProof, bensProof)
	fmt.Fprintf(&out, "password          thread\n")
	fmt.Fprintf(&out, "generator         %x\n", cpaceGenerator("thread", "clew link", "").Bytes())
	fmt.Fprintf(&out, "Ann's scalar      %x\n", ann.secret.Bytes())
	fmt.Fprintf(&out, "Ann's share       %x\n", ann.mine.Share)
	fmt.Fprintf(&out, "Ben's share       %x\n", ben.mine.Share)
	fmt.Fprintf(&out, "ISK               %x\n", ann.key)
	fmt.Fprintf(&out, "Ann's Meet        %x\n", ann.said)
	fmt.Fprintf(&out, "Ben's Meet        %x\n", ann.heard)
	fmt.Fprintf(&out, "Ann's SIGNATURE   %x\n", a.Signature)
	fmt.Fprintf(&out, "Ann's PASSWORD    %x\n```\n", a.Password)
	return out.String()
}

// shownExamples returns a few messages in both forms.
func shownExamples(t *testing.T) string {
	var b strings.Builder
	b.WriteString("```\n")
	for _, m := range []Message{
		&Ping{Token: 7, Time: 81_500_000},
		&peer.Poll{In: exampleIn, Ballot: 1<<16 | 1, Horizon: 1300},
		&peer.Progress{In: exampleIn, Now: 1216, Settled: 1209, Lead: -2, Acks: []sim.Tick{1214, 1218}, Runs: []peer.Run{exampleRun}},
		&peer.Decided{In: exampleIn, Value: &peer.Value{View: 4, Ends: []peer.End{{Seat: 0, Last: 1216, Left: true}}, Needs: []sim.Tick{1216, 1220}}},
	} {
		fmt.Fprintf(&b, "%-9s text     %s\n", TypeOf(m).Name, encode(t, NewText(), m))
		fmt.Fprintf(&b, "%-9s msgpack  %s\n", "", hex.EncodeToString(encode(t, NewMsgpack(), m)))
	}
	b.WriteString("```\n")
	return b.String()
}
