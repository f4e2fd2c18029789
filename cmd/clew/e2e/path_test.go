//go:build linux

package e2e

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What is installed can be tried in place of programs that are built from here.
var (
	entry      = flag.String("entry", "", "start the game as this desktop `FILE` says")
	friend     = flag.String("friend", "", "start the friend's server with this `COMMAND` and more flags")
	friendHost = flag.String("friend-host", "127.0.0.1", "the `ADDRESS` at which that server is")
)

// TestNewUser goes the way of whoever has just installed the game and reads
// nothing: two clicks to walking; then into a friend's game by the list of the
// local network, out of it, and in again. The window has the size in which it
// opens by itself.
func TestNewUser(t *testing.T) {
	rui := openFriend(t)
	me := launch(t)
	me.sees("the menu", atHome)
	me.frames(20) // the title has come in
	me.keep("menu")

	me.pointsAt(image.Pt(214, 200)) // Single player
	me.sees("the levels", atForm)
	me.pointsAt(image.Pt(411, 566)) // Play
	me.sees("a maze and oneself in it", func(p picture) bool { return atGame(p, "A") })
	me.walksAlone()
	me.goesHome()

	me.joins(rui, "list")
	me.hold("Tab")
	me.frames(20)
	me.keep("together")
	me.release("Tab")
	me.goesHome()
	rui.until("the server knows that one has left", func() bool { return len(rui.logged("left")) == 1 })
	me.joins(rui, "left")
	me.frames(20)
	me.keep("together again")
	me.close()
	rui.stop()
	rui.endsWell()
}

// launch starts the game as a desktop does for a new user.
func launch(t *testing.T) *window {
	t.Helper()
	command := []string{stage.clew}
	if *entry != "" {
		command = started(t, *entry)
	}
	home := t.TempDir()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(stage.env("ALSA_CONFIG_PATH=/nonexistent", "LANG=C.UTF-8", "USER=newcomer"), "HOME="+home)
	w := &window{program: start(t, "me", cmd), home: home, shots: shots(t)}
	t.Cleanup(func() {
		w.release(slices.Clone(w.held)...)
		if t.Failed() && w.id != 0 && !w.ended() {
			w.keep("when it failed")
		}
	})
	w.until("a window opens", w.find)
	return w
}

// started returns the command that a desktop entry starts, without the file.
func started(t *testing.T, path string) (command []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if said, ok := strings.CutPrefix(strings.TrimSpace(line), "Exec="); ok {
			for _, word := range strings.Fields(said) {
				if !strings.HasPrefix(word, "%") {
					command = append(command, word)
				}
			}
			return command
		}
	}
	t.Fatalf("%s says nothing of what to start", path)
	return nil
}

// friendServer is a friend's server, with a console.
type friendServer struct {
	*server
	says   io.Writer // the console
	guests []*plain
}

// openFriend starts a friend's server, in which some walk with nothing but nc.
func openFriend(t *testing.T) *friendServer {
	t.Helper()
	command, name := []string{stage.clewd}, "! Rui's maze" // the first of all names
	if *friend != "" {
		command, name = strings.Fields(*friend), "Rui's maze"
	}
	command = append(command, "-addr", ":0", "-level", "two-courtyards", "-name", name, "-log-format", "json")
	cmd := exec.Command(command[0], command[1:]...)
	console, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	h := &friendServer{server: &server{program: start(t, "the friend's server", cmd)}, says: console}
	h.until("it tells where it listens", func() bool {
		for _, line := range h.logged("listening") {
			h.addr, _ = line["addr"].(string)
		}
		return h.addr != ""
	})
	_, port, err := net.SplitHostPort(h.addr)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Rui", "Ana", "Tomás"} {
		p := dial(t, net.JoinHostPort(*friendHost, port))
		p.send("n|%d|%s|\n", p.id, name)
		p.walk(strings.Repeat([]string{"r", "d", "rd"}[i], 6))
		h.guests = append(h.guests, p)
	}
	return h
}

// knows asks at the console who is in, until somebody of a name is.
func (h *friendServer) knows(name string) {
	h.t.Helper()
	told := func() int { return strings.Count(h.out.String(), fmt.Sprintf("%q, ", name)) }
	before := told()
	h.until("the console tells of "+name, func() bool {
		if _, err := io.WriteString(h.says, "who\n"); err != nil {
			h.t.Fatal(err)
		}
		return told() > before
	})
}

// joins goes from the menu into the friend's game by the list, of which it keeps
// a picture, and walks there. Who has no name yet is asked for one.
func (w *window) joins(h *friendServer, moment string) {
	w.t.Helper()
	before := len(h.logged("joined"))
	w.pointsAt(image.Pt(200, 308)) // Join
	w.sees("whom one can join", atForm)
	w.sees("the friend's game in the list", hasEntry)
	w.keep(moment)
	w.pointsAt(image.Pt(620, 300))
	if before == len(h.guests) {
		w.sees("that a name is wanted", func(p picture) bool { return p.count(image.Rect(655, 165, 840, 225), chosen, 24) > 100 })
		w.write("Marta")
		w.hold("Return")
		defer w.release("Return")
	}
	h.until("the server has one more", func() bool { return len(h.logged("joined")) == before+1 })
	last := h.logged("joined")[before]
	name, _ := last["name"].(string)
	if name != "Marta" {
		w.t.Errorf("the server has let in %q", name)
	}
	h.knows(name)
	id, _ := last["id"].(float64)
	w.walksFor(h.guests[0], int(id), "Right", "Down")
}

// walksFor holds keys until somebody else is told that the player walks.
func (w *window) walksFor(other *plain, id int, keys ...string) {
	w.t.Helper()
	w.until("it is known where the player is", func() bool { return len(other.path(id)) > 0 })
	from := other.at(id)
	for _, key := range keys {
		w.hold(key)
	}
	w.until(fmt.Sprintf("the player walks from %v", from), func() bool { return other.at(id) != from })
	w.release(keys...)
}

// walksAlone walks away from the start of the first level, until that can be
// seen; then somebody with nc comes into the game within the program, and is
// told that the player walks on.
func (w *window) walksAlone() {
	w.t.Helper()
	w.walksAbout(3.5)
	w.sees("no sentence at the top any more", func(p picture) bool { return p.count(image.Rect(500, 70, 780, 110), bright, 120) == 0 })
	w.frames(20) // nor a trace of it
	w.keep("walk")
	other := dial(w.t, w.serves())
	w.walksFor(other, 1, "Left", "Up")
	other.send("q|%d|\n", other.id)
	w.until("the other one has left", func() bool { return other.farewell() != "" })
}

// serves returns the address that the program's own server listens on.
func (w *window) serves() string {
	w.t.Helper()
	own := map[string]bool{} // its sockets
	fds, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", w.cmd.Process.Pid))
	for _, fd := range fds {
		if to, err := os.Readlink(fd); err == nil {
			own[to] = true
		}
	}
	table, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/tcp", w.cmd.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	const listens = "0A"
	for line := range strings.Lines(string(table)) {
		f := strings.Fields(line) // number, local address, remote one, state, … the tenth is the socket
		var ip, port uint32
		if len(f) < 10 || f[3] != listens || !own["socket:["+f[9]+"]"] {
			continue
		}
		if n, _ := fmt.Sscanf(f[1], "%X:%X", &ip, &port); n == 2 {
			return fmt.Sprintf("127.0.0.1:%d", port)
		}
	}
	w.t.Fatal("the game within the program listens nowhere")
	return ""
}

// The size in which a window opens is twice that of the others here.

// atHome tells whether the game's name is written large.
func atHome(p picture) bool {
	return p.count(image.Rect(120, 60, 480, 240), bright, 8) > 4000
}

// atForm tells whether a screen of the menu lies over the picture.
func atForm(p picture) bool {
	return !atHome(p) && p.count(p.Rect, color.RGBA{0x10, 0x15, 0x1D, 0xFF}, 8) > 50_000 && p.count(p.Rect, chosen, 16) > 400
}

// atGame tells whether the player with a letter is seen.
func atGame(p picture, letter string) bool {
	_, ok := p.body(letter, p.ground(image.Point{}))
	return ok && !atHome(p) && !atForm(p)
}

// atPause tells whether the game's menu is open, by its title.
func atPause(p picture) bool {
	return p.count(image.Rect(520, 206, 575, 230), bright, 24) > 60
}

// hasEntry tells whether the list has a game, with how many are in.
func hasEntry(p picture) bool {
	return p.count(image.Rect(830, 281, 892, 302), bright, 24) > 10
}

// goesHome goes from a game to the menu.
func (w *window) goesHome() {
	w.t.Helper()
	w.pushes("Escape", "the game's menu", atPause)
	w.pointsAt(image.Pt(640, 467)) // Leave
	w.sees("where one chose the game", func(p picture) bool { return atForm(p) && !atPause(p) })
	w.pushes("Escape", "the menu", atHome)
}

// pushes keeps a key down until what it does is seen: in a large window on a slow
// machine a short stroke falls between two frames.
func (w *window) pushes(key, what string, ok func(picture) bool) {
	w.t.Helper()
	w.hold(key)
	w.sees(what, ok)
	w.release(key)
}

// pointsAt clicks at a place as slowly.
func (w *window) pointsAt(at image.Point) {
	w.t.Helper()
	w.hands("mousemove", "--window", strconv.Itoa(int(w.id)), strconv.Itoa(at.X), strconv.Itoa(at.Y))
	w.frames(2)
	w.hands("mousedown", "1")
	w.frames(2)
	w.hands("mouseup", "1")
}
