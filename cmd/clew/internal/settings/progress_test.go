package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// begin opens a progress in a folder that is not there yet.
func begin(t *testing.T) (p *Progress, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "clew", "progress.toml")
	p, message := OpenProgress(path)
	if message != "" {
		t.Fatal(message)
	}
	return p, path
}

func TestProgressIsKept(t *testing.T) {
	p, path := begin(t)
	if l := p.Get("1-a"); l.Passed || len(l.Tasks) != 0 {
		t.Errorf("done from the first: %+v", l)
	}
	for _, d := range []struct {
		lesson string
		task   TaskKey
		passed bool
	}{{"1-a", "b", false}, {"1-a", "a", false}, {"1-a", "c", true}, {"1-a", "c", false}, {"with \"quotes\" and .", "0", false}} {
		p.MarkDone(d.lesson, d.task, d.passed)
	}
	closeFile(t, p)
	again, message := OpenProgress(path)
	if message != "" {
		t.Fatal(message)
	}
	for lesson, want := range map[string]Lesson{
		"1-a": {Tasks: []TaskKey{"b", "a", "c"}, Passed: true}, "with \"quotes\" and .": {Tasks: []TaskKey{"0"}}, "2-b": {},
	} {
		for _, p := range []*Progress{p, again} {
			if got := p.Get(lesson); !reflect.DeepEqual(got, want) {
				t.Errorf("%q: got %+v, want %+v", lesson, got, want)
			}
		}
	}
}

// A damaged file is renamed, whole, and never one over another.
func TestDamagedProgress(t *testing.T) {
	_, path := begin(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, damaged := range []string{"version = ", "", "version = 1\n[lessons]\n\"a\" = 3", "version = 1\n[lessons.a]\ntasks = [3, 3]", "version = 2\n[lessons.a]\ntasks = ['']"} {
		if err := os.WriteFile(path, []byte(damaged), 0o644); err != nil {
			t.Fatal(err)
		}
		p, message := OpenProgress(path)
		aside, _ := filepath.Glob(path + ".damaged*")
		if len(aside) != i+1 || !strings.Contains(message, path+".damaged") {
			t.Errorf("%q: aside are %q, and it says %q", damaged, aside, message)
		}
		name := message[strings.Index(message, path):strings.Index(message, ", and you start")]
		if b, err := os.ReadFile(name); err != nil || string(b) != damaged {
			t.Errorf("%q became %q, %v", damaged, b, err)
		}
		p.MarkDone("a", "0", true)
		closeFile(t, p)
		if p, message := OpenProgress(path); message != "" || !p.Get("a").Passed {
			t.Errorf("after %q nothing is kept: %s", damaged, message)
		}
	}
}

// The file of a later release, and what is no file, stay as they are.
func TestForeignProgress(t *testing.T) {
	_, path := begin(t)
	os.MkdirAll(filepath.Dir(path), 0o755)
	for _, src := range []string{"version = 3\nlessons = 7\n", "version = 99\n[lessons.a]\npassed = true\n"} {
		os.WriteFile(path, []byte(src), 0o644)
		p, message := OpenProgress(path)
		if !strings.Contains(message, "newer version") {
			t.Errorf("it says %q", message)
		}
		if p.MarkDone("a", "0", true); !p.Get("a").Passed {
			t.Error("it is not even noted")
		}
		closeFile(t, p)
		if b, _ := os.ReadFile(path); string(b) != src {
			t.Errorf("%q became %q", src, b)
		}
	}
	folder := t.TempDir()
	p, message := OpenProgress(folder)
	if !strings.Contains(message, "Cannot read") {
		t.Errorf("it says %q", message)
	}
	p.MarkDone("a", "0", true)
	closeFile(t, p)
}

// What can't be written is told, and noted all the same.
func TestProgressThatCantBeWritten(t *testing.T) {
	p, path := begin(t)
	if err := os.WriteFile(filepath.Dir(path), nil, 0o644); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	p.MarkDone("a", "0", true)
	if err := p.Close(); err == nil || !p.Get("a").Passed {
		t.Errorf("got %v, %+v", err, p.Get("a"))
	}
	if err := p.Problem(); err == nil || p.Problem() != nil {
		t.Errorf("%v is not told, or more than once", err)
	}
}

// The file of a release that numbered the tasks still counts, and gets keys as
// more tasks are done.
func TestNumberedProgress(t *testing.T) {
	_, path := begin(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("version = 1\n[lessons.a]\ntasks = [0, 2]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p, message := OpenProgress(path)
	p.MarkDone("a", "input", false)
	closeFile(t, p)
	again, _ := OpenProgress(path)
	if want := (Lesson{Tasks: []TaskKey{"0", "2", "input"}}); message != "" || !reflect.DeepEqual(again.Get("a"), want) {
		t.Errorf("%q: got %+v, want %+v", message, again.Get("a"), want)
	}
}

func TestProgressFile(t *testing.T) {
	if got := ProgressPath(); !strings.HasSuffix(got, filepath.Join("clew", "progress.toml")) || !filepath.IsAbs(got) {
		t.Errorf("it is kept in %q", got)
	}
}
