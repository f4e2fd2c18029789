package screen

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/netsim"
	"clew/net/session"
)

// Captures started in the same second get different file names.
func TestNewNamed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	for _, want := range []string{"now.capture", "now-2.capture", "now-3.capture"} {
		f, err := createUnique(folder, "now", captureExt)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		if got := filepath.Base(f.Name()); got != want {
			t.Errorf("the file is %s, want %s", got, want)
		}
	}
	if _, err := createUnique(filepath.Join(folder, "now.capture"), "now", captureExt); err == nil {
		t.Error("a folder that is a file did")
	}
}

// F5 starts and ends a readable capture; one that cannot start leaves no file.
func TestCapturing(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := netsim.New(netsim.Config{Level: &maze.Level{Name: "small", Maze: m}, Clients: make([]netsim.ClientConfig, 1)})
	folder := t.TempDir()
	var told []string
	c := manualCapture{folder: folder, wire: "msgpack", toast: func(s string) { told = append(told, s) }, keyLabel: func() string { return "F5" }}
	client := r.Clients[0].Client
	if err := c.captureFile.start(folder, "msgpack", client); !errors.Is(err, capture.ErrNotPlaying) {
		t.Errorf("before one plays: %v", err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("%d files are left: %v", len(files), err)
	}
	for client.Status().State != session.Playing {
		r.Step()
	}
	asked := true
	c.keyPressed = func() bool { return asked }
	c.update(client)
	asked = false
	r.Run(90)
	c.finish()
	for c.writer != nil {
		c.update(client)
	}
	f, err := os.Open(c.name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := capture.Read(f)
	if err != nil || got.Truncated || got.Ticks() != 90 || got.Server != "sim" {
		t.Errorf("%+v, %v", got, err)
	}
	if len(told) != 2 || told[0] != "Capturing … press F5 to stop" || told[1] != "Capture saved: "+filepath.Base(c.name)+" in "+folder {
		t.Errorf("told %q", told)
	}
	c.close() // without a capture
}

// A game on somebody else's server is captured from the moment of joining. If that
// is switched off or fails, there is no file; a failure is reported once.
func TestKeeping(t *testing.T) {
	m, err := maze.Generate(1, 11, 11, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := netsim.New(netsim.Config{Level: &maze.Level{Name: "small", Maze: m}, Clients: make([]netsim.ClientConfig, 1)})
	client := r.Clients[0].Client
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var told []string
	toast := func(s string) { told = append(told, s) }
	kept, not, broken := autoCapture{folder: folder, wire: "msgpack", toast: toast}, autoCapture{toast: toast}, autoCapture{folder: file, wire: "msgpack", toast: toast}
	playing := 0
	for range 200 {
		r.Step()
		if client.Status().State == session.Playing {
			playing++
		}
		for _, k := range []*autoCapture{&kept, &not, &broken} {
			k.update(client)
		}
	}
	kept.close()
	not.close()
	broken.close()
	if len(told) != 1 || !strings.HasPrefix(told[0], "This game is not recorded: ") {
		t.Errorf("told %q", told)
	}
	info := replayInfo(kept.name)
	if !info.Capture || info.Truncated || info.Err != "" || info.Length != i18n.TickDuration(sim.Tick(playing-1)) {
		t.Errorf("after %d ticks of play: %+v", playing, info)
	}
	if paths := listReplayFiles([]string{folder}); len(paths) != 2 { // includes the file in place of the folder
		t.Errorf("there are %q", paths)
	}
}
