package reel

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/net/replica"
	"clew/net/rig/scenario"
)

// captured copies the capture that package capture keeps into a folder, and
// what lies beside it, and gives its path.
func captured(t *testing.T, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range files {
		b, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "..", "net", "rig", "capture", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, files[0])
}

func openCapture(t *testing.T, path string) *Reel {
	t.Helper()
	f, err := Find(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Open(noLevel)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A capture can be gone back and forth in, and played again with other
// switches; nothing else of it can be changed.
func TestCapture(t *testing.T) {
	r := openCapture(t, captured(t, "cut.capture", "cut.replay"))
	if !r.Captured() || r.Live() || r.Ticks() < 60 || r.Played() != r.Ticks() {
		t.Fatalf("captured %v, %d ticks, %d played", r.Captured(), r.Ticks(), r.Played())
	}
	r.Go(r.Ticks() / 2)
	if w := r.Scene().World(); w == nil || w.Player(r.Scene().ID(0)) == nil {
		t.Error("the recording lies beside it, and the truth is not known")
	}
	for i := 0; i < len(r.Story().Packets); i += 17 {
		if m, err := r.Message(i); err != nil || !strings.HasPrefix(m.Text, r.Story().Packets[i].Kind+"|") {
			t.Errorf("packet %d: %q, %v", i, m.Text, err)
		}
	}
	r.Pick(Pick{Kind: Packet, Index: 0})
	if err := r.Change(Drop); !errors.Is(err, ErrCapture) {
		t.Errorf("a packet of a capture was dropped: %v", err)
	}
	if err := r.Take(0, Hand{Kind: ByPerson}); !errors.Is(err, ErrCapture) {
		t.Errorf("a person plays in a capture: %v", err)
	}
	redundancy := 1
	if err := r.Set(0, scenario.Change{Redundancy: &redundancy}); !errors.Is(err, ErrCapture) {
		t.Errorf("what was sent was changed: %v", err)
	}
	at, no, late := r.At(), false, 300*time.Millisecond
	if err := r.Set(0, scenario.Change{Switches: scenario.SwitchesPatch{Prediction: &no}}); err != nil {
		t.Fatal(err)
	}
	if err := r.Set(0, scenario.Change{Delay: &late}); err != nil {
		t.Fatal(err)
	}
	if s := r.Settings(0); r.At() != at || s.Switches.Prediction || !s.Switches.Smoothing || s.Delay != late || len(r.Changes()) != 2 {
		t.Errorf("at %d, %+v, changes %q", r.At(), s, r.Changes())
	}
	var was, is replica.View
	r.Beside().View(0, &was)
	r.Scene().View(0, &is)
	if was.Self() == nil || is.Self() == nil || was.Server != is.Server || len(was.Figures) != len(is.Figures) {
		t.Errorf("the same packets show %+v and %+v", was, is)
	}
	if !r.Restore() || !r.Settings(0).Switches.Prediction {
		t.Error("there is no way back")
	}
}

// What is wrong with a capture is said, and it opens as far as it goes.
func TestBadCapture(t *testing.T) {
	path := captured(t, "cut.capture")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(b []byte) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	note := openCapture(t, path).Tape().Note()
	if !strings.Contains(note, "No recording of the server lies beside it") {
		t.Error(note)
	}
	write(whole[:len(whole)*2/3])
	r := openCapture(t, path)
	if !strings.Contains(r.Tape().Note(), "cut short") || r.Scene().World() != nil {
		t.Error(r.Tape().Note())
	}
	bad := append([]byte(nil), whole...)
	bad[len(bad)*2/3] ^= 1
	write(bad)
	if note := openCapture(t, path).Tape().Note(); !strings.Contains(note, "damaged") {
		t.Error(note)
	}
	for _, b := range [][]byte{nil, whole[:1], whole[:40]} {
		write(b)
		if _, err := Find(path); err == nil || !strings.HasPrefix(err.Error(), path+": ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
}
