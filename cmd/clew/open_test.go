package main

import (
	"os"
	"path/filepath"
	"testing"

	"clew/levels"
	"clew/net/rig/lesson"
	"clew/net/rig/scenario"
)

// copyOf is what an embedded file has, in a file of that name.
func copyOf(t *testing.T, name string, src []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, src, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file is opened by what is in it, whatever it is called; only a damaged game
// is known by its name.
func TestOpen(t *testing.T) {
	level, err := levels.Source("labyrinth")
	if err != nil {
		t.Fatal(err)
	}
	loss, err := scenario.Example("3-loss")
	if err != nil {
		t.Fatal(err)
	}
	first, err := lesson.Source(lesson.Shipped()[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ path, want string }{
		{"../../engine/replay/testdata/hall.clewrec", "replay"},
		{"../../net/rig/capture/testdata/cut.capture", "replay"},
		{copyOf(t, "damaged.CAPTURE", []byte("?")), "replay"},
		{copyOf(t, "labyrinth", level), "level"},
		{copyOf(t, "mine.clew", append([]byte("\uFEFF"), loss...)), "lab"},
		{copyOf(t, "a file.txt", first), "lesson"},
	} {
		s, err := parse([]string{tc.path, "-mute"}, env())
		if err != nil {
			t.Errorf("%s: %v", tc.path, err)
			continue
		}
		got := ""
		for what, is := range map[string]bool{"replay": s.Replay == tc.path, "level": s.Level == tc.path, "lab": s.Lab != nil, "lesson": s.Lesson != nil} {
			if is {
				got += what
			}
		}
		if got != tc.want || !s.mute {
			t.Errorf("%s leads to %q, want %s", tc.path, got, tc.want)
		}
	}
}

// Folders and a replay can be named by flags, too.
func TestFolders(t *testing.T) {
	const rec = "../../engine/replay/testdata/hall.clewrec"
	s, err := parse([]string{"-replay", rec, "-replays", "mine"}, env("CLEW_SHOTS=pictures"))
	if err != nil || s.Replay != rec || s.Replays != "mine" || s.Shots != "pictures" {
		t.Errorf("%+v, %v", s, err)
	}
}
