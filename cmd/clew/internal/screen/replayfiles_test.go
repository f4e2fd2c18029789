package screen

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/engine/sim"
)

// shownText returns all text on the screen.
func (s *appTest) shownText() string {
	s.t.Helper()
	var texts script
	ui.SetTextProbe(&texts)
	defer ui.SetTextProbe(nil)
	img := ebiten.NewImage(s.w, s.h)
	defer img.Deallocate()
	s.run(1)
	s.draw(img)
	windowtest.Drawn()
	return strings.Join(texts, " ")
}

// replayFiles returns the names of the files in the folder of replays.
func (s *appTest) replayFiles() (names []string) {
	s.t.Helper()
	entries, err := os.ReadDir(s.app.opts.Replays)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// newReplaysTest shows the Replays screen with two replays, loom, which is the
// first, and spiral.
func newReplaysTest(t *testing.T, lang string) *appTest {
	t.Helper()
	s := newAppTest(t, lang)
	older := s.record("spiral", 2*sim.TickRate)
	newer := s.record("loom", 2*sim.TickRate)
	info, err := os.Stat(newer)
	if err != nil {
		t.Fatal(err)
	}
	before := info.ModTime().Add(-1e9)
	if err := os.Chtimes(older, before, before); err != nil {
		t.Fatal(err)
	}
	s.replays()
	return s
}

func TestRenameAReplay(t *testing.T) {
	s := newReplaysTest(t, i18n.English)
	s.tap(ebiten.KeyF2)
	s.input.Type("spiral")
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if text := s.shownText(); !strings.Contains(text, "There is already a file called spiral.clewrec.") {
		t.Errorf("the name of another replay: %s", text)
	}
	if got := s.replayFiles(); !slices.Equal(got, []string{"loom.clewrec", "spiral.clewrec"}) {
		t.Fatalf("there are %q", got)
	}
	s.input.Type(" duel") // after the name that was refused
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if got := s.replayFiles(); !slices.Equal(got, []string{"spiral duel.clewrec", "spiral.clewrec"}) {
		t.Fatalf("there are %q", got)
	}
	if text := s.shownText(); !strings.Contains(text, "spiral duel") || strings.Contains(text, "already") {
		t.Errorf("the list: %s", text)
	}
	s.tap(ebiten.KeyEnter)
	if r, ok := s.app.current.(*replayScreen); !ok {
		t.Errorf("Enter on it leads to %T", s.app.current)
	} else {
		r.close()
	}
}

func TestDeleteAReplay(t *testing.T) {
	s := newReplaysTest(t, i18n.English)
	s.tap(ebiten.KeyDown, ebiten.KeyDelete, ebiten.KeyLeft, ebiten.KeyEnter)
	if got := s.replayFiles(); !slices.Equal(got, []string{"loom.clewrec"}) {
		t.Fatalf("there are %q", got)
	}
	if text := s.shownText(); strings.Contains(text, "spiral") || !strings.Contains(text, "loom") {
		t.Errorf("the list: %s", text)
	}
	s.tap(ebiten.KeyDelete, ebiten.KeyLeft, ebiten.KeyEnter)
	if text := s.shownText(); len(s.replayFiles()) != 0 || !strings.Contains(text, "No saved replays yet") {
		t.Errorf("without any: %s", text)
	}
	s.tap(ebiten.KeyEnter)
	if _, ok := s.app.current.(*titleScreen); !ok {
		t.Errorf("Enter then leads to %T, want Back", s.app.current)
	}
}

// If no file manager can be opened, the screen says where the folder is.
func TestShowAReplay(t *testing.T) {
	s := newReplaysTest(t, i18n.Portuguese)
	result := make(chan error)
	var asked string
	s.app.showFile = func(path string) error { asked = path; return <-result }
	show := func(err error) {
		t.Helper()
		s.tap(ebiten.KeyRight, ebiten.KeyEnter, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
		result <- err
		for r := s.app.current.(*replaysScreen); len(r.shown) == 0; {
			windowtest.NextFrame()
		}
		s.run(1)
		s.tap(ebiten.KeyLeft)
	}
	show(nil)
	if want := filepath.Join(s.app.opts.Replays, "loom.clewrec"); asked != want {
		t.Errorf("it shows %s, want %s", asked, want)
	}
	if text := s.shownText(); strings.Contains(text, "gestor") {
		t.Errorf("all is well, and it says: %s", text)
	}
	show(errors.New("there is none"))
	text := s.shownText()
	if !strings.Contains(text, "gestor de ficheiros") || !strings.Contains(text, filepath.Base(s.app.opts.Replays)) {
		t.Errorf("it does not say where the folder is: %s", text)
	}
}

// A file is never replaced, even where it cannot have two names for a moment.
func TestMoveFile(t *testing.T) {
	dir := t.TempDir()
	a, b, c := filepath.Join(dir, "a"), filepath.Join(dir, "b"), filepath.Join(dir, "c")
	for _, path := range []string{a, b} {
		if err := os.WriteFile(path, []byte(path), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := moveFile(a, b); !errors.Is(err, fs.ErrExist) {
		t.Errorf("to another file: %v", err)
	}
	if err := moveFile(a, c); err != nil {
		t.Error(err)
	}
	if err := moveFile(a, c); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is gone: %v", err)
	}
	for path, want := range map[string]string{b: b, c: a} {
		if got, err := os.ReadFile(path); string(got) != want {
			t.Errorf("%s is what was %q, %v", path, got, err)
		}
	}
}

func TestFileManagerCommand(t *testing.T) {
	for system, want := range map[string][]string{
		"linux": {"xdg-open", "/r"}, "freebsd": {"xdg-open", "/r"}, "windows": {"explorer", "/r"}, "darwin": {"open", "-R", "/r/a.clewrec"},
	} {
		name, args := fileManagerCommand(system, "/r/a.clewrec")
		if got := append([]string{name}, args...); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", system, got, want)
		}
	}
}
