package hud

import (
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
)

// Who watches is told so, and why nobody hears them; who plays is not.
func TestWatchBar(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	s.run(1)
	if s.hud.watch.height(s.hud.desk.Frame()) != 0 {
		t.Error("there is a bar for who plays")
	}
	s.now.Watch = Watch{On: true, Place: 2, Whom: "Rui"}
	s.run(1)
	b := &s.hud.watch
	if !strings.Contains(b.state, "number 2 in line") || !strings.HasPrefix(b.whom, "Following Rui · ") || b.height(s.hud.desk.Frame()) == 0 {
		t.Errorf("it says %q, %q", b.state, b.whom)
	}
	s.tap(ebiten.KeyEnter)
	s.run(1)
	if s.hud.Keyboard() || len(s.hud.toasts.list) != 1 {
		t.Errorf("the chat is open: %v; toasts: %v", s.hud.Keyboard(), s.hud.toasts.list)
	}
	if n := testing.AllocsPerRun(50, func() { s.hud.watch.set(s.now.Watch, b.keys[0], b.keys[1]) }); n != 0 {
		t.Errorf("the same again allocates %v times", n)
	}
	s.now.Watch = Watch{On: true}
	s.run(1)
	if b.state != "You watch the game." || !strings.HasPrefix(b.whom, "The whole maze · ") {
		t.Errorf("it says %q, %q", b.state, b.whom)
	}
	s.now.Watch = Watch{}
	s.tap(ebiten.KeyEnter)
	s.run(1)
	if !s.hud.Keyboard() {
		t.Error("who plays can't chat")
	}
}

// Who watches says by a click whom they mean; not by one on a panel, nor who
// plays.
func TestClicksOfWhoWatches(t *testing.T) {
	kit.SetPadded(false)
	s := newStage(paneltest.Usual, 3)
	s.run(2)
	s.hands.Point(700, 300)
	s.hands.Press()
	if s.run(1); s.wish.Clicked {
		t.Error("who plays clicks for nothing")
	}
	s.hands.Lift()
	s.now.Watch = Watch{On: true}
	s.run(1)
	if want := "A, D or a click: somebody else"; !strings.HasSuffix(s.hud.watch.whom, want) {
		t.Errorf("the bar says %q, want %q", s.hud.watch.whom, want)
	}
	s.hands.Press()
	if s.run(1); !s.wish.Clicked || s.wish.Click != image.Pt(700, 300) {
		t.Errorf("a click: %v at %v", s.wish.Clicked, s.wish.Click)
	}
	if s.run(1); s.wish.Clicked {
		t.Error("while the button is held, it clicks again")
	}
	s.hands.Lift()
	s.tap(ebiten.KeyF2)
	s.run(2)
	s.draw()
	in := s.hud.lag.sheet.GetWidget().Rect
	s.hands.Point(in.Max.X-4, in.Min.Y+4)
	s.hands.Press()
	if s.run(1); s.wish.Clicked {
		t.Error("a click on the panel is one into the game")
	}
}
