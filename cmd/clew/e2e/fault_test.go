//go:build linux

package e2e

import (
	"image"
	"image/color"
	"net"
	"testing"
)

// TestServerDies kills a server under a player: the window says so, and gets
// back into the game once there is a server again.
func TestServerDies(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	g.walks(ann, "Left", image.Pt(1, 4))

	g.server.kill()
	// The button to try at once has the focus, and so a gold frame.
	lost := func(p picture) bool { return p.count(image.Rect(150, 135, 490, 200), chosen, 16) > 300 }
	ann.sees("that the connection is lost", lost)
	ann.frames(10)
	ann.keep("connection lost")

	g.server = serve(t, g.server.addr)
	g.plain = dial(t, g.server.addr)
	ann.until("the player is back", func() bool {
		for id, letter := range g.plain.there() {
			if id != g.plain.id {
				ann.id, ann.letter = id, letter
				return true
			}
		}
		return false
	})
	// The server has her before her window knows, and until then keys are the card's.
	ann.sees("no such button any more", func(p picture) bool { return !lost(p) })
	g.walks(ann, "Right", image.Pt(17, 4))
	ann.keep("back in the game")
	g.end()
}

// TestNoServer starts a window with the address of nobody.
func TestNoServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	w := open(t, "nobody", image.Pt(0, 0), "-mute", "-connect", l.Addr().String())
	w.sees("a sentence in Join", hasMessage)
	w.keep("no server")
	w.close()
}

// TestServerStops has a server say goodbye: the window is at Join, with the
// reason.
func TestServerStops(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	g.server.stop()
	g.server.endsWell()
	until(t, "the plain client is told why", func() bool { return g.plain.farewell() == "stop: the server stops" })
	ann.sees("a sentence in Join", hasMessage)
	ann.keep("server stopped")
	ann.close()
}

// hasMessage tells whether Join, where one may try again, has a sentence, which
// begins with a red mark.
func hasMessage(p picture) bool {
	red := color.RGBA{0xE4, 0x57, 0x2E, 0xFF}
	return p.count(image.Rect(28, 60, 48, 260), red, 8) > 12
}
