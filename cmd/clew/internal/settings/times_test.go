package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func TestTimes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "times.toml")
	times, message := OpenTimes(path)
	if message != "" || times.Best(7) != 0 {
		t.Fatalf("at first: %q, %d", message, times.Best(7))
	}
	for _, tc := range []struct {
		took sim.Tick
		best bool
	}{{900, true}, {1000, false}, {900, false}, {899, true}} {
		best, err := times.Add(7, "Seven", tc.took, noon)
		if err != nil || best != tc.best {
			t.Errorf("%d ticks: best %v, %v", tc.took, best, err)
		}
	}
	again, message := OpenTimes(path)
	if message != "" || again.Best(7) != 899 || again.levels[levelKey(7)] != (LevelTime{"Seven", 899, 4, noon}) {
		t.Errorf("read again: %q, %+v", message, again.levels)
	}
}

// The levels where one was last are kept; and what is kept can be read.
func TestTimesOfManyLevels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := OpenTimes("")
	for i := range maxTimesKept + 5 {
		if _, err := times.Add(uint64(i), strings.Repeat("x", 48), 60, noon.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	times.path = path
	if _, err := times.Add(9999, "the last", 60, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	again, message := OpenTimes(path)
	if message != "" || len(again.levels) != maxTimesKept || again.Best(5) != 0 || again.Best(6) == 0 || again.Best(9999) == 0 {
		t.Errorf("%q; %d levels, %d %d %d", message, len(again.levels), again.Best(5), again.Best(6), again.Best(9999))
	}
}

// A damaged file is put aside, one of a later release is left alone; neither
// keeps anybody from playing.
func TestTimesThatCantBeRead(t *testing.T) {
	for name, text := range map[string]string{
		"nonsense": "no toml", "no version": "", "a bad key": "version = 1\n[levels.xyz]\nbest = 4\nruns = 1\n",
		"no time": "version = 1\n[levels.07]\nbest = 0\nruns = 1\n", "no number": "version = 1\n[levels.07]\nbest = 'x'\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "times.toml")
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			times, message := OpenTimes(path)
			if !strings.Contains(message, path+".damaged") || !exists(path+".damaged") {
				t.Errorf("the message is %q", message)
			}
			if _, err := times.Add(1, "One", 5, noon); err != nil || !exists(path) {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
	path := filepath.Join(t.TempDir(), "times.toml")
	later := "levels = 'otherwise'\nversion = 2\n"
	if err := os.WriteFile(path, []byte(later), 0o644); err != nil {
		t.Fatal(err)
	}
	times, message := OpenTimes(path)
	if _, err := times.Add(1, "One", 5, noon); err != nil || !strings.Contains(message, "later release") {
		t.Errorf("of a later release: %q, %v", message, err)
	}
	if b, _ := os.ReadFile(path); string(b) != later {
		t.Errorf("it is now %q", b)
	}
}
