package wire_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
	"clew/net/wire/wiretest"
)

// parsed returns this package's source without its tests.
func parsed(t *testing.T) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func readPage(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), `\|`, "|")
}

// Every code of the package has a row in the page, and every row is a code.
func TestPageHasCodes(t *testing.T) {
	codes := map[string]bool{}
	for _, f := range parsed(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(v.Names[0].Name, "Code") {
				code, _ := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
				codes[code] = true
			}
			return true
		})
	}
	_, table, _ := strings.Cut(readPage(t), "\n### Codes\n")
	table, _, _ = strings.Cut(table, "\n## ")
	rows := map[string]bool{}
	for _, line := range strings.Split(table, "\n") {
		if row, ok := strings.CutPrefix(line, "| `"); ok {
			code, _, _ := strings.Cut(row, "`")
			rows[code] = true
		}
	}
	if len(codes) == 0 || !reflect.DeepEqual(codes, rows) {
		t.Errorf("codes are %v, but %s has %v", codes, page, rows)
	}
}

// TestPageHasLimits checks the limits in the page against the constants.
func TestPageHasLimits(t *testing.T) {
	words := strings.Join(strings.Fields(strings.ReplaceAll(readPage(t), "`", "")), " ")
	for _, want := range []string{
		fmt.Sprintf("describes version %d.", wire.Version),
		fmt.Sprintf("| VERSION | number | of the protocol: %d |", wire.Version),
		fmt.Sprintf("in this version always %d", sim.TickRate),
		fmt.Sprintf("A player's ID is 1 to %d.", wire.MaxID),
		fmt.Sprintf("A **code** is 1 to %d letters", wire.MaxCodeLen),
		fmt.Sprintf("A **token** is 0 to %d visible", wire.MaxTokenLen),
		fmt.Sprintf("*Text*: 0 to %d bytes", wire.MaxTextLen),
		fmt.Sprintf("*Title*, of a level or server: a text of 0 to %d bytes", wire.MaxNameLen),
		fmt.Sprintf("*Password*: a text of 0 to %d bytes", wire.MaxTokenLen),
		fmt.Sprintf("a text of 1 to %d bytes and at most %d characters", wire.MaxNameLen, wire.MaxNameRunes),
		fmt.Sprintf("A client's message has at most %d bytes", wire.MaxFromPlainClient),
		fmt.Sprintf("a line has at most %d bytes from a client and %d from a server", wire.MaxFromClient, wire.MaxFromServer),
		fmt.Sprintf("n is at most %d from a client and %d from a server", wire.MaxFromClient, wire.MaxFromServer),
		fmt.Sprintf("| COLOUR, SHAPE | 0 to %d |", min(wire.Colours, wire.Shapes)),
		fmt.Sprintf("| SPECTATE | 0 to %d |", wire.SpectateAlways),
		fmt.Sprintf("| N | 1 to %d | number of inputs", wire.MaxInputFrames),
		fmt.Sprintf("| N | 0 to %d | number of players", sim.MaxPlayers),
		fmt.Sprintf("| RTT | 0 to %d ms |", wire.MaxRTT),
		fmt.Sprintf("| IDLE | 0 to %d s |", wire.MaxIdle),
		fmt.Sprintf("| TICKRATE | 1 to %d |", wire.MaxRate),
		fmt.Sprintf("| INTERVAL | 1 to %d ticks |", wire.MaxRate),
		fmt.Sprintf("| W, H | %d to %d cells |", maze.MinSize, maze.MaxSize),
		fmt.Sprintf("| POSX, POSY | 0 to %d units |", wire.MaxCoord),
		fmt.Sprintf("POSITION, 1 to %d,", sim.MaxPlayers),
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}

// The diagrams beside the messages' types are those of the page, and every
// message has at least one, and an example.
func TestPageHasDiagrams(t *testing.T) {
	text := strings.ReplaceAll(readPage(t), "`", "")
	shown := map[string]bool{}
	for _, m := range wiretest.Examples() {
		shown[reflect.TypeOf(m).Elem().Name()] = true
	}
	for name, doc := range messageDocs(t) {
		if !shown[name] {
			t.Errorf("%s has no example", name)
		}
		diagrams := 0
		for _, line := range strings.Split(doc, "\n") {
			for _, mode := range modes {
				diagram, ok := strings.CutPrefix(line, "\t"+mode.name)
				if !ok {
					continue
				}
				diagrams++
				for _, form := range strings.Split(diagram, " or ") {
					if !strings.Contains(text, strings.TrimSpace(form)) {
						t.Errorf("%s does not show %s as %q", page, name, form)
					}
				}
			}
		}
		if diagrams == 0 {
			t.Errorf("the comment of %s has no diagram", name)
		}
	}
}

// messageDocs returns the doc comments of the message types.
func messageDocs(t *testing.T) map[string]string {
	docs, messages := map[string]string{}, map[string]string{}
	for _, f := range parsed(t) {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				if spec, ok := d.Specs[0].(*ast.TypeSpec); ok {
					docs[spec.Name.Name] = d.Doc.Text()
				}
			case *ast.FuncDecl:
				if d.Name.Name == "Type" && d.Recv != nil {
					messages[d.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name] = ""
				}
			}
		}
	}
	if len(messages) == 0 {
		t.Fatal("no messages found")
	}
	for name := range messages {
		messages[name] = docs[name]
	}
	return messages
}
