package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// client is the folder of all code that uses texts, relative to this one.
const client = "../.."

// textUse is a call that looks up a text.
type textUse struct {
	at      string // file and line
	call    string // T, Tf, Appendf or Tn
	key     string
	begins  bool // key is only a prefix of the keys
	args    int  // number of values to fill in, including Tn's number
	unknown bool // … or as many as a slice has
}

// findUses returns all calls of this package's functions in the code, and every
// string in it, since a key may be passed on.
func findUses(t *testing.T) (calls []textUse, strs map[string]bool) {
	t.Helper()
	strs = map[string]bool{}
	files := token.NewFileSet()
	err := filepath.WalkDir(client, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := text(n); ok {
				strs[s] = true
			}
			if call, ok := n.(*ast.CallExpr); ok {
				if u, ok := lookup(call, f.Name.Name); ok {
					u.at = files.Position(call.Pos()).String()
					calls = append(calls, u)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return calls, strs
}

// lookup reports which text a call in package pkg looks up, if its key, or the
// start of it, is a literal.
func lookup(call *ast.CallExpr, pkg string) (textUse, bool) {
	var name string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		if pkg == "i18n" {
			name = f.Name
		}
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "i18n" {
			name = f.Sel.Name
		}
	}
	if name == "" || len(call.Args) == 0 {
		return textUse{}, false
	}
	u := textUse{call: name, unknown: call.Ellipsis.IsValid()}
	key := call.Args[0]
	switch u.call {
	case "T":
	case "Tf", "Tn":
		u.args = len(call.Args) - 1
	case "Appendf":
		if len(call.Args) < 2 {
			return textUse{}, false
		}
		key, u.args = call.Args[1], len(call.Args)-2
	default:
		return textUse{}, false
	}
	if sum, ok := key.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		key, u.begins = sum.X, true
	}
	text, ok := text(key)
	u.key = text
	return u, ok
}

// text returns the value of a string literal.
func text(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// Every key in the code is in the files, with as many verbs as values, and the
// code uses every key in the files, in full or by a prefix.
func TestCodeAndFilesAgree(t *testing.T) {
	all := load(t, langs[0])
	calls, used := findUses(t)
	if len(calls) == 0 {
		t.Fatal("no use of a text found; this test looks in the wrong place")
	}
	var beginnings []string
	for _, u := range calls {
		if u.begins {
			beginnings = append(beginnings, u.key)
			continue
		}
		m := all[u.key]
		switch {
		case m == nil:
			t.Errorf("%s: %q is missing in the files", u.at, u.key)
		case u.call == "Tn" && m["one"] == "":
			t.Errorf("%s: %q has only one form, but Tn needs one", u.at, u.key)
		case u.call != "Tn" && m["one"] != "":
			t.Errorf("%s: %q depends on a number; use Tn", u.at, u.key)
		case u.call != "T" && !u.unknown && len(verbs(m["other"])) != u.args:
			t.Errorf("%s: %q has %d places, and %d are filled in", u.at, u.key, len(verbs(m["other"])), u.args)
		case u.call != "T" && strings.Contains(strings.ReplaceAll(verb.ReplaceAllString(m["other"], ""), "%%", ""), "%"):
			t.Errorf("%s: %q is filled in, so a per cent sign in it must be written %%%%", u.at, u.key)
		}
	}
	for key := range all {
		if used[key] {
			continue
		}
		begun := false
		for _, b := range beginnings {
			begun = begun || strings.HasPrefix(key, b)
		}
		if !begun {
			t.Errorf("the code never uses %s", key)
		}
	}
}
