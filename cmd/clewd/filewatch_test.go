//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// newMount makes a directory as Kubernetes mounts it: the file is a link into a directory
// that is a link as well, which changes.
func newMount(t *testing.T) (dir string, swap func()) {
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
	dir, swap := newMount(t)
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
		if got := linkChain(filepath.Join(dir, name)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := linkChain(filepath.Join(dir, "loop")); len(got) != maxLinks {
		t.Errorf("a link to itself has %d stations", len(got))
	}
	swap()
	if got := linkChain(filepath.Join(dir, "maze.txt")); !slices.Contains(got, filepath.Join(dir, "..2", "maze.txt")) {
		t.Errorf("%q", got)
	}
}

// A file changes too when a link on the way to it does.
func TestWatchFollowsLinks(t *testing.T) {
	dir, swap := newMount(t)
	ctx, end := context.WithCancel(t.Context())
	files, edited, done := make(chan []string), make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(done)
		watchFiles(ctx, files, edited, slog.New(slog.NewTextHandler(io.Discard, nil)))
	}()
	defer func() { end(); <-done }()
	for _, change := range []func(){swap, func() { write(t, filepath.Join(dir, "..2", "maze.txt"), shortLevel) }} {
		files <- []string{filepath.Join(dir, "maze.txt")}
		files <- []string{filepath.Join(dir, "maze.txt")} // now the first is done with
		change()
		select {
		case <-edited:
		case <-time.After(testTimeout):
			t.Fatal("it is not seen")
		}
	}
}

// newTestWatch runs watchFiles as the controller does: it passes the paths again after
// each change. It returns a function that waits for the next change.
func newTestWatch(t *testing.T, log io.Writer, path string) (next func(what string)) {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	files, edited, done := make(chan []string), make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(done)
		watchFiles(ctx, files, edited, slog.New(slog.NewTextHandler(log, nil)))
	}()
	t.Cleanup(func() { end(); <-done })
	again := func() {
		files <- []string{path}
		files <- []string{path} // now the first is done with
	}
	again()
	return func(what string) {
		t.Helper()
		select {
		case <-edited:
			again()
		case <-time.After(testTimeout):
			t.Fatalf("it is not seen: %s", what)
		}
	}
}

// A directory that is replaced, as some installers do, is noticed, and so are changes in
// the new one; so is a parent directory, and one that is missing for a while.
func TestWatchSeesReplacedFolders(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	in := func(names ...string) string { return filepath.Join(append([]string{top}, names...)...) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range []string{"site", "site2", "site3"} {
		must(os.MkdirAll(in(v, "levels"), 0o700))
		write(t, in(v, "levels", "maze.txt"), hall)
	}
	var log lockedBuffer
	next := newTestWatch(t, &log, in("site", "levels", "maze.txt"))

	must(os.Rename(in("site", "levels"), in("site", "old")))
	must(os.Rename(in("site2", "levels"), in("site", "levels")))
	next("a folder is replaced")
	twice := func(what string) { // the first may be told together with the folder
		t.Helper()
		for _, level := range []string{hall, shortLevel} {
			write(t, in("site", "levels", "maze.txt"), level)
			next(what)
		}
	}
	twice("a file in the new folder has changed")

	must(os.Rename(in("site"), in("gone")))
	next("a folder further up is gone")
	must(os.Rename(in("site3"), in("site")))
	next("another one is in its place")
	twice("a file in it has changed")

	must(os.RemoveAll(in("site", "levels")))
	next("the folder is removed")
	must(os.Mkdir(in("site", "levels"), 0o700))
	next("it is there again")
	twice("with a file in it")
	for _, what := range []string{"level directory missing", "level directory is back"} {
		if !strings.Contains(log.String(), what) {
			t.Errorf("it does not say %q: %s", what, log.String())
		}
	}
}

// lockedBuffer is a buffer that one may read while another writes.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
