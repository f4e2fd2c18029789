//go:build linux

package e2e

import "testing"

// TestToldToEnd tells a window to end that is in a game, as Ctrl-C does: it ends
// as one that is closed, and says goodbye.
func TestToldToEnd(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	ann.stop()
	ann.endsWell()
	until(t, "nobody but the plain client is there", func() bool { return len(g.plain.there()) == 1 })
	g.windows = nil
	g.end()
}
