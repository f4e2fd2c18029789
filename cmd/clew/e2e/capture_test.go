//go:build linux

package e2e

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"testing"

	"clew/cmd/internal/lab/capture"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
)

// TestCapture captures a walk with F5, and finds it in the file as it was, with
// the server's recording of it beside.
func TestCapture(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "captures")
	recording := filepath.Join(t.TempDir(), "server.replay")
	t.Setenv("CLEW_RECORD", recording)
	g := begin(t)
	ann := g.join("Ann", "-captures", folder, "-lag", "100ms")
	ann.press("F5")
	begun := func() []string {
		files, _ := filepath.Glob(filepath.Join(folder, "*.capture"))
		return files
	}
	ann.until("a capture begins", func() bool { return len(begun()) == 1 })
	g.walks(ann, "Left", image.Pt(1, 4))
	g.settled()
	ann.keep("capturing")
	ann.press("F5")
	var c *capture.Capture
	ann.until("the capture ends", func() bool {
		b, err := os.ReadFile(begun()[0])
		if err != nil {
			t.Fatal(err)
		}
		c, err = capture.Read(bytes.NewReader(b))
		return err == nil && !c.Truncated
	})
	ann.keep("captured")
	g.end()

	file, err := os.Open(recording)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	server, err := replay.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddServerRecording(server); err != nil {
		t.Fatal(err)
	}
	f := c.Replay(capture.Overrides{})
	var v replica.View
	end := f.At(f.Ticks())
	end.View(0, &v)
	me, world := v.Self(), end.World()
	if me == nil || world == nil || f.Name(0) != "Ann" {
		t.Fatalf("%q has %d ticks, and at the end oneself is %v, the server's world %v", f.Name(0), f.Ticks(), me, world)
	}
	truth := world.Player(me.ID)
	if truth == nil || me.X/sim.CellUnits != 1 || me.Y/sim.CellUnits != 4 || truth.X != me.X || truth.Y != me.Y {
		t.Errorf("at the end one is at %d,%d in the capture, and the server has %+v", me.X, me.Y, truth)
	}
}
