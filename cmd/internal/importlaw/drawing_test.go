package importlaw

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
)

var update = flag.Bool("update", false, "write the tables of imports into the pages instead of checking them")

// pages are the architecture pages that show the rules of their floor.
var pages = map[string]string{
	"engine": "engine/README.md",
	"net":    "net/README.md",
	"cmd":    "cmd/README.md",
}

const (
	beginMark = "<!-- imports:begin -->\n"
	endMark   = "<!-- imports:end -->\n"
)

func TestPagesShowTheRules(t *testing.T) {
	for floor, page := range pages {
		t.Run(floor, func(t *testing.T) {
			path := filepath.Join(root, page)
			old, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := withDrawing(old, drawing(floor))
			if err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			switch {
			case bytes.Equal(old, want):
			case *update:
				if err := os.WriteFile(path, want, 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Errorf("%s does not show the rules as they are; run go test ./cmd/internal/importlaw -update", page)
			}
		})
	}
}

// withDrawing returns a page with a drawing between its marks.
func withDrawing(page []byte, drawing string) ([]byte, error) {
	head, rest, found := bytes.Cut(page, []byte(beginMark))
	_, tail, ended := bytes.Cut(rest, []byte(endMark))
	if !found || !ended {
		return nil, fmt.Errorf("found no lines %q and %q", strings.TrimSpace(beginMark), strings.TrimSpace(endMark))
	}
	return bytes.Join([][]byte{head, []byte(beginMark), []byte(drawing), []byte(endMark), tail}, nil), nil
}

// drawing returns the rules of a floor as a block of text: the packages from
// the top down, and below each the packages and modules that it may import.
func drawing(floor string) string {
	var b strings.Builder
	b.WriteString("```\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for i := len(rules) - 1; i >= 0; i-- {
		r := rules[i]
		if !matchPattern(floor+"/...", r.dir) {
			continue
		}
		name := r.dir
		if r.forTests {
			name += " (for tests)"
		}
		lines := wrap(strings.Fields(r.imports), 90)
		if r.modules != "" {
			lines = append(lines, wrap(strings.Fields(r.modules), 90)...)
		}
		if len(lines) == 0 {
			lines = []string{"the standard library only"}
		}
		for j, l := range lines {
			if j > 0 {
				name = ""
			}
			fmt.Fprintf(w, "%s\t%s\n", name, l)
		}
	}
	w.Flush()
	b.WriteString("```\n")
	return b.String()
}

// wrap joins words to lines of at most width characters where they fit.
func wrap(words []string, width int) (lines []string) {
	for _, word := range words {
		if n := len(lines); n > 0 && len(lines[n-1])+1+len(word) <= width {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
