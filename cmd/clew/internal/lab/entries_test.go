package lab

import (
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/lab/eventlog"
)

// T leads from entry to entry, with Shift back, and Enter to its tick.
func TestEntriesByKeys(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.run(299)
	s.tap(ebiten.KeyT, ebiten.KeyT)
	entries := s.player.Trace().Entries
	sel := s.player.Selected()
	if sel.Kind != playback.Entry || entries[sel.Index].Applied != 301 || s.player.Playing {
		t.Fatalf("T picks %+v", sel)
	}
	s.input.HoldKeys(ebiten.KeyShiftLeft)
	s.tap(ebiten.KeyT)
	s.input.ReleaseKeys(ebiten.KeyShiftLeft)
	if got := s.player.Selected(); got.Kind != playback.Entry || got.Index != sel.Index-1 {
		t.Errorf("Shift and T lead from %d to %+v", sel.Index, got)
	}
	s.tap(ebiten.KeyHome, ebiten.KeyEnter)
	if s.player.Tick() != 300 {
		t.Errorf("Enter leads to %d", s.player.Tick())
	}
	s.Draw(s.img)
	d := s.describe()
	if !strings.HasPrefix(d.sentence, "What entered tick 300 of the game") || !strings.HasPrefix(d.message.Text, "300|0|1#") || d.size == "" {
		t.Errorf("%q, %q, %q", d.sentence, d.message.Text, d.size)
	}
	if len(s.bytes.fields) != len(d.message.Parts) || s.bytes.fields[0].name != "array" {
		t.Errorf("shows %+v of %+v", s.bytes.fields, d.message.Parts)
	}
}

// A click on a mark picks its entry, and one beside a change the change; between
// marks and packets the entries come first in their lane alone.
func TestEntriesByMouse(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	s.tap(ebiten.KeySpace, ebiten.KeyHome)
	entries := s.player.Trace().Entries
	_, lane := s.timeline.lanes(len(s.panes))
	click := func(i int, dx float32) playback.Selection {
		s.click(image.Pt(int(s.entryX(i)+dx+0.5), int(lane)))
		return s.player.Selected()
	}
	join := slices.IndexFunc(entries, func(e eventlog.Entry) bool { return e.Changes > 0 })
	want := func(i int) playback.Selection { return playback.Selection{Kind: playback.Entry, Index: i} }
	if got := click(join+20, 0); got != want(join+20) {
		t.Errorf("a click on entry %d picked %+v", join+20, got)
	}
	if got := click(join, 3); got != want(join) {
		t.Errorf("a click beside the change %d picked %+v", join, got)
	}
	if !strings.Contains(s.player.Describe(), "Ann joins") {
		t.Errorf("it is described as %q", s.player.Describe())
	}
	half := float32(entryLaneHeight / 2)
	s.player.Select(playback.Selection{})
	s.click(image.Pt(int(s.entryX(join+20)+0.5), int(lane+half+3)))
	if got := s.player.Selected(); got.Kind == playback.Entry {
		t.Errorf("a click below the lane picked %+v", got)
	}
	for s.showsInputs() {
		s.tap(ebiten.KeyMinus)
	}
	s.player.Select(playback.Selection{})
	if got := click(join, 0); got != want(join) {
		t.Errorf("zoomed out, a click on the change picked %+v", got)
	}
	s.player.Select(playback.Selection{})
	if got := click(join+40, 0); got.Kind == playback.Entry {
		t.Errorf("zoomed out, a click on an entry that is not drawn picked %+v", got)
	}
}

// Entries that were applied in the same tick lie side by side.
func TestEntriesOfOneTick(t *testing.T) {
	s := newHarness(t, "3-loss", 1280, 720)
	list := s.player.Trace().Entries
	defer func(applied int) { list[99].Applied = applied }(list[99].Applied)
	list[99].Applied = list[100].Applied
	a, b, next := s.entryX(99), s.entryX(100), s.entryX(101)
	if pitch := float32(s.timeline.pitch()); b-a != pitch/2 || next-b != pitch {
		t.Errorf("at %v, %v and %v; a tick has %v px", a, b, next, pitch)
	}
}

// A capture is a client's side: there is no such lane, and T says so.
func TestCaptureHasNoEntries(t *testing.T) {
	s := newHarness(t, "../../../internal/lab/capture/testdata/cut.capture", 1280, 720)
	s.run(200)
	s.tap(ebiten.KeyT)
	_, server := s.timeline.lanes(1)
	if s.errText != i18n.T("lab.no-entries") || s.timeline.entryLane != 0 || s.timeline.serverEdge(0, 1) != server {
		t.Errorf("%q, a lane of %v, the server at %v and not %v", s.errText, s.timeline.entryLane, s.timeline.serverEdge(0, 1), server)
	}
	s.Draw(s.img)
	windowtest.KeepScreenshot(t, "lab-capture-entries", windowtest.ReadPixels(s.img))
}
