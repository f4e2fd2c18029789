//go:build unix

package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// mounted is a folder as Kubernetes mounts it: the file in it is a link to one
// in a folder that is a link as well, which changes.
func mounted(t *testing.T) (dir string, swap func()) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range []string{"..1", "..2"} {
		must(os.Mkdir(filepath.Join(dir, v), 0o700))
		write(t, filepath.Join(dir, v, "maze.txt"), hall)
	}
	must(os.Symlink("..1", filepath.Join(dir, "..data")))
	must(os.Symlink("..data/maze.txt", filepath.Join(dir, "maze.txt")))
	return dir, func() {
		must(os.Symlink("..2", filepath.Join(dir, "..new")))
		must(os.Rename(filepath.Join(dir, "..new"), filepath.Join(dir, "..data")))
	}
}

func TestStations(t *testing.T) {
	dir, swap := mounted(t)
	at := func(names ...string) []string {
		for i, n := range names {
			names[i] = filepath.Join(dir, n)
		}
		return names
	}
	if err := os.Symlink("loop", filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"maze.txt":        at("maze.txt", "..data", "..1/maze.txt"),
		"..data/maze.txt": at("..data", "..1/maze.txt"),
		"..2/maze.txt":    at("..2/maze.txt"),
		"no/such":         at("no/such"),
	} {
		if got := stations(filepath.Join(dir, name)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := stations(filepath.Join(dir, "loop")); len(got) != maxLinks {
		t.Errorf("a link to itself has %d stations", len(got))
	}
	swap()
	if got := stations(filepath.Join(dir, "maze.txt")); !slices.Contains(got, filepath.Join(dir, "..2", "maze.txt")) {
		t.Errorf("%q", got)
	}
}

// A file is another one too when a link on the way to it is.
func TestWatchFollowsLinks(t *testing.T) {
	dir, swap := mounted(t)
	ctx, end := context.WithCancel(t.Context())
	files, edited, done := make(chan []string), make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(done)
		watch(ctx, files, edited, slog.New(slog.NewTextHandler(io.Discard, nil)))
	}()
	defer func() { end(); <-done }()
	for _, change := range []func(){swap, func() { write(t, filepath.Join(dir, "..2", "maze.txt"), shorts) }} {
		files <- []string{filepath.Join(dir, "maze.txt")}
		files <- []string{filepath.Join(dir, "maze.txt")} // now the first is done with
		change()
		select {
		case <-edited:
		case <-time.After(patience):
			t.Fatal("it is not seen")
		}
	}
}
