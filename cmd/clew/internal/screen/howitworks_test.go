package screen

import (
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
)

// The menu leads to How it works, and Esc back to the same entry.
func TestHowItWorks(t *testing.T) {
	s := newAppTest(t, i18n.English)
	s.show(newTitle(s.app, menu.HowItWorks, ""))
	s.tap(ebiten.KeyEnter)
	h, ok := s.app.current.(*howItWorks)
	if !ok {
		t.Fatalf("the entry leads to %T", s.app.current)
	}
	s.tap(ebiten.KeyMinus, ebiten.KeyDigit1)
	if c := h.demo.Settings(); c.Lag != 150*time.Millisecond || !c.Prediction {
		t.Errorf("after keys for less lag and for prediction: %+v", c)
	}
	s.tap(ebiten.KeyTab, ebiten.KeyEscape)
	if s.app.current != h {
		t.Fatal("Esc leaves while the controls have the keyboard")
	}
	s.tap(ebiten.KeyEscape)
	if _, ok := s.app.current.(*titleScreen); !ok {
		t.Errorf("Esc leads to %T", s.app.current)
	}
}
