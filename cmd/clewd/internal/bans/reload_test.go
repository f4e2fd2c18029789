package bans

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// edit writes into the file of a list as a person does.
func edit(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// checkBanned checks which of some addresses are banned.
func checkBanned(t *testing.T, l *List, want map[string]bool) {
	t.Helper()
	for origin, banned := range want {
		if _, is := l.Banned(origin, now); is != banned {
			t.Errorf("%s is banned: %v", origin, is)
		}
	}
}

// What is written into the file by hand is taken over when that is asked for, if
// it makes sense.
func TestReread(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	l := open(t, path)
	reread := func(changed bool, problem string) {
		t.Helper()
		got, err := l.Reload(now)
		if got != changed || (err == nil) != (problem == "") || err != nil && !strings.Contains(err.Error(), problem) {
			t.Errorf("%v, %v", got, err)
		}
	}
	reread(false, "") // there is no file yet
	if err := l.Add(Ban{Addr: "10.0.0.1"}, now); err != nil {
		t.Fatal(err)
	}
	reread(false, "") // it is our own
	edit(t, path, `[{"address":"10.0.0.2"},
{"address":"10.0.0.3","until":"2026-05-01T11:00:00Z"}]`)
	reread(true, "")
	reread(false, "")
	checkBanned(t, l, map[string]bool{"10.0.0.1": false, "10.0.0.2": true, "10.0.0.3": false})
	edit(t, path, "[\n{\"address\":\"10.0.0.4\"},\n{\"address\":\"10.0.0.5\",\"until\":\"soon\"}]")
	reread(false, `the ban in line 3: "soon" is no time; write one like "2026-05-01T12:00:00Z"`)
	checkBanned(t, l, map[string]bool{"10.0.0.2": true, "10.0.0.4": false})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	reread(false, "is gone; the next ban or unban writes it anew, and [] in it lifts all")
	checkBanned(t, l, map[string]bool{"10.0.0.2": true})
	edit(t, path, "[]\n")
	reread(true, "")
	checkBanned(t, l, map[string]bool{"10.0.0.2": false})
}

// No ban writes over what was written by hand: it comes to that.
func TestChangeAfterAnEdit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	l := open(t, path)
	for _, step := range []func(){
		func() { edit(t, path, `[{"address":"10.0.0.1"},{"address":"10.0.0.2"}]`) },
		func() { edit(t, path, `[{"address":"10.0.0.1"},{"address":"10.0.0.3"},{"address":"10.0.0.9"}]`) },
	} {
		step()
		if err := l.Add(Ban{Addr: "10.0.0.4"}, now); err != nil {
			t.Fatal(err)
		}
	}
	edit(t, path, `[{"address":"10.0.0.1"},{"address":"10.0.0.3"},{"address":"10.0.0.4"}]`)
	if was, err := l.Remove("10.0.0.3", now); !was || err != nil {
		t.Errorf("%v, %v", was, err)
	}
	if changed, err := l.Reload(now); !changed || err != nil {
		t.Errorf("whoever has to go now is never told: %v, %v", changed, err)
	}
	want := map[string]bool{"10.0.0.1": true, "10.0.0.2": false, "10.0.0.3": false, "10.0.0.4": true, "10.0.0.9": false}
	checkBanned(t, l, want)
	checkBanned(t, open(t, path), want)
}

// Where a person has broken the file, a ban holds but is not written over that;
// once it is mended, both are in it.
func TestBanBesideABrokenFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	l := open(t, path)
	broken := `[{"address":"10.0.0.1"`
	edit(t, path, broken)
	if err := l.Add(Ban{Addr: "10.0.0.2"}, now); err == nil || !strings.Contains(err.Error(), "makes no sense: the ban in line 1: the file ends in the midst of it") {
		t.Errorf("%v", err)
	}
	if _, err := l.Remove("10.0.0.7", now); err == nil {
		t.Error("the file is broken")
	}
	if b, _ := os.ReadFile(path); string(b) != broken {
		t.Errorf("%q was written over it", b)
	}
	edit(t, path, broken+"}]")
	if changed, err := l.Reload(now); !changed || err != nil {
		t.Errorf("%v, %v", changed, err)
	}
	for _, l := range []*List{l, open(t, path)} {
		checkBanned(t, l, map[string]bool{"10.0.0.1": true, "10.0.0.2": true})
	}
}

// Every fault is named with its line.
func TestFaultsHaveLines(t *testing.T) {
	for text, want := range map[string]string{
		"":     "it is no list; write [] into it where nobody is banned",
		"null": "it is no list",
		"{}":   "it is no list",
		"[{\"address\":\"10.0.0.1\"},\n\n {\"adress\":\"10.0.0.1\"}]": `the ban in line 3: unknown field "adress"`,
		"[\n{\"address\":\"Ann\"}]":                                   `the ban in line 2: "Ann" is no address`,
		"[\n{\"address\":7}]":                                         "the ban in line 2: cannot unmarshal number",
		"[\n{\"address\":é}\n]":                                       "the ban in line 2: invalid character 'é'",
		"[\n{\"address\":\"10.0.0.1\"},\n]":                           "the ban in line 3: invalid character ']'",
		"[\n{\"address\":\"10.0.0.1\"}":                               "the ] at its end is missing",
		"[null]":                                                      `the ban in line 1: "" is no address`,
		"[] x":                                                        "something follows the list",
	} {
		if _, err := parse([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// What could not be written is not forgotten by reading.
func TestRereadKeepsWhatCouldNotBeWritten(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "later")
	path := filepath.Join(folder, "bans.json")
	l := open(t, path)
	if err := l.Add(Ban{Addr: "10.0.0.1", Until: now.Add(time.Hour)}, now); err == nil {
		t.Error("there is no folder")
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	edit(t, path, `[{"address":"10.0.0.2"}]`)
	if changed, err := l.Reload(now); !changed || err != nil {
		t.Errorf("%v, %v", changed, err)
	}
	checkBanned(t, open(t, path), map[string]bool{"10.0.0.1": true, "10.0.0.2": true})
}
