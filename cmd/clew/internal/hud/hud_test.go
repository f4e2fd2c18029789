package hud

import (
	"image"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/input"
	"clew/cmd/clew/internal/netsettings"
	"clew/cmd/clew/internal/uitest"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/wire"
)

// What is typed in the tick in which the chat opens is not lost, but neither its
// key nor a key that is held to walk writes anything.
func TestTypeWhileTheChatOpens(t *testing.T) {
	open := func(typed string, keys ...ebiten.Key) *harness {
		s := newHarness(uitest.SmallWindow, 3)
		s.run(2)
		s.input.HoldKeys(ebiten.KeyD)
		s.run(3)
		s.input.Type(typed)
		s.tap(keys...)
		s.input.ReleaseKeys(ebiten.KeyD)
		return s
	}
	s := open("hdi", ebiten.KeyEnter)
	s.input.Type("!")
	s.run(1)
	if got := s.hud.chat.field.Text(); got != "hi!" {
		t.Errorf("the field has %q", got)
	}
	s = open("th", ebiten.KeyT)
	if s.hud.chat.panel.Shown() {
		t.Fatal("T opens the chat")
	}
	s.hud.keys.Bind(input.ActionChat, 0, ebiten.KeyT)
	s.input.Type("th")
	s.tap(ebiten.KeyT)
	if got := s.hud.chat.field.Text(); got != "h" {
		t.Errorf("after T the field has %q", got)
	}
}

func TestChatTakesTheKeyboard(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if !s.hud.WantsKeyboard() {
		t.Fatal("the field is open, but the keys still walk")
	}
	s.input.Type("wasd  ")
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if s.actions.Chat != "wasd" || s.hud.WantsKeyboard() {
		t.Errorf("said %q, keyboard %v", s.actions.Chat, s.hud.WantsKeyboard())
	}
	s.run(1)
	if s.actions.Chat != "" {
		t.Errorf("said %q again", s.actions.Chat)
	}
	s.tap(ebiten.KeyEnter)
	s.input.Type("never mind")
	s.run(1)
	s.tap(ebiten.KeyEscape)
	if s.actions.Chat != "" || s.hud.WantsKeyboard() || s.hud.pauseMenu.Shown() {
		t.Errorf("after Esc: said %q, keyboard %v, menu %v", s.actions.Chat, s.hud.WantsKeyboard(), s.hud.pauseMenu.Shown())
	}
	s.tap(ebiten.KeyEnter)
	s.input.Type(strings.Repeat("é", wire.MaxTextLen))
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if len(s.actions.Chat) != wire.MaxTextLen || wire.CheckText(s.actions.Chat) != nil {
		t.Errorf("a long line has %d bytes", len(s.actions.Chat))
	}
	s.tap(ebiten.KeyEnter, ebiten.KeyEnter)
	if s.actions.Chat != "" || s.hud.WantsKeyboard() {
		t.Error("an empty line is something to say")
	}
}

// A line being typed when the connection is lost or the exit is found is kept
// for the next time; a cancelled one is not.
func TestDraftSurvivesInterruption(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyEnter)
	s.input.Type("this way, I can")
	s.run(1)
	s.state.LostText = "Try 1 of 8 …"
	s.run(2)
	s.state.LostText = ""
	s.run(2)
	s.tap(ebiten.KeyEnter)
	s.input.Type(" see the exit")
	s.run(1)
	s.hud.ShowFinish(Finish{Time: 6120})
	s.run(2)
	s.hud.LevelStarted()
	s.run(2)
	s.tap(ebiten.KeyEnter, ebiten.KeyEnter)
	if s.actions.Chat != "this way, I can see the exit" {
		t.Errorf("said %q", s.actions.Chat)
	}
	s.tap(ebiten.KeyEnter)
	if got := s.hud.chat.field.Text(); got != "" {
		t.Errorf("what was said is in the field again: %q", got)
	}
	s.input.Type("never mind")
	s.run(1)
	s.tap(ebiten.KeyEscape, ebiten.KeyEnter)
	if got := s.hud.chat.field.Text(); got != "" {
		t.Errorf("what was taken back is in the field again: %q", got)
	}
}

// While the field is open, the log shows all that fits: a long answer, such as
// that to /help, is readable from its beginning.
func TestLongMessageIsReadable(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 1)
	for i := range 20 {
		s.hud.AddLine(strings.Repeat("x", i+1))
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

// chatRows returns the height of the chat log in rows, without the field.
func (s *harness) chatRows() int {
	s.draw()
	px := s.hud.root.Viewport().Px
	h := s.hud.chat.area.Dy()
	if s.hud.chat.panel.Shown() {
		h -= px(chatField)
	}
	return h / px(chatLineHeight)
}

func TestMenuInTheGame(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyEscape)
	if !s.hud.WantsKeyboard() || !s.hud.pauseMenu.Shown() {
		t.Fatal("Esc opens no menu")
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.WantsKeyboard() || s.hud.pauseMenu.Shown() {
		t.Fatal("Esc does not close the menu")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyEnter)
	if s.hud.WantsKeyboard() || s.hud.chat.panel.Shown() {
		t.Fatal("Enter on the first entry does not go back, or falls through to the chat")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyEnter)
	if s.hud.WantsKeyboard() || !s.hud.lag.panel.Shown() {
		t.Error("the second entry is not the lag panel")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if !s.hud.legendOpen {
		t.Error("the third entry is not the legend")
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.legendOpen || s.hud.pauseMenu.Shown() {
		t.Error("Esc on the legend: want it closed and nothing opened")
	}
	s.tap(ebiten.KeyEscape, ebiten.KeyUp)
	s.tap(ebiten.KeyEnter)
	if !s.actions.Leave {
		t.Error("the last entry does not leave")
	}
	s.run(1)
	if s.actions.Leave {
		t.Error("leaves twice")
	}
}

func TestLagPanelByKeys(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyF2)
	if s.hud.WantsKeyboard() {
		t.Fatal("the lag panel has taken the keyboard by itself")
	}
	s.tap(ebiten.KeyTab)
	if !s.hud.WantsKeyboard() {
		t.Fatal("Tab does not give the lag panel the keyboard")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab)
	s.input.TapKeys(ebiten.KeyEnter)
	s.run(1)
	if bad := netsettings.Presets[3].Config; s.state.Netem != bad || !s.actions.Changed {
		t.Errorf("the fourth button: %+v, want %s", s.state.Netem, netsettings.Presets[3].Name())
	}
	s.run(1)
	if s.actions.Changed {
		t.Error("says that something has changed again")
	}
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyRight)
	if s.state.Netem.Up.Latency != 50*time.Millisecond || s.state.Netem.Down != s.state.Netem.Up {
		t.Errorf("one step more latency, both ways: %+v", s.state.Netem)
	}
	s.tap(ebiten.KeyEscape)
	if s.hud.WantsKeyboard() || !s.hud.lag.panel.Shown() || s.hud.pauseMenu.Shown() {
		t.Error("Esc: want the keys back and the panel still there")
	}
	s.tap(ebiten.KeyF2)
	if s.hud.lag.panel.Shown() {
		t.Error("F2 does not close the panel")
	}
}

func TestDirectionsSetSeparately(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.state.Netem = lagged
	s.run(2)
	s.tap(ebiten.KeyF2, ebiten.KeyTab)
	for range 5 {
		s.tap(ebiten.KeyTab)
	}
	s.tap(ebiten.KeySpace) // separate
	s.run(2)
	s.tap(ebiten.KeyTab, ebiten.KeyTab, ebiten.KeyRight)
	if s.state.Netem.Up.Latency != 70*time.Millisecond || s.state.Netem.Down != lagged.Down {
		t.Fatalf("a step to the server only: %+v", s.state.Netem)
	}
	for range 5 {
		s.tap(ebiten.KeyTab)
	}
	s.tap(ebiten.KeyLeft)
	if s.state.Netem.Up.Latency != 70*time.Millisecond || s.state.Netem.Down.Latency != 50*time.Millisecond {
		t.Fatalf("a step from the server only: %+v", s.state.Netem)
	}
	s.hud.lag.panel.Focus(5)
	s.tap(ebiten.KeyEnter) // alike again
	if s.state.Netem.Down != s.state.Netem.Up {
		t.Errorf("alike again: %+v", s.state.Netem)
	}
}

func TestLagPanelByMouse(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyF2)
	s.show(2)
	for i, want := range netsettings.Presets {
		s.click(s.stopAt(i))
		if s.state.Netem != want.Config {
			t.Errorf("a click on %s: %+v", want.Name(), s.state.Netem)
		}
	}
	s.click(s.stopAt(14)) // after 5 buttons, 2 toggles, 6 sliders and the cut
	want := replica.DefaultSwitches
	want.Prediction = false
	if s.state.Switches != want || s.hud.WantsKeyboard() {
		t.Errorf("a click on the first switch: %+v, keyboard %v", s.state.Switches, s.hud.WantsKeyboard())
	}
}

// show runs n ticks, each with a frame.
func (s *harness) show(n int) {
	for range n {
		s.run(1)
		s.draw()
	}
}

func (s *harness) click(p image.Point) {
	s.input.Click(p, func() { s.show(1) })
	s.show(1)
}

// stopAt returns the centre of a widget of the lag panel.
func (s *harness) stopAt(i int) image.Point {
	s.hud.lag.panel.Focus(i)
	s.show(1)
	r := s.hud.lag.panel.FocusRect()
	return r.Min.Add(r.Size().Div(2))
}

func TestGameChangesTheLag(t *testing.T) {
	s := newHarness(uitest.DefaultWindow, 3)
	s.state.Netem = netem.Config{Up: netem.Conditions{Latency: 62500 * time.Microsecond}}
	s.run(3)
	if s.actions.Changed || s.actions.Netem.Up.Latency != 62500*time.Microsecond {
		t.Errorf("the panel has rounded what it was given: %+v", s.actions.Netem)
	}
}

func TestFunctionKeys(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 3)
	s.run(2)
	s.tap(ebiten.KeyF3, ebiten.KeyF4, ebiten.KeyF1)
	if !s.hud.netOpen || !s.hud.GhostVisible() || !s.hud.legendOpen || s.hud.WantsKeyboard() {
		t.Errorf("net graph %v, ghost %v, legend %v, keyboard %v", s.hud.netOpen, s.hud.GhostVisible(), s.hud.legendOpen, s.hud.WantsKeyboard())
	}
	s.tap(ebiten.KeyF3, ebiten.KeyF4, ebiten.KeyF1)
	if s.hud.netOpen || s.hud.GhostVisible() || s.hud.legendOpen {
		t.Error("the same keys do not close again")
	}
}

func TestScoreboardWhileTabIsHeld(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 5)
	s.run(2)
	s.input.HoldKeys(ebiten.KeyTab)
	s.run(2)
	if !s.hud.scoreboardOpen || s.hud.WantsKeyboard() {
		t.Fatal("Tab shows nobody, or takes the keys")
	}
	if got := s.hud.scoreboard.row(0); got.finish == 0 || got.status != "1:24" {
		t.Errorf("first is %q at %q, want who got out", got.name, got.status)
	}
	s.input.ReleaseKeys(ebiten.KeyTab)
	s.run(1)
	if s.hud.scoreboardOpen {
		t.Error("still there after Tab was let go")
	}
}

func TestBanners(t *testing.T) {
	var n banner
	n.show("Connection lost – next in 3 s", false, 0)
	for range bannerFadeIn {
		n.tick()
	}
	born := n.shownAt
	n.show("Connection lost – next in 2 s", false, 0)
	if n.alpha() < 0.99 || n.shownAt != born {
		t.Error("a changed sentence appears separately instead of taking the place of the old one")
	}
	for range 10_000 {
		n.tick()
	}
	if n.alpha() < 0.99 {
		t.Error("a sentence that should stay has gone")
	}
	n.show("", false, 0)
	for range bannerFadeOut / 2 {
		n.tick()
	}
	n.hide()
	for range bannerFadeOut/2 + 2 {
		n.tick()
	}
	if n.alpha() != 0 || n.text != "" {
		t.Errorf("taken down, and still there: %g", n.alpha())
	}
	var o toasts
	for range 5 {
		o.add("x")
	}
	if len(o.list) != maxToasts {
		t.Errorf("%d toasts at once", len(o.list))
	}
	for range toastTicks + bannerFadeOut + 2 {
		o.tick()
	}
	if len(o.list) != 0 {
		t.Error("toasts stay for ever")
	}
}

// Alone one can start again at any time, by key and from the menu, which says
// whether the game stands still.
func TestStartAgain(t *testing.T) {
	s := newHarness(uitest.SmallWindow, 1)
	s.hud = New(Options{Input: s.input, Restart: true})
	s.run(2)
	s.tap(ebiten.KeyR)
	if !s.actions.Restart {
		t.Error("the key does nothing")
	}
	s.run(1)
	if s.actions.Restart {
		t.Error("it starts again and again")
	}
	s.tap(ebiten.KeyEscape)
	s.state.Paused = true
	s.run(2)
	if texts := strings.Join(s.says(), "\n"); !strings.Contains(texts, "The game is paused.") {
		t.Errorf("the menu says %q", texts)
	}
	if s.tap(ebiten.KeyR); s.actions.Restart {
		t.Error("the key works in the menu, where it may be for something else")
	}
	if s.tap(ebiten.KeyDown, ebiten.KeyEnter); !s.actions.Restart || s.hud.PauseMenuShown() {
		t.Errorf("from the menu: %+v", s.actions)
	}
	s.tap(ebiten.KeyEnter)
	if s.input.Type("r"); s.hud.WantsKeyboard() {
		if s.tap(ebiten.KeyR); s.actions.Restart {
			t.Error("the key starts again while a chat line is typed")
		}
	}
	others := newHarness(uitest.SmallWindow, 3)
	others.run(2)
	if others.tap(ebiten.KeyR); others.actions.Restart {
		t.Error("among others the key does something")
	}
	others.tap(ebiten.KeyEscape)
	if texts := strings.Join(others.says(), "\n"); !strings.Contains(texts, "The game continues.") || strings.Contains(texts, "Start again") {
		t.Errorf("among others the menu says %q", texts)
	}
}
