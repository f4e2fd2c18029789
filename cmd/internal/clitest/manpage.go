package clitest

import (
	"cmp"
	"os"
	"regexp"
	"strings"
	"testing"
)

// option is a flag as it is documented.
type option struct {
	arg  string // what is to be written for its argument; empty: it takes none
	text string // its description
}

// CheckManPage fails the test if a manual page and a program's -h output
// differ in their flags, the names of the flags' arguments, or their defaults.
// It looks for the page in ../clew/dist/man, relative to the program's folder.
func CheckManPage(t testing.TB, name, help string) {
	t.Helper()
	page, err := os.ReadFile("../clew/dist/man/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range diffOptions(pageOptions(string(page)), helpOptions(help)) {
		t.Errorf("%s: %s", name, problem)
	}
}

// diffOptions returns a sentence for each difference.
func diffOptions(page, help map[string]option) (all []string) {
	for name, want := range help {
		got, ok := page[name]
		switch {
		case !ok:
			all = append(all, "it lacks -"+name)
		case got.arg != want.arg:
			all = append(all, "-"+name+" is followed by "+cmp.Or(got.arg, "nothing")+", and in -h by "+cmp.Or(want.arg, "nothing"))
		case defaultValue(got.text) != defaultValue(want.text):
			all = append(all, "-"+name+" is by default "+cmp.Or(defaultValue(got.text), "nothing")+", and in -h "+cmp.Or(defaultValue(want.text), "nothing"))
		}
	}
	for name := range page {
		if _, ok := help[name]; !ok {
			all = append(all, "there is no -"+name)
		}
	}
	return all
}

var (
	pageOption     = regexp.MustCompile(`^\.BI? \\-([a-z0-9\\-]+)(?: " ([^"]+)")?$`)
	helpOption     = regexp.MustCompile(`^  -([a-z0-9-]+)(?: (\S+))?(?:\t(.*))?$`)
	defaultPattern = regexp.MustCompile(`\(default "?([^")]+)"?\)`)
)

// pageOptions returns the flags in a page's OPTIONS section: each follows a
// .TP, with hyphens written \-.
func pageOptions(page string) map[string]option {
	all := map[string]option{}
	_, page, _ = strings.Cut(page, "\n.SH OPTIONS\n")
	page, _, _ = strings.Cut(page, "\n.SH ")
	for _, entry := range strings.Split(page, "\n.TP\n")[1:] {
		head, text, _ := strings.Cut(entry, "\n")
		if m := pageOption.FindStringSubmatch(head); m != nil {
			all[strings.ReplaceAll(m[1], `\-`, "-")] = option{m[2], stripMacros(text)}
		}
	}
	return all
}

// stripMacros returns text without its macros.
func stripMacros(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if macro, rest, ok := strings.Cut(l, " "); ok && strings.HasPrefix(macro, ".") {
			lines[i] = rest
		}
	}
	return strings.ReplaceAll(strings.Join(lines, " "), `\-`, "-")
}

// helpOptions returns the flags in the output of package flag.
func helpOptions(help string) map[string]option {
	all := map[string]option{}
	last := ""
	for l := range strings.Lines(help) {
		l = strings.TrimSuffix(l, "\n")
		if m := helpOption.FindStringSubmatch(l); m != nil {
			last = m[1]
			all[last] = option{m[2], m[3]}
		} else if o, ok := all[last]; ok && strings.HasPrefix(l, "    \t") {
			o.text += " " + strings.TrimSpace(l)
			all[last] = o
		}
	}
	return all
}

// defaultValue returns the default that a description mentions, or "".
func defaultValue(text string) string {
	if m := defaultPattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
