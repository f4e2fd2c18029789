package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clew/engine/maze"
)

const smallLevel = "name: A Closet\n\n#######\n#S...E#\n#.###.#\n#.....#\n#######\n"

// writeLevel makes a file in a folder of its own, and gives back its path.
func writeLevel(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "closet.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLevelNames(t *testing.T) {
	if len(LevelNames()) == 0 {
		t.Fatal("no names")
	}
	for _, name := range LevelNames() {
		if _, err := LoadLevel(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLevelFile(t *testing.T) {
	level, err := LoadLevel(writeLevel(t, smallLevel))
	if err != nil {
		t.Fatal(err)
	}
	if level.Name != "A Closet" || level.Maze.Width() != 7 {
		t.Errorf("got %+v", level)
	}
}

// A file never hides a level that comes with the game, and can still be meant.
func TestLevelNameBeforeFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("spiral", []byte(smallLevel), 0o600); err != nil {
		t.Fatal(err)
	}
	for arg, want := range map[string]string{"spiral": "The Broken Spiral", "./spiral": "A Closet"} {
		level, err := LoadLevel(arg)
		if err != nil {
			t.Fatal(err)
		}
		if level.Name != want {
			t.Errorf("%s is %q, want %q", arg, level.Name, want)
		}
	}
}

func TestRandomLevel(t *testing.T) {
	level, err := LoadLevel("random:0007:41x31")
	if err != nil {
		t.Fatal(err)
	}
	want, err := maze.Generate(7, 41, 31, 50)
	if err != nil {
		t.Fatal(err)
	}
	if level.Name != "random:7:41x31" || level.Maze.Hash() != want.Hash() {
		t.Errorf("got %q with hash %#x, want hash %#x", level.Name, level.Maze.Hash(), want.Hash())
	}
	again, err := maze.Parse(level.Format())
	if err != nil || !bytes.Equal(again.Format(), level.Format()) {
		t.Errorf("it does not go through a file: %v", err)
	}
}

func TestLevelErrors(t *testing.T) {
	for _, c := range []struct {
		name, arg string
		want      string
	}{
		{"unknown", "frist-thread", `no level and no file "frist-thread"; write first-thread, loom,`},
		{"nothing", "", `no level and no file ""; write first-thread,`},
		{"folder", t.TempDir(), "is not a file; write the path of a level file"},
		{"faulty file", writeLevel(t, strings.Replace(smallLevel, "E", "e", 1)), `closet.txt", line 4, column 6: invalid tile "e"`},
		{"UTF-16", writeLevel(t, "\xFF\xFEn\x00a\x00"), "closet.txt: this file is UTF-16; save it as UTF-8"},
		{"huge file", writeLevel(t, smallLevel+strings.Repeat("\n", maze.MaxFileLen)), "the file is too long"},
		{"only random", "random:", "write numbers as in random:7:41x31"},
		{"no size", "random:7", "write numbers as in random:7:41x31"},
		{"no seed", "random:41x31", "write numbers as in random:7:41x31"},
		{"half a size", "random:7:41", "write numbers as in"},
		{"word for a seed", "random:seven:41x31", "write numbers as in"},
		{"seed below zero", "random:-7:41x31", "write numbers as in"},
		{"seed too large", "random:18446744073709551616:41x31", "write numbers as in"},
		{"too much", "random:7:41x31:50:2", "write numbers as in"},
		{"even", "random:7:40x31", `level "random:7:40x31": the width of 40 is even, but must be odd; use 39 or 41`},
		{"huge", "random:7:41x999999999", "too large; use an odd number up to 255"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := LoadLevel(c.arg)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want ...%s...", err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %q", err)
			}
		})
	}
}

func TestLevelErrorsAreMazeErrors(t *testing.T) {
	for _, arg := range []string{writeLevel(t, "name: X\nname: Y\n"), "random:7:3x3"} {
		var fault *maze.Error
		if _, err := LoadLevel(arg); !errors.As(err, &fault) {
			t.Errorf("%s: %v has no *maze.Error in it", arg, err)
		}
	}
}

// A random level may say how many of its dead ends are opened; one that has as
// many as usual is the one that says nothing.
func TestRandomLevelLoops(t *testing.T) {
	for arg, loops := range map[string]int{"random:7:41x31:0": 0, "random:7:41x31:100": 100, "random:7:41x31": DefaultLoopPercent} {
		level, err := LoadLevel(arg)
		if err != nil {
			t.Fatal(err)
		}
		want, err := maze.Generate(7, 41, 31, loops)
		if err != nil {
			t.Fatal(err)
		}
		if level.Name != arg || RandomLevelArg(7, 41, 31, loops) != arg || level.Maze.Hash() != want.Hash() {
			t.Errorf("%s is %q, another maze than with %d per cent of loops", arg, level.Name, loops)
		}
	}
	for _, bad := range []string{"random:7:41x31:", "random:7:41x31:many", "random:7:41x31:101"} {
		if _, err := LoadLevel(bad); err == nil {
			t.Errorf("%s is a level", bad)
		}
	}
}
