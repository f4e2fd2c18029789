package settings

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"clew/cmd/internal/clitest"
)

func TestMain(m *testing.M) {
	var s *Store
	clitest.RunWriter(func(path string, n int) error {
		if s == nil {
			s, _ = Open(path)
		}
		s.Change(func(s *Settings) { setMarker(s, n) })
		return s.Close()
	})
	os.Exit(m.Run())
}

// setMarker makes settings those of the n-th writing, of another length each time.
func setMarker(s *Settings, n int) {
	s.Player.Name = fmt.Sprintf("n%d", n)
	s.Servers.Recent = nil
	for i := range n % MaxRecent {
		s.Servers.RecordVisit(Server{Address: fmt.Sprintf("%d.example:%d", i, n)})
	}
}

// Whoever writes may be killed at any moment: the file is the last one that was
// written, or the one after that, and is never renamed.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clew", "settings.toml")
	for range 25 {
		last := clitest.KillWriter(t, path, 1+rand.IntN(6))
		s, message := Open(path)
		if message() != "" {
			t.Fatal(message())
		}
		a, b := Default(), Default()
		setMarker(&a, last)
		setMarker(&b, last+1)
		if got := *s.Current(); !same(got, a) && !same(got, b) {
			t.Fatalf("after writing %d there is %+v", last, got)
		}
	}
}

// same compares settings but for lists that are nil or empty.
func same(a, b Settings) bool {
	texts := [2][]byte{}
	for i, s := range []*Settings{&a, &b} {
		texts[i], _ = format(s, nil)
	}
	return string(texts[0]) == string(texts[1])
}

// settingsPath returns the path of a settings file in a folder that does not
// exist yet.
func settingsPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "clew", "settings.toml")
}

// reopen closes settings and reads them again.
func reopen(t *testing.T, s *Store) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, message := Open(s.file.path)
	if message() != "" {
		t.Fatal(message())
	}
	return again
}

// Every field of the settings is kept. A new field is filled in here by itself.
func TestEverythingIsKept(t *testing.T) {
	want := Default()
	fill(reflect.ValueOf(&want).Elem())
	want.Version, want.Video.FrameLimit = Version, 75
	s, message := Open(settingsPath(t))
	if message() != "" {
		t.Fatal(message())
	}
	s.Change(func(s *Settings) { *s = want.clone() })
	if got := *reopen(t, s).Current(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// fill gives every field a value that is not its default and within all bounds.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Int:
		v.SetInt(v.Int()*4/5 + 7)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.String:
		v.SetString("Inês \"x\"")
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string][]string{"chat": {"T", "Enter"}, "odd key": {}}))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	default:
		panic("settings have a field of a kind that the test can't fill in: " + v.Kind().String())
	}
}

func TestBounds(t *testing.T) {
	s := NewInMemory()
	s.Change(func(s *Settings) {
		s.Player = Player{Name: " \tRui\x00" + strings.Repeat("i", 99), Colour: 9, Shape: -1}
		s.Sound.Master, s.Sound.Music = 900, -3
		s.Video.Scale, s.Video.FrameLimit, s.Video.Brightness = 10, 5, 900
		s.Servers.Recent = []Server{{"a:1", "x\x01"}, {"", "nowhere"}, {"a:1", "twice"}, {strings.Repeat("a", 300), ""}}
	})
	got := s.Current()
	if got.Player.Colour != 8 || got.Player.Shape != 0 || !strings.HasPrefix(got.Player.Name, "Rui") || len(got.Player.Name) > 32 {
		t.Errorf("%+v", got.Player)
	}
	if got.Sound.Master != 100 || got.Sound.Music != 0 || got.Video.Scale != MinScale || got.Video.Brightness != MaxBrightness || got.Video.FrameLimit != MinFrameLimit {
		t.Errorf("%+v, %+v", got.Sound, got.Video)
	}
	if want := []Server{{"a:1", "x"}}; !reflect.DeepEqual(got.Servers.Recent, want) {
		t.Errorf("%+v", got.Servers.Recent)
	}
}

// What flags and the environment say is in force, but not kept; and what the
// person changes after that is in force and kept.
func TestOverride(t *testing.T) {
	s, _ := Open(settingsPath(t))
	s.Change(func(s *Settings) { s.Player.Name, s.Video.Scale = "Ana", 125 })
	s.Override(func(s *Settings) { s.Player.Name, s.Video.Scale = "Rui", 150 })
	if got := s.Current(); got.Player.Name != "Rui" || got.Video.Scale != 150 {
		t.Errorf("a flag is not in force: %+v", got)
	}
	s.Change(func(s *Settings) { s.Video.Scale = 200 })
	if got := s.Current(); got.Player.Name != "Rui" || got.Video.Scale != 200 {
		t.Errorf("after a change: %+v", got)
	}
	if got := reopen(t, s).Current(); got.Player.Name != "Ana" || got.Video.Scale != 200 {
		t.Errorf("the file has %+v", got)
	}
}

// Two windows of the game on one desk don't undo what the other one changed.
func TestTwoWindows(t *testing.T) {
	path := settingsPath(t)
	a, _ := Open(path)
	b, _ := Open(path)
	a.Change(func(s *Settings) { s.Sound.Master = 30 })
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	b.Change(func(s *Settings) { s.Servers.RecordVisit(Server{Address: "b:1"}) })
	if got := reopen(t, b).Current(); got.Sound.Master != 30 || len(got.Servers.Recent) != 1 {
		t.Errorf("%+v", got)
	}
	if b.Current().Sound.Master != MaxVolume {
		t.Error("the sound of a window changed by itself")
	}
}

func TestServers(t *testing.T) {
	var s Servers
	for i := range MaxRecent + 3 {
		s.RecordVisit(Server{Address: fmt.Sprint(i)})
	}
	s.SetFavourite(Server{Address: "5"}, true)
	s.SetFavourite(Server{Address: "5"}, true)
	s.RecordVisit(Server{"5", "Five"})
	if len(s.Recent) != MaxRecent || s.Recent[0] != (Server{"5", "Five"}) || s.Recent[1].Address != "12" {
		t.Errorf("%+v", s.Recent)
	}
	if want := []Server{{"5", "Five"}}; !reflect.DeepEqual(s.Favourites, want) || !s.IsFavourite("5") || s.IsFavourite("6") {
		t.Errorf("%+v", s.Favourites)
	}
	s.SetFavourite(Server{Address: "5"}, false)
	s.RemoveRecent("5")
	if s.IsFavourite("5") || s.Recent[0].Address != "12" {
		t.Errorf("%+v", s)
	}
}
