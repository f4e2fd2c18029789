package importlaw

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the top of the module, seen from this package's folder.
const root = "../../.."

// goCommand runs the go command at the top of the module and returns what it
// printed.
func goCommand(t *testing.T, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return string(out)
}

// load asks the go command for the module's packages and all that they and
// their tests import, as they are built for one operating system. A package
// that does not compile is in the graph all the same.
func load(t *testing.T, goos string) graph {
	t.Helper()
	env := []string{"GOOS=" + goos, "GOARCH=amd64", "CGO_ENABLED=1"}
	out := goCommand(t, env, "list", "-e", "-deps", "-test",
		"-json=ImportPath,Name,Standard,ForTest,Imports,TestImports,XTestImports", "./...")
	g := graph{}
	for dec := json.NewDecoder(strings.NewReader(out)); ; {
		var p struct {
			ImportPath, Name, ForTest          string
			Standard                           bool
			Imports, TestImports, XTestImports []string
		}
		if err := dec.Decode(&p); err == io.EOF {
			return g
		} else if err != nil {
			t.Fatal(err)
		}
		// The variants that are built for a test repeat what the package
		// itself says.
		if p.ForTest != "" || strings.HasSuffix(p.ImportPath, ".test") {
			continue
		}
		g[p.ImportPath] = &node{
			name:        p.Name,
			std:         p.Standard,
			imports:     p.Imports,
			testImports: append(p.TestImports, p.XTestImports...),
		}
	}
}

// sources calls visit with the path, seen from the top of the module, and the
// text of each Go file that is not a test.
//
// That the test itself reads the files also tells the go command to run it
// again when one of them changes, rather than to repeat an old result.
func sources(t *testing.T, visit func(path string, text []byte)) {
	t.Helper()
	skip := ignored(t)
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(path, ".") && path != "." || d.Name() == "testdata"
		if d.IsDir() && (hidden || slices.Contains(skip, path)) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(file)
		if err == nil && !strings.HasSuffix(path, "_test.go") {
			visit(filepath.ToSlash(path), text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ignored lists the folders at the top that .gitignore names: what the
// Makefile builds there is not part of the module.
func ignored(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if name := strings.Trim(line, "/"); line == "/"+name+"/" {
			names = append(names, name)
		}
	}
	return names
}
