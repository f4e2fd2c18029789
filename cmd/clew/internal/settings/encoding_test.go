package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/engine/sim"
)

// utf16Text encodes a text as editors that write UTF-16 save it.
func utf16Text(text string) string {
	b := []byte("\xFF\xFE")
	for _, c := range []byte(text) {
		b = append(b, c, 0)
	}
	return string(b)
}

// A byte order mark before a file is no part of it.
func TestByteOrderMark(t *testing.T) {
	const mark = "\uFEFF"
	path := settingsPath(t)
	write(t, path, mark+"version = 1\n[player]\nname = \"Rui\"\n[servers]\nrecent = [{address = \"a:1\"}]\n[pets]\ncats = 2\n")
	s, message := Open(path)
	if now := s.Current(); message() != "" || now.Player.Name != "Rui" || len(now.Servers.Recent) != 1 {
		t.Errorf("%q, %+v", message(), now)
	}
	s.Change(func(s *Settings) { s.Player.Colour = 3 })
	if s = reopen(t, s); s.Current().Player.Name != "Rui" || len(s.file.content.unknown) != 1 {
		t.Errorf("%+v, %v", s.Current().Player, s.file.content.unknown)
	}

	path = filepath.Join(filepath.Dir(path), "progress.toml")
	write(t, path, mark+"version = 1\n[lessons.a]\ntasks = [0]\n")
	p, said := OpenProgress(path)
	p.MarkDone("a", "1", true)
	closeFile(t, p)
	if p, _ = OpenProgress(path); said != "" || len(p.Get("a").Tasks) != 2 {
		t.Errorf("%q, %+v", said, p.Get("a"))
	}

	path = filepath.Join(filepath.Dir(path), "times.toml")
	write(t, path, mark+"version = 1\n[levels.0000000000000007]\nname = 'X'\nbest = 90\nruns = 1\nlast = 2026-05-04T10:11:12Z\n")
	times, said := OpenTimes(path)
	if said != "" || times.Best(7) != 90 {
		t.Errorf("%q, %d", said, times.Best(7))
	}
}

// A file that is UTF-16 is told as such, with what to do. It is not damaged: it
// stays as it is, and nothing is kept until then.
func TestUTF16(t *testing.T) {
	folder := t.TempDir()
	text := utf16Text("version = 1\n")
	for _, tc := range []struct {
		name string
		play func(path string) (said string)
	}{
		{"settings.toml", func(path string) string {
			s, message := Open(path)
			s.Change(func(s *Settings) { s.Player.Name = "Rui" })
			s.Close()
			return message()
		}},
		{"progress.toml", func(path string) string {
			p, message := OpenProgress(path)
			p.MarkDone("a", "1", true)
			p.Close()
			return message
		}},
		{"times.toml", func(path string) string {
			times, message := OpenTimes(path)
			times.Add(7, "X", sim.Tick(90), time.Unix(0, 0))
			times.Close()
			return message
		}},
	} {
		path := filepath.Join(folder, tc.name)
		write(t, path, text)
		said := tc.play(path)
		if !strings.Contains(said, path) || !strings.Contains(said, "UTF-16; save it as UTF-8") {
			t.Errorf("%s: it says %q", tc.name, said)
		}
		if read(t, path) != text {
			t.Errorf("%s became %q", tc.name, read(t, path))
		}
	}
	if files, _ := os.ReadDir(folder); len(files) != 3 {
		t.Errorf("besides there are %v", files)
	}
}

// What becomes UTF-16 while the game runs stays, too.
func TestUTF16Meanwhile(t *testing.T) {
	path := settingsPath(t)
	s, _ := Open(path)
	s.Change(func(s *Settings) { s.Player.Name = "Rui" })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text := utf16Text("version = 1\n")
	write(t, path, text)
	s.Change(func(s *Settings) { s.Player.Colour = 3 })
	s.Close()
	if p := s.Problem(); !strings.Contains(p, "UTF-16; save it as UTF-8") || s.Problem() != "" || read(t, path) != text {
		t.Errorf("%q, and the file became %q", p, read(t, path))
	}
}
