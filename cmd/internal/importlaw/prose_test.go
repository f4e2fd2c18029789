package importlaw

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// maxDefiningPercent bounds the share of function comments that say what a
// function is ("Name is the …") instead of what it does ("Name returns …").
// quic-go and Ebitengine have 3 to 5 %.
const maxDefiningPercent = 8

func TestFunctionCommentsOpenWithAVerb(t *testing.T) {
	var all commentCount
	sources(t, func(path string, text []byte) { all.add(path, text) })
	reportAll(t, all.check())
}

// commentCount counts function comments.
type commentCount struct {
	documented int
	defining   []string // the openings of those that say what a function is
}

func (c *commentCount) add(file string, text []byte) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return // The compiler reports it better.
	}
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Doc == nil {
			continue
		}
		c.documented++
		words := strings.Fields(f.Doc.Text())
		if len(words) > 1 && words[0] == f.Name.Name && (words[1] == "is" || words[1] == "are") {
			c.defining = append(c.defining, fmt.Sprintf("%s: %s", fset.Position(f.Pos()), strings.Join(words[:min(len(words), 8)], " ")))
		}
	}
}

func (c *commentCount) check() []string {
	if c.documented == 0 {
		return []string{"found no function comments: the test looks in the wrong place"}
	}
	if n := len(c.defining); n*100 >= maxDefiningPercent*c.documented {
		return []string{fmt.Sprintf("%d of %d function comments open with is or are, want less than %d %%; begin with a verb:\n%s",
			n, c.documented, maxDefiningPercent, strings.Join(c.defining, "\n"))}
	}
	return nil
}

func TestLogKeysAreSnakeCase(t *testing.T) {
	calls := 0
	sources(t, func(path string, text []byte) {
		n, violations := checkLogCalls(path, text)
		calls += n
		reportAll(t, violations)
	})
	if calls == 0 {
		t.Error("found no log calls: the test looks in the wrong place")
	}
}

var logKey = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// logMethods maps the methods of slog.Logger, and the functions of package
// slog, to the index of the message; keys and values follow it.
var logMethods = map[string]int{
	"Debug": 0, "Info": 0, "Warn": 0, "Error": 0,
	"DebugContext": 1, "InfoContext": 1, "WarnContext": 1, "ErrorContext": 1,
	"Log": 2, "LogAttrs": 2, "With": -1,
}

// attrFuncs are the functions of package slog that take a key first.
var attrFuncs = strings.Fields("Any Bool Duration Float64 Group GroupAttrs Int Int64 String Time Uint64")

// checkLogCalls checks the calls in one file that log something, and returns
// how many there are. It goes by names alone: a logger is a variable or field
// whose name contains "log".
func checkLogCalls(file string, text []byte) (calls int, violations []string) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if err != nil || !importsPackage(tree, "log/slog") {
		return 0, nil
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		for _, key := range logKeys(sel, call.Args) {
			calls++
			if lit, ok := key.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); !logKey.MatchString(s) {
					violations = append(violations, fmt.Sprintf("%s: log key %q; want snake_case, such as retry_in", fset.Position(key.Pos()), s))
				}
			}
		}
		return true
	})
	return calls, violations
}

// importsPackage reports whether a file imports a package.
func importsPackage(tree *ast.File, path string) bool {
	return slices.ContainsFunc(tree.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == strconv.Quote(path) })
}

// logKeys returns the arguments of a call that are keys of a log line.
func logKeys(sel *ast.SelectorExpr, args []ast.Expr) (keys []ast.Expr) {
	recv := lastName(sel.X)
	if recv == "slog" && slices.Contains(attrFuncs, sel.Sel.Name) && len(args) > 0 {
		return args[:1]
	}
	msg, ok := logMethods[sel.Sel.Name]
	if !ok || !strings.Contains(strings.ToLower(recv), "log") {
		return nil
	}
	for i := msg + 1; i < len(args); i++ {
		if _, isAttr := args[i].(*ast.CallExpr); isAttr {
			continue
		}
		keys = append(keys, args[i])
		i++ // its value
	}
	return keys
}

// lastName returns the last name in a selector, or "".
func lastName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

func TestReplacedWordsStayAway(t *testing.T) {
	sources(t, func(path string, text []byte) { reportAll(t, checkWords(path, text)) })
}

// checkWords reports the folders of a file, its name and the identifiers that
// it declares where they contain a word that the project no longer uses.
func checkWords(file string, text []byte) (violations []string) {
	for _, part := range strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/") {
		if w := replacedWord(strings.ReplaceAll(part, "_test", "")); w != "" {
			violations = append(violations, fmt.Sprintf("%s: %q is replaced by %s", file, w, replaced[w]))
		}
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if err != nil {
		return violations
	}
	for _, id := range declared(tree) {
		if w := replacedWord(id.Name); w != "" {
			violations = append(violations, fmt.Sprintf("%s: %s contains %q, which is replaced by %s", fset.Position(id.Pos()), id.Name, w, replaced[w]))
		}
	}
	return violations
}

// declared returns the identifiers that a file declares outside functions:
// types, their fields and methods, functions, constants and variables.
func declared(tree *ast.File) (ids []*ast.Ident) {
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			ids = append(ids, d.Name)
		case *ast.GenDecl:
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncLit, *ast.FuncType:
					return false
				case *ast.TypeSpec:
					ids = append(ids, n.Name)
				case *ast.ValueSpec:
					ids = append(ids, n.Names...)
				case *ast.Field:
					ids = append(ids, n.Names...)
				}
				return true
			})
		}
	}
	return ids
}

// replacedWord returns the first word of a name that is replaced, or "".
func replacedWord(name string) string {
	for _, w := range camelWords(name) {
		if _, ok := replaced[w]; ok {
			return w
		}
	}
	return ""
}

// camelWords splits a name such as newHTTPServer or rate_limit into lower-case
// words.
func camelWords(name string) (words []string) {
	runes := []rune(name)
	start := 0
	for i := 1; i <= len(runes); i++ {
		switch {
		case i == len(runes),
			unicode.IsUpper(runes[i]) && !unicode.IsUpper(runes[i-1]),
			unicode.IsUpper(runes[i]) && i+1 < len(runes) && unicode.IsLower(runes[i+1]),
			!unicode.IsLetter(runes[i]) && unicode.IsLetter(runes[i-1]):
			if w := strings.Trim(strings.ToLower(string(runes[start:i])), "_0123456789-"); w != "" {
				words = append(words, w)
			}
			start = i
		}
	}
	return words
}
