package screen

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/net/endpoint"
	"clew/net/rig"
	"clew/net/rig/capture"
)

// Captures of one second have names of their own.
func TestNewFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	at := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	for _, want := range []string{"2026-05-04-030201.capture", "2026-05-04-030201-2.capture", "2026-05-04-030201-3.capture"} {
		f, err := newFile(folder, at)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		if got := filepath.Base(f.Name()); got != want {
			t.Errorf("the file is %s, want %s", got, want)
		}
	}
	if _, err := newFile(filepath.Join(folder, "2026-05-04-030201.capture"), at); err == nil {
		t.Error("a folder that is a file did")
	}
}

// What F5 begins and ends is a capture that can be read; what can't begin leaves
// no file behind.
func TestCapturing(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := rig.New(rig.Config{Level: &maze.Level{Name: "small", Maze: m}, Clients: make([]rig.ClientConfig, 1)})
	folder := t.TempDir()
	var told []string
	c := capturing{folder: folder, wire: "msgpack", toast: func(s string) { told = append(told, s) }, key: func() string { return "F5" }}
	client := r.Clients[0].Client
	if err := c.start(client); !errors.Is(err, capture.ErrNotPlaying) {
		t.Errorf("before one plays: %v", err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("%d files are left: %v", len(files), err)
	}
	for client.Status().Phase != endpoint.Playing {
		r.Step()
	}
	if err := c.start(client); err != nil {
		t.Fatal(err)
	}
	r.Run(90)
	c.end()
	c.tell(<-c.spool.done)
	f, err := os.Open(c.name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := capture.Read(f)
	if err != nil || got.Cut || got.Ticks() != 90 || got.Server != "rig" {
		t.Errorf("%+v, %v", got, err)
	}
	if len(told) != 2 || told[0] != "Capturing this game … F5 ends it" || told[1] != "Captured: "+filepath.Base(c.name)+" is in "+folder {
		t.Errorf("told %q", told)
	}
	c.close() // of nothing
}
