package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRotation(t *testing.T) {
	file := filepath.Join(t.TempDir(), "hall.txt")
	write(t, file, hall)
	r, faults := newRotation(file + ", spiral,random:7:11x11")
	if len(faults) > 0 || !slices.Equal(r.names(), []string{file, "spiral", "random:7:11x11"}) || !slices.Equal(levelFiles(file+", spiral,random:7:11x11,nowhere"), []string{file, "nowhere"}) {
		t.Fatalf("%v, %v", r.names(), faults)
	}
	for _, want := range []string{"spiral", "random:7:11x11", file, "spiral"} {
		if e := r.next(); e.name != want {
			t.Errorf("%s is next, want %s", e.name, want)
		}
	}
	if e, err := r.find(file); err != nil || e.level.Name != "The Hall" || r.index != 0 {
		t.Errorf("%v, %v", e, err)
	}
	if e, err := r.find("labyrinth"); err != nil || e.name != "labyrinth" || r.index != -1 {
		t.Errorf("%v, %v", e, err)
	}
	if _, is := r.current(); is || r.next().name != file {
		t.Error("after a level of no rotation comes the first one")
	}
	if _, err := r.find("random:7:12x11"); err == nil || !strings.Contains(err.Error(), "even") {
		t.Error(err)
	}
}

// Choosing a level cannot read other files.
func TestFindReadsNoFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "hall.txt")
	write(t, file, hall)
	r, _ := newRotation("spiral")
	for _, name := range []string{file, "rotation.go", "/etc/passwd", ""} {
		if _, err := r.find(name); err == nil || !strings.HasPrefix(err.Error(), "unknown level ") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	write(t, a, hall)
	write(t, b, hall)
	r, _ := newRotation(a + "," + b)
	if now, faults := r.replace(a + "," + b); now != nil || faults != nil {
		t.Errorf("nothing has changed: %v, %v", now, faults)
	}
	write(t, b, shortLevel)
	if now, _ := r.replace(a + "," + b); now != nil || r.levels[1].level.Maze.Width() != 5 {
		t.Error("a level other than the current one is not reread, or is started")
	}
	write(t, a, shortLevel)
	if now, _ := r.replace(a + "," + b); now == nil || now.level.Maze.Width() != 5 {
		t.Error("the current level has changed and does not restart")
	}
	write(t, a, closedLevel)
	if now, faults := r.replace(a + "," + b); now != nil || len(faults) != 1 || len(r.levels) != 2 || r.levels[0].level.Maze.Width() != 5 {
		t.Errorf("a bad level is taken over: %v, %v", now, faults)
	}
	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	if now, faults := r.replace(a); now != nil || len(faults) != 1 || len(r.levels) != 1 {
		t.Errorf("a level that is gone is not kept: %v, %v", now, faults)
	}
	if now, faults := r.replace("nowhere"); now != nil || len(faults) != 1 || len(r.levels) != 1 {
		t.Errorf("an empty rotation: %v, %v", now, faults)
	}
	if now, faults := r.replace("spiral,labyrinth"); now != nil || faults != nil || r.index != -1 || r.next().name != "spiral" {
		t.Errorf("%v, %v, at %d", now, faults, r.index)
	}
}

func TestNumbered(t *testing.T) {
	for _, c := range []struct {
		path string
		n    int
		want string
	}{{"a/game.clewrec", 1, "a/game.clewrec"}, {"a/game.clewrec", 2, "a/game-2.clewrec"}, {"game", 12, "game-12"}} {
		if got := numberedPath(c.path, c.n); got != c.want {
			t.Errorf("%s, %d: %s, want %s", c.path, c.n, got, c.want)
		}
	}
}
