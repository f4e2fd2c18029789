package playback

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/net/replica"
)

// recordCapture copies package capture's test capture, with what lies beside
// it, into a folder and returns its path.
func recordCapture(t *testing.T, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range files {
		b, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "internal", "lab", "capture", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, files[0])
}

func openTestCapture(t *testing.T, path string) *Player {
	t.Helper()
	f, err := Find(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Open(noLevels)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A capture can be stepped through and replayed with other switches; nothing
// else can be changed.
func TestCapture(t *testing.T) {
	r := openTestCapture(t, recordCapture(t, "cut.capture", "cut.replay"))
	if !r.IsCapture() || r.HasHuman() || r.Ticks() < 60 || r.PlayedTicks() != r.Ticks() {
		t.Fatalf("captured %v, %d ticks, %d played", r.IsCapture(), r.Ticks(), r.PlayedTicks())
	}
	r.Seek(r.Ticks() / 2)
	if w := r.State().World(); w == nil || w.Player(r.State().ID(0)) == nil {
		t.Error("the recording lies beside it, and the truth is not known")
	}
	for i := 0; i < len(r.Trace().Packets); i += 17 {
		if m, err := r.Message(i); err != nil || !strings.HasPrefix(m.Text, r.Trace().Packets[i].Type+"|") {
			t.Errorf("packet %d: %q, %v", i, m.Text, err)
		}
	}
	r.Select(Selection{Kind: Packet, Index: 0})
	if err := r.EditPacket(Drop); !errors.Is(err, errCapture) {
		t.Errorf("a packet of a capture was dropped: %v", err)
	}
	if err := r.SetController(0, Controller{Kind: Human}); !errors.Is(err, errCapture) {
		t.Errorf("a person plays in a capture: %v", err)
	}
	redundancy := 1
	if err := r.Set(0, scenario.Change{Redundancy: &redundancy}); !errors.Is(err, errCapture) {
		t.Errorf("what was sent was changed: %v", err)
	}
	at, no, late := r.Tick(), false, 300*time.Millisecond
	if err := r.Set(0, scenario.Change{Switches: scenario.SwitchesPatch{Prediction: &no}}); err != nil {
		t.Fatal(err)
	}
	if err := r.Set(0, scenario.Change{InterpolationDelay: &late}); err != nil {
		t.Fatal(err)
	}
	if s := r.Settings(0); r.Tick() != at || s.Switches.Prediction || !s.Switches.Smoothing || s.InterpolationDelay != late || len(r.ChangeTexts()) != 2 {
		t.Errorf("at %d, %+v, changes %q", r.Tick(), s, r.ChangeTexts())
	}
	var was, is replica.View
	r.ReferenceState().View(0, &was)
	r.State().View(0, &is)
	if was.Self() == nil || is.Self() == nil || was.ServerPosition != is.ServerPosition || len(was.Players) != len(is.Players) {
		t.Errorf("the same packets show %+v and %+v", was, is)
	}
	if !r.UndoAll() || !r.Settings(0).Switches.Prediction {
		t.Error("there is no way back")
	}
}

// A bad capture is reported, and opened as far as possible.
func TestBadCapture(t *testing.T) {
	path := recordCapture(t, "cut.capture")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	note := openTestCapture(t, path).Game().Note()
	if !strings.Contains(note, "There is no server recording (clewd -record) beside it") {
		t.Error(note)
	}
	write(whole[:len(whole)*2/3])
	r := openTestCapture(t, path)
	if !strings.Contains(r.Game().Note(), "truncated") || r.State().World() != nil {
		t.Error(r.Game().Note())
	}
	bad := append([]byte(nil), whole...)
	bad[len(bad)*2/3] ^= 1
	write(bad)
	if note := openTestCapture(t, path).Game().Note(); !strings.Contains(note, "damaged") {
		t.Error(note)
	}
	for _, b := range [][]byte{nil, whole[:1], whole[:40]} {
		write(b)
		if _, err := Find(path); err == nil || !strings.HasPrefix(err.Error(), path+": ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
}
