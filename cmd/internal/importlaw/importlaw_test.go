package importlaw

import (
	"os"
	"strings"
	"testing"
)

func TestImports(t *testing.T) {
	for _, goos := range []string{"linux", "windows"} {
		t.Run(goos, func(t *testing.T) {
			g := load(t, goos)
			reportAll(t, g.check())
			reportAll(t, g.checkNames(strings.Fields(goCommand(t, nil, "list", "std"))))
		})
	}
}

func TestSansIO(t *testing.T) {
	seen := 0
	sources(t, func(path string, text []byte) {
		seen++
		reportAll(t, checkSource(path, text))
	})
	if seen == 0 {
		t.Error("found no Go file at all: the test looks in the wrong place")
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	reportAll(t, checkTopLevel(names, ignored(t)))
}

func reportAll(t *testing.T, violations []string) {
	t.Helper()
	for _, b := range violations {
		t.Error(b)
	}
}
