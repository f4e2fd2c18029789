package rotation

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/cmd/internal/cli"
)

func TestRotation(t *testing.T) {
	file := filepath.Join(t.TempDir(), "hall.txt")
	write(t, file, hall)
	r, faults := New(file + ", spiral,random:7:11x11")
	if len(faults) > 0 || !slices.Equal(names(r), []string{file, "spiral", "random:7:11x11"}) || !slices.Equal(Files(file+", spiral,random:7:11x11,nowhere"), []string{file, "nowhere"}) {
		t.Fatalf("%v, %v", names(r), faults)
	}
	for _, want := range []string{"spiral", "random:7:11x11", file, "spiral"} {
		if e := r.Next(); e.Name != want {
			t.Errorf("%s is next, want %s", e.Name, want)
		}
	}
	if e, err := r.Find(file); err != nil || e.Level.Name != "The Hall" || r.index != 0 {
		t.Errorf("%v, %v", e, err)
	}
	if e, err := r.Find("labyrinth"); err != nil || e.Name != "labyrinth" || r.index != -1 {
		t.Errorf("%v, %v", e, err)
	}
	if _, is := r.Current(); is || r.Next().Name != file {
		t.Error("after a level of no rotation comes the first one")
	}
	if _, err := r.Find("random:7:12x11"); err == nil || !strings.Contains(err.Error(), "even") {
		t.Error(err)
	}
}

// Choosing a level cannot read other files.
func TestFindReadsNoFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "hall.txt")
	write(t, file, hall)
	r, _ := New("spiral")
	for _, name := range []string{file, "rotation.go", "/etc/passwd", ""} {
		if _, err := r.Find(name); err == nil || !strings.HasPrefix(err.Error(), "unknown level ") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	write(t, a, hall)
	write(t, b, hall)
	r, _ := New(a + "," + b)
	if now, faults := r.Replace(a + "," + b); now != nil || faults != nil {
		t.Errorf("nothing has changed: %v, %v", now, faults)
	}
	write(t, b, shortLevel)
	if now, _ := r.Replace(a + "," + b); now != nil || r.levels[1].Level.Maze.Width() != 5 {
		t.Error("a level other than the current one is not reread, or is started")
	}
	write(t, a, shortLevel)
	if now, _ := r.Replace(a + "," + b); now == nil || now.Level.Maze.Width() != 5 {
		t.Error("the current level has changed and does not restart")
	}
	write(t, a, closedLevel)
	if now, faults := r.Replace(a + "," + b); now != nil || len(faults) != 1 || len(r.levels) != 2 || r.levels[0].Level.Maze.Width() != 5 {
		t.Errorf("a bad level is taken over: %v, %v", now, faults)
	}
	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	if now, faults := r.Replace(a); now != nil || len(faults) != 1 || len(r.levels) != 1 {
		t.Errorf("a level that is gone is not kept: %v, %v", now, faults)
	}
	if now, faults := r.Replace("nowhere"); now != nil || len(faults) != 1 || len(r.levels) != 1 {
		t.Errorf("an empty rotation: %v, %v", now, faults)
	}
	if now, faults := r.Replace("spiral,labyrinth"); now != nil || faults != nil || r.index != -1 || r.Next().Name != "spiral" {
		t.Errorf("%v, %v, at %d", now, faults, r.index)
	}
}

// names returns the names of all levels.
func names(r *Rotation) []string {
	all, _ := r.Names()
	return all
}

// Without a list all built-in levels come, then random ones, each another one, that
// grow up to a size. After a level that somebody chose it goes on with the list.
func TestEndlessRotation(t *testing.T) {
	r, faults := New("")
	if faults != nil || !slices.Equal(names(r), cli.LevelNames()) || len(Files("")) > 0 {
		t.Fatalf("%v, %v", names(r), faults)
	}
	for _, want := range cli.LevelNames()[1:] {
		if got := r.Next(); got.Name != want {
			t.Errorf("%s is next, want %s", got.Name, want)
		}
	}
	seen, cells := map[string]bool{}, 0
	for i := range growths + 5 {
		level := r.Next()
		m := level.Level.Maze
		size := m.Width() * m.Height()
		if _, at := r.Names(); at != -1 || seen[level.Name] || i <= growths && size <= cells || size < cells || m.Width() > 61 {
			t.Errorf("random level %d is %s, at %d", i, level.Name, at)
		}
		seen[level.Name], cells = true, size
	}
	if level, err := r.Find("spiral"); err != nil || level.Name != "spiral" {
		t.Fatal(err)
	}
	if i := slices.Index(cli.LevelNames(), "spiral"); r.Next().Name != cli.LevelNames()[i+1] {
		t.Error("the list does not go on after a chosen level")
	}
	// A level outside of the list is followed by its first one.
	if _, err := r.Find("random:7:11x11"); err != nil || r.Next().Name != cli.LevelNames()[0] {
		t.Error("after a level of one's own comes the first one")
	}
}

// One level is played again and again.
func TestOneLevel(t *testing.T) {
	r, _ := New("spiral")
	for range 3 {
		if level := r.Next(); level.Name != "spiral" {
			t.Errorf("%s is next", level.Name)
		}
	}
}

const (
	hall        = "name: The Hall\n\n########\n#S....E#\n########\n########\n########\n"
	closedLevel = "name: The Hall\n\n########\n#S.#..E#\n########\n########\n########\n" // nobody gets out
	shortLevel  = "name: The Hall\n\n#####\n#S.E#\n#####\n#####\n#####\n"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
