package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// closeFile waits until a ledger has kept all, which must go well.
func closeFile(t *testing.T, l interface{ Close() error }) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// What another window of the game keeps meanwhile stays.
func TestTwoWindowsKeepTheirTimes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	a, _ := OpenTimes(path)
	b, _ := OpenTimes(path)
	a.Add(1, "One", 50, noon)
	closeFile(t, a)
	b.Add(1, "One", 60, noon)
	b.Add(2, "Two", 70, noon)
	closeFile(t, b)
	a.Add(3, "Three", 80, noon)
	closeFile(t, a)
	all, message := OpenTimes(path)
	if one := all.current.Levels[levelKey(1)]; message != "" || one.Best != 50 || one.Runs != 2 || all.Best(2) != 70 || all.Best(3) != 80 {
		t.Errorf("%q, %+v", message, all.current)
	}
}

// A file that was damaged while the game ran is not written over, and that is
// told.
func TestSharedFileDamagedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := OpenTimes(path)
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	times.Add(1, "One", 50, noon)
	if err := times.Close(); err == nil || !strings.Contains(err.Error(), "damaged") || times.Best(1) != 50 {
		t.Errorf("%v, %d", err, times.Best(1))
	}
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Errorf("the file is now %q", b)
	}
}
