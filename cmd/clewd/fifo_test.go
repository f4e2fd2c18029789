//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A file that could block the server or has no end is refused at once, by its kind.
func TestNoRegularFiles(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, kind := range map[string]string{pipe: "a pipe", dir: "a folder", "/dev/zero": "a device"} {
		for _, args := range [][]string{
			{"replay", path},
			{"-config", path},
			{"config", "check", path},
			{"-addr", "127.0.0.1:0", "-bans", path},
			{"-addr", "127.0.0.1:0", "-level", path},
		} {
			_, errs, code := command(t, args...)
			if code != exitUsage || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, path) {
				t.Errorf("%q: exit code %d, %q", args, code, errs)
			}
			if args[len(args)-2] != "-level" && !strings.Contains(errs, "is "+kind+", not a regular file") {
				t.Errorf("%q: it says %q", args, errs)
			}
		}
	}
}

// A byte order mark is ignored; UTF-16 is reported.
func TestEncodings(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	marked := start(t, "-bans", file("bans.json", "\ufeff[]\n"), "-config", file("clewd.toml", "\ufeffname = \"Ada's\"\n"))
	marked.join(t).readUntil(t, "U|")
	for _, mark := range []string{"\xff\xfe", ""} {
		bans := file("utf16.json", mark+"[\x00]\x00\n\x00")
		settings := file("utf16.toml", mark+"n\x00a\x00m\x00e\x00")
		for _, args := range [][]string{
			{"-addr", "127.0.0.1:0", "-bans", bans},
			{"-config", settings},
			{"config", "check", settings},
		} {
			_, errs, code := command(t, args...)
			if code != exitUsage || !strings.Contains(errs, "this file is UTF-16; save it as UTF-8") {
				t.Errorf("%q: exit code %d, %q", args, code, errs)
			}
		}
	}
}
