//go:build linux

package e2e

import (
	"fmt"
	"image"
	"slices"
	"testing"
)

// TestChat has a window and the plain text client talk.
func TestChat(t *testing.T) {
	g := begin(t)
	ann := g.join("Ann")
	g.walks(ann, "Left", image.Pt(1, 4))
	stood := g.plain.at(ann.id)

	ann.press("Return")
	ann.write("wwwwwwww 50% | done?") // w walks up, where nobody types
	ann.press("Return")
	want := fmt.Sprintf("C|%d|wwwwwwww 50%%25 %%7C done?|", ann.id)
	ann.until("the plain client hears "+want, func() bool { return slices.Contains(g.plain.heard(), want) })
	if at := g.plain.at(ann.id); at != stood {
		t.Errorf("who typed has walked from %v to %v", stood, at)
	}

	log := image.Rect(16, 260, 436, 344)
	g.settled()
	before := ann.look()
	g.plain.send("c|%d|hello %%25 and %%7C from nc|\n", g.plain.id)
	ann.sees("what the plain client said", func(shot picture) bool { return before.changed(shot, log) > 400 })
	ann.frames(5)
	ann.keep("talk")
	if heard := g.plain.heard(); len(heard) != 1 {
		t.Errorf("the plain client heard %q, want the window's line alone", heard)
	}
	g.walks(ann, "Up", image.Pt(1, 1)) // the keyboard walks again
	g.end()
}
