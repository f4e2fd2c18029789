package records

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// level grows a level, another one for each seed.
func level(t testing.TB, seed uint64) *maze.Level {
	t.Helper()
	m, err := maze.Generate(seed, 15, 15, 30)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: fmt.Sprint("level ", seed), Maze: m}
}

func open(t testing.TB, path string) *Records {
	t.Helper()
	r, err := Open(path, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Records survive in the file; a level with another name is the same maze.
func TestRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "records.json")
	r := open(t, path)
	a, b := level(t, 1), level(t, 2)
	if got := r.Record(a); got != (wire.Record{}) {
		t.Errorf("%+v", got)
	}
	best := wire.Record{Name: "Zoë \"50%\"", Ticks: 300}
	r.SetRecord(a, wire.Record{Name: "Ann", Ticks: 400})
	r.SetRecord(b, wire.Record{Name: "Bob", Ticks: 500})
	r.SetRecord(a, best)
	r.Close()
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
		t.Errorf("the file is %v, %v: others must not write records", info.Mode(), err)
	}
	renamed := *a
	renamed.Name = "another name"
	if got := open(t, path).Record(&renamed); got != best {
		t.Errorf("%+v, want %+v", got, best)
	}
	if got := open(t, path).Record(b); got.Name != "Bob" || got.Ticks != 500 {
		t.Errorf("%+v", got)
	}
	memory := open(t, "")
	memory.SetRecord(a, best)
	if memory.Close(); memory.Record(a) != best {
		t.Error("nothing is kept in memory")
	}
}

// The file does not grow without end; the records that were set last stay.
func TestRecordsAreBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "records.json")
	r := open(t, "")
	for seed := range uint64(MaxRecords + 5) {
		if r.SetRecord(level(t, seed), wire.Record{Name: "Ann", Ticks: sim.Tick(seed + 1)}); seed == 0 {
			r.SetRecord(level(t, 9999), wire.Record{Name: "Bob", Ticks: 1})
		}
	}
	r.path = path
	name := strings.Repeat("\U00020000", wire.MaxNameLen/4)
	r.SetRecord(level(t, MaxRecords), wire.Record{Name: name, Ticks: 9})
	r.Close()
	saved := open(t, path)
	if n := len(saved.entries); n != MaxRecords {
		t.Errorf("%d records", n)
	}
	if saved.Record(level(t, 0)).Ticks != 0 || saved.Record(level(t, MaxRecords)).Name != name || saved.Record(level(t, MaxRecords+4)).Ticks != MaxRecords+5 {
		t.Error("others than the oldest were dropped")
	}
}

// A file that is torn or that somebody made up is refused in words and left alone, and
// the game goes on.
func TestHostileFiles(t *testing.T) {
	good := `[{"maze":"00000000000000ff","level":"x","name":"Ann","ticks":5}]`
	replace := func(old, with string) string { return strings.Replace(good, old, with, 1) }
	for name, file := range map[string]string{
		"nothing":               "",
		"no list":               "{}",
		"text after the list":   good + "x",
		"an unknown field":      replace(`"level"`, `"lever"`),
		"a name of two lines":   replace("Ann", `a\nb`),
		"an escape sequence":    replace("Ann", `\u001b[2J`),
		"a reversed name":       replace("Ann", `a\u202eb`),
		"a long name":           replace("Ann", strings.Repeat("x", wire.MaxNameRunes+1)),
		"no name":               replace("Ann", ""),
		"a negative time":       replace("5", "-5"),
		"no time":               replace("5}", "0}"),
		"a time of 33 bits":     replace("5}", "4294967296}"),
		"a hash of 17 digits":   replace("00ff", "000ff"),
		"a hash in capitals":    replace("00ff", "00FF"),
		"a maze twice":          "[" + strings.Trim(good, "[]") + "," + strings.Trim(good, "[]") + "]",
		"too many records":      "[" + strings.Repeat("{},", MaxRecords) + "{}]",
		"a file without an end": strings.Repeat("[", maxFile+1),
		"a deep one":            strings.Repeat("[", maxFile/2),
		"another encoding":      "\xff\xfe[\x00]\x00",
	} {
		path := filepath.Join(t.TempDir(), "records.json")
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		checkRefused(t, name, path, file)
	}
	for n := range good {
		path := filepath.Join(t.TempDir(), "records.json")
		if err := os.WriteFile(path, []byte(good[:n]), 0o600); err != nil {
			t.Fatal(err)
		}
		checkRefused(t, fmt.Sprintf("cut to %d bytes", n), path, good[:n])
	}
	path := filepath.Join(t.TempDir(), "records.json")
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := open(t, path); len(r.entries) != 1 {
		t.Errorf("%+v", r.entries)
	}
}

func checkRefused(t *testing.T, name, path, file string) {
	t.Helper()
	r, err := Open(path, func(err error) { t.Error(err) })
	if err == nil || r == nil {
		t.Errorf("%s: it was accepted", name)
		return
	}
	want := wire.Record{Name: "Bob", Ticks: 7}
	r.SetRecord(level(t, 1), want)
	if r.Close(); r.Record(level(t, 1)) != want {
		t.Errorf("%s: no record can be set", name)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != file {
		t.Errorf("%s: the file was overwritten: %v", name, err)
	}
}

// A file that cannot be written is said in words.
func TestUnwritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no folder", "records.json")
	var said []string
	r, err := Open(path, func(err error) { said = append(said, err.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	want := wire.Record{Name: "Bob", Ticks: 7}
	r.SetRecord(level(t, 1), want)
	if r.Close(); len(said) != 1 || !strings.HasPrefix(said[0], "cannot write ") || r.Record(level(t, 1)) != want {
		t.Errorf("%q", said)
	}
}
