package hud

import (
	"image"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/paneltest"
	"clew/cmd/clew/internal/panel/tuning"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
)

func TestChatTakesTheKeyboard(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if !s.hud.Keyboard() {
		t.Fatal("the field is open, but the keys still walk")
	}
	s.hands.Type("wasd  ")
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if s.wish.Say != "wasd" || s.hud.Keyboard() {
		t.Errorf("said %q, keyboard %v", s.wish.Say, s.hud.Keyboard())
	}
	s.run(1)
	if s.wish.Say != "" {
		t.Errorf("said %q again", s.wish.Say)
	}
	s.tap(ebiten.KeyEnter)
	s.hands.Type("never mind")
	s.run(1)
	s.tap(ebiten.KeyEscape)
	if s.wish.Say != "" || s.hud.Keyboard() || s.hud.pause.Shown() {
		t.Errorf("after Esc: said %q, keyboard %v, menu %v", s.wish.Say, s.hud.Keyboard(), s.hud.pause.Shown())
	}
	s.tap(ebiten.KeyEnter)
	s.hands.Type(strings.Repeat("é", wire.MaxTextLen))
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if len(s.wish.Say) != wire.MaxTextLen || wire.CheckText(s.wish.Say) != nil {
		t.Errorf("a long line has %d bytes", len(s.wish.Say))
	}
	s.tap(ebiten.KeyEnter, ebiten.KeyEnter)
	if s.wish.Say != "" || s.hud.Keyboard() {
		t.Error("an empty line is something to say")
	}
}

// A line that is being typed when the connection goes, or when the exit is found,
// is there when the field opens next; one that is taken back is not.
func TestAHalfTypedLineIsKept(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter)
	s.hands.Type("this way, I can")
	s.run(1)
	s.now.Lost = "Try 1 of 8 …"
	s.run(2)
	s.now.Lost = ""
	s.run(2)
	s.tap(ebiten.KeyEnter)
	s.hands.Type(" see the exit")
	s.run(1)
	s.hud.Finished(Exit{Took: 6120})
	s.run(2)
	s.hud.Begin()
	s.run(2)
	s.tap(ebiten.KeyEnter, ebiten.KeyEnter)
	if s.wish.Say != "this way, I can see the exit" {
		t.Errorf("said %q", s.wish.Say)
	}
	s.tap(ebiten.KeyEnter)
	if got := s.hud.chat.field.Text(); got != "" {
		t.Errorf("what was said is in the field again: %q", got)
	}
	s.hands.Type("never mind")
	s.run(1)
	s.tap(ebiten.KeyEscape, ebiten.KeyEnter)
	if got := s.hud.chat.field.Text(); got != "" {
		t.Errorf("what was taken back is in the field again: %q", got)
	}
}

// While the field is open, the log shows what a window has room for: an answer of
// many lines, such as that to /help, can be read from its beginning.
func TestALongAnswerCanBeRead(t *testing.T) {
	s := newStage(paneltest.Usual, 1)
	for i := range 20 {
		s.hud.Tell(strings.Repeat("x", i+1))
	}
	s.run(2)
	if rows := s.chatRows(); rows > 10 {
		t.Errorf("while one plays it covers %d lines", rows)
	}
	s.tap(ebiten.KeyEnter)
	if rows := s.chatRows(); rows != 20 {
		t.Errorf("%d lines of 20 can be read", rows)
	}
}

// chatRows is how many lines high the log of the chat is, without the field.
func (s *stage) chatRows() int {
	s.draw()
	px := s.hud.desk.Frame().Px
	h := s.hud.chat.took.Dy()
	if s.hud.chat.sheet.Shown() {
		h -= px(chatField)
	}
	return h / px(chatLineHeight)
}

func TestMenuInTheGame(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.tap(ebiten.KeyEscape)
	if !s.hud.Keyboard() || !s.hud.pause.Shown() {
		t.Fatal("Esc opens no menu")
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.Keyboard() || s.hud.pause.Shown() {
		t.Fatal("Esc does not close the menu")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyEnter)
	if s.hud.Keyboard() || s.hud.chat.sheet.Shown() {
		t.Fatal("Enter on the first entry does not go back, or falls through to the chat")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyEnter)
	if s.hud.Keyboard() || !s.hud.lag.sheet.Shown() {
		t.Error("the second entry is not the lag panel")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if !s.hud.legendOpen {
		t.Error("the third entry is not the legend")
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.legendOpen || s.hud.pause.Shown() {
		t.Error("Esc on the legend: want it closed and nothing opened")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyUp)
	s.tap(ebiten.KeyEnter)
	if !s.wish.Leave {
		t.Error("the last entry does not leave")
	}
	s.run(1)
	if s.wish.Leave {
		t.Error("leaves twice")
	}
}

func TestLagPanelByKeys(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	s.run(2)
	s.tap(ebiten.KeyF2)
	if s.hud.Keyboard() {
		t.Fatal("the lag panel has taken the keyboard by itself")
	}
	s.tap(ebiten.KeyTab)
	if !s.hud.Keyboard() {
		t.Fatal("Tab does not give the lag panel the keyboard")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab)
	s.hands.Tap(ebiten.KeyEnter)
	s.run(1)
	if bad := tuning.Presets[3].Config; s.now.Lag != bad || !s.wish.Changed {
		t.Errorf("the fourth button: %+v, want %s", s.now.Lag, tuning.Presets[3].Name())
	}
	s.run(1)
	if s.wish.Changed {
		t.Error("says that something has changed again")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyRight)
	if s.now.Lag.Up.Latency != 50*time.Millisecond || s.now.Lag.Down != s.now.Lag.Up {
		t.Errorf("one step more latency, both ways: %+v", s.now.Lag)
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.Keyboard() || !s.hud.lag.sheet.Shown() || s.hud.pause.Shown() {
		t.Error("Esc: want the keys back and the panel still there")
	}
	s.tap(ebiten.KeyF2)
	if s.hud.lag.sheet.Shown() {
		t.Error("F2 does not close the panel")
	}
}

func TestEachWayOnItsOwn(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	s.now.Lag = lagged
	s.run(2)
	s.tap(ebiten.KeyF2, ebiten.KeyTab)
	for range 5 {
		s.tap(ebiten.KeyTab)
	}
	s.tap(ebiten.KeySpace) // no longer alike
	s.run(2)
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyRight)
	if s.now.Lag.Up.Latency != 70*time.Millisecond || s.now.Lag.Down != lagged.Down {
		t.Fatalf("a step to the server only: %+v", s.now.Lag)
	}
	for range 5 {
		s.tap(ebiten.KeyTab)
	}
	s.tap(ebiten.KeyLeft)
	if s.now.Lag.Up.Latency != 70*time.Millisecond || s.now.Lag.Down.Latency != 50*time.Millisecond {
		t.Fatalf("a step from the server only: %+v", s.now.Lag)
	}
	s.hud.lag.sheet.Focus(5)
	s.tap(ebiten.KeyEnter) // alike again
	if s.now.Lag.Down != s.now.Lag.Up {
		t.Errorf("alike again: %+v", s.now.Lag)
	}
}

func TestLagPanelByMouse(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	s.run(2)
	s.tap(ebiten.KeyF2)
	s.show(2)
	for i, want := range tuning.Presets {
		s.click(s.stopAt(i))
		if s.now.Lag != want.Config {
			t.Errorf("a click on %s: %+v", want.Name(), s.now.Lag)
		}
	}
	s.click(s.stopAt(14)) // after 5 buttons, 2 toggles, 6 sliders and the cut
	want := replica.AllOn
	want.Prediction = false
	if s.now.Switches != want || s.hud.Keyboard() {
		t.Errorf("a click on the first switch: %+v, keyboard %v", s.now.Switches, s.hud.Keyboard())
	}
}

// show runs n ticks with a frame after each.
func (s *stage) show(n int) {
	for range n {
		s.run(1)
		s.draw()
	}
}

func (s *stage) click(p image.Point) {
	s.hands.Click(p, func() { s.show(1) })
	s.show(1)
}

// stopAt is the middle of a widget of the lag panel.
func (s *stage) stopAt(i int) image.Point {
	s.hud.lag.sheet.Focus(i)
	s.show(1)
	r := s.hud.lag.sheet.FocusRect()
	return r.Min.Add(r.Size().Div(2))
}

func TestTheGameMayChangeTheLag(t *testing.T) {
	s := newStage(paneltest.Usual, 3)
	s.now.Lag = flakylink.Config{Up: flakylink.Conditions{Latency: 62500 * time.Microsecond}}
	s.run(3)
	if s.wish.Changed || s.wish.Lag.Up.Latency != 62500*time.Microsecond {
		t.Errorf("the panel has rounded what it was given: %+v", s.wish.Lag)
	}
}

func TestFunctionKeys(t *testing.T) {
	s := newStage(paneltest.Small, 3)
	s.run(2)
	s.tap(ebiten.KeyF3, ebiten.KeyF4, ebiten.KeyF1)
	if !s.hud.netOpen || !s.hud.Ghost() || !s.hud.legendOpen || s.hud.Keyboard() {
		t.Errorf("net graph %v, ghost %v, legend %v, keyboard %v", s.hud.netOpen, s.hud.Ghost(), s.hud.legendOpen, s.hud.Keyboard())
	}
	s.tap(ebiten.KeyF3, ebiten.KeyF4, ebiten.KeyF1)
	if s.hud.netOpen || s.hud.Ghost() || s.hud.legendOpen {
		t.Error("the same keys do not close again")
	}
}

func TestRosterWhileTabIsHeld(t *testing.T) {
	s := newStage(paneltest.Small, 5)
	s.run(2)
	s.hands.Hold(ebiten.KeyTab)
	s.run(2)
	if !s.hud.rosterOpen || s.hud.Keyboard() {
		t.Fatal("Tab shows nobody, or takes the keys")
	}
	if got := s.hud.roster.row(0); got.took == 0 || got.time != "1:24" {
		t.Errorf("first is %q at %q, want who got out", got.name, got.time)
	}
	s.hands.Release(ebiten.KeyTab)
	s.run(1)
	if s.hud.rosterOpen {
		t.Error("still there after Tab was let go")
	}
}

func TestNotices(t *testing.T) {
	var n notice
	n.show("Connection lost – next in 3 s", false, 0)
	for range noticeIn {
		n.tick()
	}
	born := n.born
	n.show("Connection lost – next in 2 s", false, 0)
	if n.alpha() < 0.99 || n.born != born {
		t.Error("a changed sentence comes up anew instead of taking the place of the old one")
	}
	for range 10_000 {
		n.tick()
	}
	if n.alpha() < 0.99 {
		t.Error("a sentence that should stay has gone")
	}
	n.show("", false, 0)
	for range noticeOut / 2 {
		n.tick()
	}
	n.hide()
	for range noticeOut/2 + 2 {
		n.tick()
	}
	if n.alpha() != 0 || n.text != "" {
		t.Errorf("taken down, and still there: %g", n.alpha())
	}
	var o toasts
	for range 5 {
		o.add("x")
	}
	if len(o.list) != toastsKept {
		t.Errorf("%d toasts at once", len(o.list))
	}
	for range toastStay + noticeOut + 2 {
		o.tick()
	}
	if len(o.list) != 0 {
		t.Error("toasts stay for ever")
	}
}
