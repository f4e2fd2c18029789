package hud

import (
	"image"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

// A spectator is told so, and why nobody hears them; a player is not.
func TestSpectatorBar(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(1)
	if s.hud.spectator.height(s.hud.root.Viewport()) != 0 {
		t.Error("there is a bar for who plays")
	}
	s.state.Spectating = Spectating{Active: true, QueuePosition: 2, Following: "Rui"}
	s.run(1)
	b := &s.hud.spectator
	if !strings.Contains(b.statusText, "number 2 in the queue") || !strings.HasPrefix(b.followText, "Following Rui · ") || b.height(s.hud.root.Viewport()) == 0 {
		t.Errorf("it says %q, %q", b.statusText, b.followText)
	}
	s.tap(ebiten.KeyEnter)
	s.run(1)
	if s.hud.WantsKeyboard() || len(s.hud.toasts.list) != 1 {
		t.Errorf("the chat is open: %v; toasts: %v", s.hud.WantsKeyboard(), s.hud.toasts.list)
	}
	if n := testing.AllocsPerRun(50, func() { s.hud.spectator.set(s.state.Spectating, b.keys[0], b.keys[1]) }); n != 0 {
		t.Errorf("the same again allocates %v times", n)
	}
	s.state.Spectating = Spectating{Active: true}
	s.run(1)
	if b.statusText != "You are spectating." || !strings.HasPrefix(b.followText, "Whole maze · ") {
		t.Errorf("it says %q, %q", b.statusText, b.followText)
	}
	s.state.Spectating = Spectating{}
	s.tap(ebiten.KeyEnter)
	s.run(1)
	if !s.hud.WantsKeyboard() {
		t.Error("who plays can't chat")
	}
}

// Clicks into the game are reported for spectators, but not on a panel, and not
// for players.
func TestSpectatorClicks(t *testing.T) {
	ui.SetGamepadActive(false)
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	s.input.MoveMouse(700, 300)
	s.input.MouseDown()
	if s.run(1); s.actions.Clicked {
		t.Error("who plays clicks for nothing")
	}
	s.input.MouseUp()
	s.state.Spectating = Spectating{Active: true}
	s.run(1)
	if want := "A, D or click: next player"; !strings.HasSuffix(s.hud.spectator.followText, want) {
		t.Errorf("the bar says %q, want %q", s.hud.spectator.followText, want)
	}
	s.input.MouseDown()
	if s.run(1); !s.actions.Clicked || s.actions.ClickAt != image.Pt(700, 300) {
		t.Errorf("a click: %v at %v", s.actions.Clicked, s.actions.ClickAt)
	}
	if s.run(1); s.actions.Clicked {
		t.Error("while the button is held, it clicks again")
	}
	s.input.MouseUp()
	s.tap(ebiten.KeyF2)
	s.run(2)
	s.draw()
	in := s.hud.lag.panel.GetWidget().Rect
	s.input.MoveMouse(in.Max.X-4, in.Min.Y+4)
	s.input.MouseDown()
	if s.run(1); s.actions.Clicked {
		t.Error("a click on the panel is one into the game")
	}
}
