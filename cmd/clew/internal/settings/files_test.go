package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// write puts a file where settings are read from.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// read returns the content of a file.
func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A damaged file is renamed, whole, and never one over another, and the game
// begins with the defaults.
func TestDamaged(t *testing.T) {
	path := settingsPath(t)
	damaged := []string{"version = ", "[player]\nname = 3", "version = 1\n[sound]\nmaster = \"loud\"", "\x00\xFF", "[keys]\nchat = \"T\"", strings.Repeat("#", maxFileBytes) + "\nx"}
	asides := map[string]bool{}
	for _, text := range damaged[:5] {
		write(t, path, text)
		s, message := Open(path)
		if !reflect.DeepEqual(*s.Current(), Default()) {
			t.Errorf("%q: %+v", text, s.Current())
		}
		aside := regexp.MustCompile(`\S*settings\.damaged-\d{4}-\d\d-\d\dT\d{6}(-\d+)?\.toml`).FindString(message())
		if aside == "" || asides[aside] || exists(path) {
			t.Fatalf("%q: %q", text, message())
		}
		asides[aside] = true
		if read(t, aside) != text {
			t.Errorf("%q was renamed as %q", text, read(t, aside))
		}
		s.Change(func(s *Settings) { s.Player.Name = "Rui" })
		if reopen(t, s).Current().Player.Name != "Rui" {
			t.Error("nothing is kept after that")
		}
	}
	write(t, path, damaged[5]) // too long to be looked at: stays as it is
	s, message := Open(path)
	s.Change(func(s *Settings) { s.Player.Name = "Rui" })
	if err := s.Close(); err != nil || !strings.Contains(message(), "longer than") || read(t, path) != damaged[5] {
		t.Errorf("%q, %v", message(), err)
	}
}

// What somebody makes of the file while the game runs is renamed, too, if it
// is damaged.
func TestDamagedMeanwhile(t *testing.T) {
	path := settingsPath(t)
	s, _ := Open(path)
	s.Change(func(s *Settings) { s.Player.Name = "Rui" })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path, "name = [")
	s.Change(func(s *Settings) { s.Player.Colour = 3 })
	if p := s.Problem(); !strings.Contains(p, ".damaged-") || s.Problem() != "" {
		t.Errorf("%q", p)
	}
	if got := reopen(t, s).Current().Player; got != (Player{"Rui", 3, 0}) {
		t.Errorf("%+v", got)
	}
}

// What this release does not know stays in the file.
func TestUnknownKeysSurvive(t *testing.T) {
	path := settingsPath(t)
	write(t, path, "version = 1\nmood = \"calm\"\n[player]\nname = \"Rui\"\nhat = 7\n[keys]\nchat = [\"T\"]\ndance = [\"X\"]\n[pets]\ncats = 2\n")
	s, message := Open(path)
	if message() != "" || s.Current().Player.Name != "Rui" {
		t.Fatalf("%q, %+v", message(), s.Current())
	}
	s.Change(func(s *Settings) { s.Player.Name = "Ana" })
	s.Change(func(s *Settings) { delete(s.Keys, "chat") })
	s = reopen(t, s)
	want := map[string]any{"mood": "calm", "player": map[string]any{"hat": int64(7)}, "pets": map[string]any{"cats": int64(2)}}
	if !reflect.DeepEqual(s.file.content.unknown, want) || s.Current().Player.Name != "Ana" {
		t.Errorf("%v, %+v", s.file.content.unknown, s.Current().Player)
	}
	if want := map[string][]string{"dance": {"X"}}; !reflect.DeepEqual(s.Current().Keys, want) {
		t.Errorf("%v", s.Current().Keys)
	}
}

// Names that somebody has written in capitals are ours, and are written as ours.
func TestCapitals(t *testing.T) {
	path := settingsPath(t)
	write(t, path, "Version = 1\n[PLAYER]\nName = \"Rui\"\nhat = 7\n[Player]\nCOAT = 1\n")
	s, message := Open(path)
	if message() != "" || s.Current().Player.Name != "Rui" {
		t.Fatalf("%q, %+v", message(), s.Current())
	}
	s.Change(func(s *Settings) { s.Player.Colour = 3 })
	s = reopen(t, s)
	want := map[string]any{"player": map[string]any{"hat": int64(7), "COAT": int64(1)}}
	if got := s.Current().Player; got != (Player{"Rui", 3, 0}) || !reflect.DeepEqual(s.file.content.unknown, want) {
		t.Errorf("%+v, %v", got, s.file.content.unknown)
	}
	if text := read(t, path); strings.Contains(text, "PLAYER") || strings.Count(text, "[player]") != 1 {
		t.Error(text)
	}
}

// A file of a later release is read as far as it is understood, and is there as
// a copy when this release writes its own.
func TestNewerVersion(t *testing.T) {
	path := settingsPath(t)
	text := "version = 7\nsound = \"all\"\n[player]\nname = \"Rui\"\n[picture]\nscale = 150\n"
	write(t, path, text)
	s, message := Open(path)
	if got := s.Current(); got.Player.Name != "Rui" || got.Video.Scale != 150 || got.Sound != Default().Sound {
		t.Errorf("%+v", got)
	}
	copied := filepath.Join(filepath.Dir(path), "settings.version-7.toml")
	if !strings.Contains(message(), "settings.version-7.toml") || exists(copied) || read(t, path) != text {
		t.Errorf("%q", message())
	}
	s.Change(func(s *Settings) { s.Player.Name = "Ana" })
	s.Change(func(s *Settings) { s.Player.Colour = 2 })
	s = reopen(t, s)
	if got := s.Current(); got.Player.Name != "Ana" || got.Player.Colour != 2 || got.Video.Scale != 150 || got.Version != Version {
		t.Errorf("%+v", got)
	}
	if read(t, copied) != text {
		t.Errorf("the copy is %q", read(t, copied))
	}
}

// A folder in which nothing can be written is told once, and the game goes on.
func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	s, _ := Open(filepath.Join(file, "settings.toml"))
	s.Change(func(s *Settings) { s.Player.Name = "Rui" })
	s.Close()
	if s.file.path == "" { // the system says at once that there can be no such file
		return
	}
	if p := s.Problem(); p == "" || s.Problem() != "" || s.Current().Player.Name != "Rui" {
		t.Errorf("%q", p)
	}
}

func TestMessagesAreEmptyWithoutAFile(t *testing.T) {
	s, message := Open(settingsPath(t))
	if message() != "" || s.Problem() != "" || !reflect.DeepEqual(*s.Current(), Default()) {
		t.Errorf("%q, %+v", message(), s.Current())
	}
}

func FuzzParse(f *testing.F) {
	whole, err := format(&Settings{}, nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{string(whole), "", "version = 9\nsound = 1", "[keys]\na = [\"b\"]", "[player]\nhat = {a = 1}", "version=2\nsounD=0", "Version = 9\n[Sound]\nmasteR = 7\nTREBLE = 8"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		s, extra, _, err := parse(text)
		if err != nil {
			return
		}
		again, err := format(&s, extra)
		if err != nil {
			t.Fatalf("%q can't be written again: %v", text, err)
		}
		back, _, _, err := parse(again)
		if err != nil || !same(s, back) {
			t.Fatalf("%q became\n%s\n%v", text, again, err)
		}
	})
}
