package importlaw

import (
	"fmt"
	"slices"
	"strings"
)

const module = "clew"

// A graph holds every package that the module reaches, by
// import path. Those that are not ours have only imports.
type graph map[string]*node

type node struct {
	name        string   // of the package clause
	std         bool     // of the standard library
	imports     []string // import paths, without those of tests
	testImports []string // of the tests in and beside the package
}

// dirOf returns the folder of a package of this module, or "" for any other.
func dirOf(path string) string {
	f, ours := strings.CutPrefix(path, module+"/")
	if !ours {
		return ""
	}
	return f
}

// matchPattern tells whether path is named by one of the patterns, which are apart
// by spaces. "x/..." names x and all below it.
func matchPattern(patterns, path string) bool {
	for p := range strings.FieldsSeq(patterns) {
		top, below := strings.CutSuffix(p, "/...")
		if path == top || below && strings.HasPrefix(path, top+"/") {
			return true
		}
	}
	return false
}

// inModule tells whether an import path lies in one of the modules.
func inModule(modules, path string) bool {
	for m := range strings.FieldsSeq(modules) {
		if path == m || strings.HasPrefix(path, m+"/") {
			return true
		}
	}
	return false
}

func ruleFor(folder string) (rule, bool) {
	i := slices.IndexFunc(rules, func(r rule) bool { return r.dir == folder })
	if i < 0 {
		return rule{}, false
	}
	return rules[i], true
}

// transitive adds to the patterns what the packages that they name may import, and
// so on down.
func transitive(patterns string) string {
	for grown := true; grown; {
		grown = false
		for _, r := range rules {
			if r.imports != "" && matchPattern(patterns, r.dir) && !strings.Contains(patterns, r.imports) {
				patterns += " " + r.imports
				grown = true
			}
		}
	}
	return patterns
}

// check returns every violation, one sentence each, in order of the
// packages' names.
func (g graph) check() []string {
	var violations []string
	for _, path := range g.modulePackages() {
		violations = append(violations, g.checkImports(path)...)
		violations = append(violations, g.checkTests(path)...)
		violations = append(violations, g.checkUnreachable(path)...)
		violations = append(violations, g.checkRequired(path)...)
		if !strings.Contains(path, "/") || path == module+"/net" {
			violations = append(violations, fmt.Sprintf("%s: this folder is kept free of Go files", path))
		}
	}
	return violations
}

// modulePackages lists the module's packages by name.
func (g graph) modulePackages() []string {
	var paths []string
	for path := range g {
		if path == module || dirOf(path) != "" {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// checkImports holds a package's own imports against its row of the table.
func (g graph) checkImports(path string) []string {
	self := dirOf(path)
	row, ok := ruleFor(self)
	if !ok {
		return []string{fmt.Sprintf("%s has no rule: add one to the table in cmd/internal/importlaw", path)}
	}
	var violations []string
	for _, imp := range g[path].imports {
		if !g.allows(row.imports, row.modules, imp) {
			violations = append(violations, fmt.Sprintf("%s imports %s, which the table does not allow", path, imp))
		}
		if to, _ := ruleFor(dirOf(imp)); to.forTests && !row.forTests {
			violations = append(violations, fmt.Sprintf("%s imports %s, which is for tests only", path, imp))
		}
		if g.isStd(imp) && matchPattern(testStd, imp) && !row.forTests {
			violations = append(violations, fmt.Sprintf("%s imports %s, and so knows whether it is under test", path, imp))
		}
		for _, b := range bannedImports {
			if g.isStd(imp) && matchPattern(b.in, self) && matchPattern(b.std, imp) {
				violations = append(violations, fmt.Sprintf("%s imports %s: %s", path, imp, b.why))
			}
		}
	}
	return violations
}

// checkTests checks the imports of a package's tests.
func (g graph) checkTests(path string) []string {
	self := dirOf(path)
	row, _ := ruleFor(self)
	i := slices.IndexFunc(testRules, func(r rule) bool { return matchPattern(r.dir, self) })
	if i < 0 {
		return nil // No rule at all, which checkImports reports.
	}
	may, outside := row.imports+" "+self+" "+testRules[i].imports, row.modules+" "+testRules[i].modules
	var violations []string
	for _, imp := range g[path].testImports {
		if !g.allows(may, outside, imp) {
			violations = append(violations, fmt.Sprintf("a test of %s imports %s, which not even tests may", path, imp))
		}
	}
	return violations
}

// allows tells whether a row may import a path.
func (g graph) allows(may, outside, imp string) bool {
	switch {
	case g.isStd(imp):
		return true
	case dirOf(imp) != "":
		return matchPattern(transitive(may), dirOf(imp))
	default:
		return inModule(outside, imp)
	}
}

func (g graph) isStd(path string) bool {
	n := g[path]
	return path == "C" || path == "unsafe" || n != nil && n.std
}

// checkUnreachable looks for a way from a package, or from its tests, to where it
// must not reach.
func (g graph) checkUnreachable(path string) []string {
	var violations []string
	for _, w := range unreachables {
		if !matchPattern(w.from, dirOf(path)) || matchPattern(w.except, dirOf(path)) {
			continue
		}
		if way := g.importChain(path, g[path].imports, w.to); way != nil {
			violations = append(violations, fmt.Sprintf("%s: %s", strings.Join(way, " -> "), w.why))
		}
		// Tests may use what reaches std net; our own packages stay out of reach.
		if way := g.importChain(path+" (its tests)", g[path].testImports, notStd(w.to)); way != nil {
			violations = append(violations, fmt.Sprintf("%s: %s", strings.Join(way, " -> "), w.why))
		}
	}
	return violations
}

// checkRequired looks for tests that reach a package without the one that goes with it.
func (g graph) checkRequired(path string) []string {
	var violations []string
	first := slices.Concat(g[path].imports, g[path].testImports)
	for _, c := range requirements {
		if len(g[path].testImports) == 0 || path == c.to || g.importChain(path, first, c.with) != nil {
			continue
		}
		if way := g.importChain(path+" (its tests)", first, c.to); way != nil {
			violations = append(violations, fmt.Sprintf("%s, without %s: %s", strings.Join(way, " -> "), c.with, c.why))
		}
	}
	return violations
}

// notStd leaves the patterns that no standard package can match: those whose
// first element is our module or has a dot.
func notStd(patterns string) string {
	var kept []string
	for p := range strings.FieldsSeq(patterns) {
		first, _, _ := strings.Cut(p, "/")
		if first == module || strings.Contains(first, ".") {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// importChain finds a shortest chain of imports from a package, by the given first
// steps, to one that the patterns name; nil if there is none.
func (g graph) importChain(from string, first []string, to string) []string {
	came := map[string]string{}
	queue := slices.Clone(first)
	for _, p := range first {
		came[p] = from
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if matchPattern(to, at) {
			way := []string{at}
			for at != from {
				at = came[at]
				way = append(way, at)
			}
			slices.Reverse(way)
			return way
		}
		if g[at] == nil {
			continue
		}
		for _, next := range g[at].imports {
			if _, seen := came[next]; !seen {
				came[next] = at
				queue = append(queue, next)
			}
		}
	}
	return nil
}
