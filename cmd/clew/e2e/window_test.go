//go:build linux

package e2e

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jezek/xgb/xproto"
)

// window is a real clew with its window, and the hands of the one who plays.
type window struct {
	*program
	id    xproto.Window
	home  string   // the folder for what it keeps
	held  []string // keys that are down
	shots string   // the folder for its screenshots
}

// The size of a window unless it is changed; two fit beside each other.
const (
	size = "640x360"
	wide = 640
)

// open starts clew with flags and puts its window at a place of the screen.
func open(t *testing.T, name string, at image.Point, flags ...string) *window {
	t.Helper()
	return openAs(t, name, at, func(*exec.Cmd) {}, flags...)
}

// openAs acts like open, but prepares the command before it starts.
func openAs(t *testing.T, name string, at image.Point, prepare func(*exec.Cmd), flags ...string) *window {
	t.Helper()
	cmd := exec.Command(stage.clew, append([]string{"-windowed", size}, flags...)...)
	home := t.TempDir()
	knowsKeys(t, home)
	// There is no sound device, wherever the tests run.
	cmd.Env = stage.env("ALSA_CONFIG_PATH=/nonexistent", "LANG=C",
		"XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_PICTURES_DIR="+home)
	prepare(cmd)
	w := &window{program: start(t, name, cmd), home: home, shots: shots(t)}
	t.Cleanup(func() {
		w.release(slices.Clone(w.held)...)
		if t.Failed() && w.id != 0 && !w.ended() {
			w.keep("when it failed")
		}
	})
	w.until("a window opens", w.find)
	if at != opening {
		w.do("windowmove", strconv.Itoa(at.X), strconv.Itoa(at.Y))
	}
	return w
}

// knowsKeys says in the settings that are kept in a folder that the person need
// not be told the keys of the game.
func knowsKeys(t *testing.T, home string) {
	t.Helper()
	folder := filepath.Join(home, "clew")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "settings.toml"), []byte("version = 1\n[seen]\nkeys = true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// find looks for the window on the screen.
func (w *window) find() bool {
	found, err := stage.do("search", "--onlyvisible", "--pid", strconv.Itoa(w.cmd.Process.Pid))
	if err != nil {
		return false // xdotool's way to say that there is none
	}
	id, err := strconv.ParseUint(found, 10, 32)
	w.id = xproto.Window(id)
	return err == nil
}

// do does something to the window: xdotool's verb, the window, and the rest.
func (w *window) do(verb string, args ...string) string {
	w.t.Helper()
	out, err := stage.do(append([]string{verb, strconv.Itoa(int(w.id))}, args...)...)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// hands does something with the keyboard, while the window has it.
func (w *window) hands(args ...string) {
	w.t.Helper()
	w.until("the window has the keyboard", func() bool {
		if has, err := stage.do("getwindowfocus"); err == nil && has == strconv.Itoa(int(w.id)) {
			return true
		}
		w.do("windowfocus")
		return false
	})
	if _, err := stage.do(args...); err != nil {
		w.t.Fatal(err)
	}
}

// hold presses a key and keeps it down.
func (w *window) hold(key string) {
	w.t.Helper()
	w.hands("keydown", key)
	w.held = append(w.held, key)
}

// release lets go of keys.
func (w *window) release(keys ...string) {
	for _, key := range keys {
		if _, err := stage.do("keyup", key); err != nil {
			w.t.Error(err)
		}
		w.held = slices.DeleteFunc(w.held, func(k string) bool { return k == key })
	}
}

// strike presses a key for as long as a finger does, which is some frames.
func (w *window) strike(key string) {
	w.t.Helper()
	w.hands("keydown", key, "sleep", "0.08", "keyup", key)
}

// press strikes a key, and waits until that can be seen.
func (w *window) press(key string) {
	w.t.Helper()
	w.strike(key)
	w.frames(2)
}

// click points at a place of the window, clicks there, and waits until that can
// be seen.
func (w *window) click(at image.Point) {
	w.t.Helper()
	w.tap(at)
	w.frames(2)
}

// tap points at a place of the window, and clicks there.
func (w *window) tap(at image.Point) {
	w.t.Helper()
	w.hands("mousemove", "--window", strconv.Itoa(int(w.id)), strconv.Itoa(at.X), strconv.Itoa(at.Y),
		"sleep", "0.08", "mousedown", "1", "sleep", "0.08", "mouseup", "1")
}

// write types a text.
func (w *window) write(text string) {
	w.t.Helper()
	w.hands("type", "--delay", "20", text)
	w.frames(2)
}

// frames waits until so many new pictures have been shown: there is always
// something that moves, a flame if nothing else.
func (w *window) frames(n int) {
	w.t.Helper()
	last := w.look()
	w.until("the window shows new pictures", func() bool {
		if p := w.look(); !p.same(last) {
			last, n = p, n-1
		}
		return n <= 0
	})
}

// look takes a picture of what the window shows.
func (w *window) look() picture {
	w.t.Helper()
	p, err := stage.grab(w.id)
	if err != nil {
		w.t.Fatalf("%s has no window any more: %v; %s", w.name, err, w.fate())
	}
	return p
}

// sees waits until a picture of the window passes, and returns it.
func (w *window) sees(what string, ok func(picture) bool) (p picture) {
	w.t.Helper()
	w.until(w.name+" shows "+what, func() bool {
		p = w.look()
		return ok(p)
	})
	return p
}

// shots returns the folder for screenshots.
func shots(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("CLEW_PICTURES")
	if dir == "" {
		return t.ArtifactDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// keep keeps a screenshot as the test's output.
func (w *window) keep(moment string) {
	w.t.Helper()
	name := strings.NewReplacer(" ", "-", "/", "-").Replace(w.t.Name() + " " + w.name + " " + moment)
	path := filepath.Join(w.shots, name+".png")
	f, err := os.Create(path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.look()); err != nil {
		w.t.Fatal(err)
	}
	w.t.Logf("screenshot: %s", path)
}

// close presses the window's close button, and expects a good end.
func (w *window) close() {
	w.t.Helper()
	if err := stage.askToClose(w.id); err != nil {
		w.t.Fatal(err)
	}
	w.endsWell()
}
