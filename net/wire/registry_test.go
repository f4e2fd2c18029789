package wire_test

import (
	"fmt"
	"go/ast"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

// TestRegistryIsComplete fails for a message, a letter, an example or a random
// message that was forgotten. The codecs' own tests compare their forms.
func TestRegistryIsComplete(t *testing.T) {
	letters := letterConstants(t)
	messages := slices.Sorted(maps.Keys(messageDocs(t)))
	for _, problem := range registryProblems(wire.Types[:], letters, messages) {
		t.Error(problem)
	}
	for what, shown := range map[string]map[string]bool{
		"example": namesOf(wiretest.Examples()), "extreme message": namesOf(wiretest.Extremes()),
		"invalid message": namesOf(invalid()), "random message": namesOf(random(t)),
	} {
		for i := range wire.Types {
			if name := wire.Types[i].Name; !shown[name] && (what != "invalid message" || name != "pong" && name != "countdown") { // any number is valid in them
				t.Errorf("wiretest has no %s for %s", what, name)
			}
		}
	}
}

// TestRegistryCheckBites breaks the registry in each way that it can be broken.
func TestRegistryCheckBites(t *testing.T) {
	letters := letterConstants(t)
	messages := slices.Sorted(maps.Keys(messageDocs(t)))
	for _, c := range []struct {
		change func(types []wire.MessageType) []wire.MessageType
		want   string
	}{
		{func(types []wire.MessageType) []wire.MessageType { return types[1:] }, "message Hello has no row"},
		{func(types []wire.MessageType) []wire.MessageType { return types[1:] }, "letter 'H' has no row"},
		{func(types []wire.MessageType) []wire.MessageType { types[0].Letters = "i"; return types }, "letter 'i' has two rows"},
		{func(types []wire.MessageType) []wire.MessageType { types[0].Letters = "?"; return types }, "letter '?' has no constant"},
		{func(types []wire.MessageType) []wire.MessageType { types[0].Name = "hi"; return types }, `row "hi" makes a Hello, want the name "hello"`},
		{func(types []wire.MessageType) []wire.MessageType { types[0].New = types[1].New; return types }, "letter 'H' belongs to Inputs"},
		{func(types []wire.MessageType) []wire.MessageType { types[0].Game = false; return types }, "hello is in no mode"},
	} {
		got := registryProblems(c.change(slices.Clone(wire.Types[:])), letters, messages)
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, c.want) }) {
			t.Errorf("a registry with %q gives %q", c.want, got)
		}
	}
	if got := wiretest.CompareForms(func(letter byte) bool { return letter == 'Z' }, func(m *wire.MessageType) bool { return m.Name == "hello" }); len(got) != 2 {
		t.Errorf("a codec without hello, and with Z, gives %q", got)
	}
}

// registryProblems compares a registry with the letters and messages in the
// source.
func registryProblems(types []wire.MessageType, letters, messages []string) (problems []string) {
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	seen := map[string]bool{}
	made := map[string]bool{}
	for _, typ := range types {
		m := typ.New()
		goName := reflect.TypeOf(m).Elem().Name()
		made[goName] = true
		if want := snakeCase(goName); typ.Name != want {
			report("row %q makes a %s, want the name %q", typ.Name, goName, want)
		}
		if !typ.Game && !typ.Plain {
			report("%s is in no mode", typ.Name)
		}
		if len(typ.Letters) == 1 && string(m.Type()) != typ.Letters {
			report("letter '%s' belongs to %s", typ.Letters, goName)
		}
		for _, letter := range strings.Split(typ.Letters, "") {
			if seen[letter] {
				report("letter '%s' has two rows", letter)
			}
			seen[letter] = true
			if !slices.Contains(letters, letter) {
				report("letter '%s' has no constant", letter)
			}
		}
	}
	for _, letter := range letters {
		if !seen[letter] {
			report("letter '%s' has no row", letter)
		}
	}
	for _, name := range messages {
		if !made[name] {
			report("message %s has no row", name)
		}
	}
	return problems
}

// letterConstants returns the values of the Type constants.
func letterConstants(t *testing.T) (letters []string) {
	for _, f := range parsed(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(v.Names[0].Name, "Type") {
				if lit, ok := v.Values[0].(*ast.BasicLit); ok {
					letter, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					letters = append(letters, letter)
				}
			}
			return true
		})
	}
	if len(letters) == 0 {
		t.Fatal("no letters found")
	}
	return letters
}

func namesOf(messages []wire.Message) map[string]bool {
	names := map[string]bool{}
	for _, m := range messages {
		names[wire.TypeOf(m).Name] = true
	}
	return names
}

func invalid() (messages []wire.Message) {
	for _, bad := range wiretest.InvalidMessages() {
		messages = append(messages, bad.Message)
	}
	return messages
}

// random returns enough random messages for every type to be among them.
func random(t *testing.T) (messages []wire.Message) {
	t.Helper()
	for seed := range 500 {
		messages = append(messages, wiretest.AnyMessage().Example(seed))
	}
	return messages
}

func snakeCase(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
