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
	reread(false, `ban in line 3: invalid time "soon"; use the form "2026-05-01T12:00:00Z"`)
	checkBanned(t, l, map[string]bool{"10.0.0.2": true, "10.0.0.4": false})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	reread(false, "is missing; the next ban or unban writes it again")
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
	if err := l.Add(Ban{Addr: "10.0.0.2"}, now); err == nil || !strings.Contains(err.Error(), "bans.json: ban in line 1: unexpected end of file") {
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
		"":     "not a list; an empty list is []",
		"null": "not a list",
		"{}":   "not a list",
		"[{\"address\":\"10.0.0.1\"},\n\n {\"adress\":\"10.0.0.1\"}]": `ban in line 3: unknown field "adress"`,
		"[\n{\"address\":\"Ann\"}]":                                   `ban in line 2: invalid address "Ann"`,
		"[\n{\"address\":7}]":                                         "ban in line 2: cannot unmarshal number",
		"[\n{\"address\":é}\n]":                                       "ban in line 2: invalid character 'é'",
		"[\n{\"address\":\"10.0.0.1\"},\n]":                           "ban in line 3: invalid character ']'",
		"[\n{\"address\":\"10.0.0.1\"}":                               "the ] at the end is missing",
		"[null]":                                                      `ban in line 1: invalid address ""`,
		"[] x":                                                        "unexpected text after the list",
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
