package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/lesson"
	"clew/cmd/internal/lab/scenario"
	"clew/levels"
)

// copyOf writes an embedded file to disk under a name.
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
	first, err := lesson.Source(lesson.Names()[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ path, want string }{
		{"../../engine/replay/testdata/hall.clewrec", "replay"},
		{"../internal/lab/capture/testdata/cut.capture", "replay"},
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
		if got != tc.want || !s.flags.Mute {
			t.Errorf("%s leads to %q, want %s", tc.path, got, tc.want)
		}
	}
}

// What is wrong with a file that was handed over is no error of the flags: it is
// told in the window too, in the person's language.
func TestUnopened(t *testing.T) {
	defer i18n.SetLanguage(i18n.English)
	const others = "Clew opens replays, levels, scenarios and lessons."
	wide := copyOf(t, "wide.txt", []byte("\xFF\xFEn\x00a\x00m\x00e\x00"))
	for _, tc := range []struct{ path, err, sentence, pt string }{
		{wide, "this file is UTF-16; save it as UTF-8", "Cannot open the file: " + wide + ": the file is UTF-16", "Não é possível abrir o ficheiro: " + wide + ": o ficheiro está em UTF-16"},
		{"nowhere.clewrec", `no such file: "nowhere.clewrec"; name a replay`, "File not found: nowhere.clewrec. " + others, "Ficheiro não encontrado: nowhere.clewrec."},
		{"testdata", `"testdata" is not a file; name a replay`, "testdata is not a file. " + others, "testdata não é um ficheiro."},
		{"../../assets/lab.png", "is not a file that Clew opens", "Clew does not recognise ../../assets/lab.png. It opens replays", "O Clew não reconhece ../../assets/lab.png."},
		{"testdata/unknownkey.txt", "; the keys are name, author and note", "Cannot open the file: level", "Não é possível abrir o ficheiro: level"},
		{"testdata/damaged.toml", `testdata/damaged.toml:11:11: unknown setting "loss"`, `Cannot open the file: testdata/damaged.toml:11:11: unknown setting "loss"`, "Não é possível abrir o ficheiro: testdata"},
	} {
		s, err := parse([]string{"-mute", tc.path}, env())
		if err != nil || s.openErr == nil || !strings.Contains(s.openErr.Error(), tc.err) || strings.Contains(s.openErr.Error(), "\n") {
			t.Errorf("%s: %v, %v", tc.path, err, s.openErr)
			continue
		}
		if got := s.OpenError(); !strings.HasPrefix(got, tc.sentence) {
			t.Errorf("%s: the window says %q", tc.path, got)
		}
		i18n.SetLanguage(i18n.Portuguese)
		if got := s.OpenError(); !strings.HasPrefix(got, tc.pt) {
			t.Errorf("%s: in Portuguese the window says %q", tc.path, got)
		}
		i18n.SetLanguage(i18n.English)
	}
	if s, err := parse([]string{"../../levels/spiral.txt"}, env()); err != nil || s.openErr != nil || s.OpenError != nil {
		t.Errorf("of a level: %v, %v", err, s.openErr)
	}
}

// Folders and a replay can be named by flags, too.
func TestFolders(t *testing.T) {
	const rec = "../../engine/replay/testdata/hall.clewrec"
	s, err := parse([]string{"-replay", rec, "-replays", "mine"}, env("CLEW_SCREENSHOTS=pictures"))
	if err != nil || s.Replay != rec || s.Replays != "mine" || s.Screenshots != "pictures" {
		t.Errorf("%+v, %v", s, err)
	}
}
