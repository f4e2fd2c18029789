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
		if best := times.Add(7, "Seven", tc.took, noon); best != tc.best {
			t.Errorf("%d ticks: best %v", tc.took, best)
		}
	}
	closeFile(t, times)
	again, message := OpenTimes(path)
	if message != "" || again.Best(7) != 899 || again.content.Levels[levelKey(7)] != (LevelTime{"Seven", 899, 4, noon}) {
		t.Errorf("read again: %q, %+v", message, again.content.Levels)
	}
}

// The levels where one was last are kept; and what is kept can be read.
func TestTimesOfManyLevels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := OpenTimes(path)
	for i := range maxTimedLevels + 5 {
		times.Add(uint64(i), strings.Repeat("x", 48), 60, noon.Add(time.Duration(i)*time.Second))
	}
	times.Add(9999, "the last", 60, noon.Add(time.Hour))
	closeFile(t, times)
	again, message := OpenTimes(path)
	if message != "" || len(again.content.Levels) != maxTimedLevels || again.Best(5) != 0 || again.Best(6) == 0 || again.Best(9999) == 0 {
		t.Errorf("%q; %d levels, %d %d %d", message, len(again.content.Levels), again.Best(5), again.Best(6), again.Best(9999))
	}
}

// A damaged file is renamed, one of a later release is left alone; neither
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
			times.Add(1, "One", 5, noon)
			if closeFile(t, times); !exists(path) {
				t.Error("afterwards nothing is kept")
			}
		})
	}
	path := filepath.Join(t.TempDir(), "times.toml")
	later := "levels = 'otherwise'\nversion = 2\n"
	if err := os.WriteFile(path, []byte(later), 0o644); err != nil {
		t.Fatal(err)
	}
	times, message := OpenTimes(path)
	if times.Add(1, "One", 5, noon); !strings.Contains(message, "newer version") || times.Best(1) != 5 {
		t.Errorf("of a later release: %q", message)
	}
	closeFile(t, times)
	if b, _ := os.ReadFile(path); string(b) != later {
		t.Errorf("it is now %q", b)
	}
}

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
	if one := all.content.Levels[levelKey(1)]; message != "" || one.Best != 50 || one.Runs != 2 || all.Best(2) != 70 || all.Best(3) != 80 {
		t.Errorf("%q, %+v", message, all.content)
	}
}

// A file that was damaged while the game ran is not written over, and that is
// told.
func TestTimesDamagedMeanwhile(t *testing.T) {
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

// Times that could not be saved, because the file was damaged, survive another
// window rewriting it.
func TestTimesSurviveARewrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := OpenTimes(path)
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	times.Add(1, "One", 50, noon)
	other, _ := OpenTimes(path) // renames the file
	other.Add(2, "Two", 60, noon)
	closeFile(t, other)
	times.Add(3, "Three", 70, noon)
	closeFile(t, times)
	all, message := OpenTimes(path)
	if message != "" || all.Best(1) != 50 || all.Best(2) != 60 || all.Best(3) != 70 || all.content.Levels[levelKey(1)].Runs != 1 {
		t.Errorf("%q, %+v", message, all.content)
	}
}

// A time that could not be saved because reading the file failed is saved at the
// end, without another change.
func TestTimesAreSavedAtTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "times.toml")
	times, _ := OpenTimes(path)
	if err := os.Mkdir(path, 0o700); err != nil { // cannot be read
		t.Fatal(err)
	}
	times.Add(1, "One", 50, noon)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	closeFile(t, times)
	if all, message := OpenTimes(path); message != "" || all.Best(1) != 50 {
		t.Errorf("%q, %+v", message, all.content)
	}
}
