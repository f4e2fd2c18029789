//go:build linux

package e2e

import (
	"image"
	"testing"
)

// TestHostAndJoin opens a server in one window, and finds it in another by the
// list of the local network.
func TestHostAndJoin(t *testing.T) {
	ann := open(t, "Ann", image.Pt(0, 0), "-mute", "-name", "Ann")
	ann.sees("the menu", hasMenu)
	ann.press("Down")
	ann.press("Return")
	ann.sees("what the server shall be like", hasForm)
	ann.keep("host")
	ann.press("ctrl+a")
	ann.write("!e2e") // which is the first of all names
	ann.press("Return")
	ann.frames(10)
	ann.keep("open")
	ann.press("Return")
	ann.sees("herself in a maze", inMaze)

	bob := open(t, "Bob", image.Pt(wide, 0), "-mute", "-name", "Bob")
	bob.sees("the menu", hasMenu)
	bob.press("Down")
	bob.press("Down")
	bob.press("Return")
	bob.sees("whom he can join", hasForm)
	bob.sees("a server in the list, with how many are in", func(p picture) bool {
		return p.count(image.Rect(510, 165, 572, 200), bright, 24) > 10
	})
	bob.press("Down")
	bob.press("Down")
	bob.keep("found")
	bob.press("Return")
	bob.sees("himself in the maze", func(p picture) bool {
		_, ok := p.body("B", p.ground(image.Point{}))
		return ok && !hasMenu(p)
	})
	bob.keep("joined")
	bob.hold("Down") // from under the plate
	ann.sees("Bob", func(p picture) bool {
		_, ok := p.body("B", p.ground(image.Point{}))
		return ok
	})
	bob.release("Down")
	ann.keep("Bob is there")

	ann.leaves()
	ann.frames(30)
	ann.keep("who is in")
	ann.press("Right")
	ann.press("Return") // close the server
	bob.sees("that it was closed", hasForm)
	bob.keep("closed")
	bob.close()
	ann.close()
}
