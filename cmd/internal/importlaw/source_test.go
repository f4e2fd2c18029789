package importlaw

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
)

// clocks are the functions of package time that read a clock or wait for one.
// Durations and times as values are free to use.
const clocks = "Now Since Until Sleep After AfterFunc Tick NewTicker NewTimer"

// checkSource holds one file, at a path seen from the top of the module,
// against the rules that imports alone don't show.
func checkSource(file string, text []byte) []string {
	dir := path.Dir(file)
	quiet, integers := matchPattern(sansIO, dir), matchPattern(integersOnly, dir)
	if !quiet && !integers {
		return nil
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil // The compiler says it better.
	}
	var violations []string
	ast.Inspect(tree, func(n ast.Node) bool {
		what := ""
		switch {
		case n == nil:
		case quiet:
			what = impureCall(n)
		}
		if id, ok := n.(*ast.Ident); ok && integers && (id.Name == "float64" || id.Name == "float32") {
			what = "uses " + id.Name + ", but here two processors must agree on every bit"
		}
		if what != "" {
			violations = append(violations, fmt.Sprintf("%s %s", fset.Position(n.Pos()), what))
		}
		return true
	})
	return violations
}

// impureCall says what a node does that only the outermost shell may do, or "".
func impureCall(n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "starts a goroutine, but this package is driven by its caller"
	case *ast.SelectorExpr:
		x, ok := n.X.(*ast.Ident)
		if ok && x.Name == "time" && slices.Contains(strings.Fields(clocks), n.Sel.Name) {
			return "calls time." + n.Sel.Name + ", but here the caller passes the time in"
		}
	}
	return ""
}

// checkNames refuses packages whose name, or whose folder's, is one that
// readers know from the standard library. std lists its import paths.
func (g graph) checkNames(std []string) []string {
	taken := map[string]string{}
	for _, p := range std {
		if !strings.Contains("/"+p+"/", "/internal/") && !strings.HasPrefix(p, "vendor/") {
			taken[path.Base(p)] = p
		}
	}
	var violations []string
	for _, p := range g.modulePackages() {
		for _, name := range []string{g[p].name, path.Base(p)} {
			if other, clash := taken[name]; clash {
				violations = append(violations, fmt.Sprintf("%s is named like the standard library's %s", p, other))
				break
			}
		}
	}
	return violations
}

// checkTopLevel compares the names at the top of the module with the list.
func checkTopLevel(names, ignored []string) []string {
	want := strings.Fields(topLevel)
	var violations []string
	for _, name := range names {
		if !strings.HasPrefix(name, ".") && !slices.Contains(want, name) && !slices.Contains(ignored, name) {
			violations = append(violations, name+" does not belong at the top level")
		}
	}
	for _, name := range want {
		if !slices.Contains(names, name) {
			violations = append(violations, name+" is missing from the top level")
		}
	}
	return violations
}
