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

// client is the folder of all code that may ask for texts, seen from here.
const client = "../.."

// textUse is a place in the code that asks for a text.
type textUse struct {
	at      string // file and line
	call    string // T, F, Append or N
	key     string
	begins  bool // key is only what the keys begin with
	args    int  // how many are to be filled in, N's number among them
	unknown bool // … or as many as a slice has
}

// findUses are all calls of this package's functions in the code, and every string
// in it, which may be a key that is passed on.
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
				if u, ok := asks(call); ok {
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

// asks says what a call asks for, if it asks for a text with a key, or with a
// beginning of one, that stands in the code.
func asks(call *ast.CallExpr) (textUse, bool) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return textUse{}, false
	}
	if pkg, ok := f.X.(*ast.Ident); !ok || pkg.Name != "words" || len(call.Args) == 0 {
		return textUse{}, false
	}
	u := textUse{call: f.Sel.Name, unknown: call.Ellipsis.IsValid()}
	key := call.Args[0]
	switch u.call {
	case "T":
	case "F", "N":
		u.args = len(call.Args) - 1
	case "Append":
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
	u.key, ok = text(key)
	return u, ok
}

// text is a string that stands in the code.
func text(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// Every key in the code is in the files, with as many places as are filled in;
// and every key in the files is in the code, as a whole or by its beginning.
func TestCodeAndFilesAgree(t *testing.T) {
	all := load(t, langs[0])
	calls, used := findUses(t)
	if len(calls) == 0 {
		t.Fatal("nothing in the code asks for a text; this test looks in the wrong place")
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
			t.Errorf("%s: no file has %q", u.at, u.key)
		case u.call == "N" && m["one"] == "":
			t.Errorf("%s: %q has only one form, but N asks for one", u.at, u.key)
		case u.call != "N" && m["one"] != "":
			t.Errorf("%s: %q depends on a number; ask for it with N", u.at, u.key)
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
			t.Errorf("nothing in the code asks for %s", key)
		}
	}
}
