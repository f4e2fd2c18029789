package menu

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/net/wire"
)

type togetherHarness struct {
	*screenHarness
	form *TogetherForm
	now  TogetherState
	got  TogetherChoice
}

func newTogetherHarness(w uitest.WindowSize, o TogetherOptions) *togetherHarness {
	hands := ui.NewFakeInput()
	o.Input, o.Levels = hands, []string{"First Thread", "The House of the Minotaur"}
	s := &togetherHarness{form: NewTogetherForm(o)}
	s.screenHarness = set(w, hands, func(w, h int, want float64) {
		if c := s.form.Update(w, h, want, s.now); c.Start || c.Join || c.Back {
			s.got = c
		}
	}, s.form.Draw)
	return s
}

var (
	lockedPeers = ServerInfo{Address: "192.168.1.45:8856", Game: 8, Name: "Cellar", Online: true, Level: "The Two Courtyards", Players: 1, MaxPlayers: 16, HasPassword: true, Version: wire.Version}
	olderPeers  = ServerInfo{Address: "192.168.1.46:8856", Game: 9, Online: true, Version: 1, Incompatible: true}
)

// Enter starts a game at once, and the fields say what it is like.
func TestTogetherStart(t *testing.T) {
	s := newTogetherHarness(uitest.DefaultWindow, TogetherOptions{Settings: TogetherSettings{Name: " Rui ", Game: "Attic"}})
	s.tap(ebiten.KeyEnter)
	if want := (TogetherChoice{Start: true, Settings: TogetherSettings{Name: "Rui", Game: "Attic"}}); s.got != want {
		t.Errorf("Enter at once: %+v", s.got)
	}
	s.form.panel.Focus(togetherPassword)
	s.input.Type("sesame")
	s.run(1)
	s.tap(ebiten.KeyTab, ebiten.KeyRight, ebiten.KeyTab, ebiten.KeyEnter)
	if want := (TogetherChoice{Start: true, Settings: TogetherSettings{Name: "Rui", Game: "Attic", Password: "sesame", Level: 1}}); s.got != want {
		t.Errorf("with a password and another level: %+v", s.got)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

// Without a name of the player or of the game nothing starts, and the focus is where
// one is missing.
func TestTogetherNeedsNames(t *testing.T) {
	s := newTogetherHarness(uitest.DefaultWindow, TogetherOptions{Settings: TogetherSettings{Game: "  "}})
	s.form.panel.Focus(togetherStart)
	s.tap(ebiten.KeyEnter)
	if s.got.Start || s.form.errText == "" || s.form.panel.FocusIndex() != togetherName {
		t.Errorf("without a name: %+v, %q, focus on %d", s.got, s.form.errText, s.form.panel.FocusIndex())
	}
	s.form.name.SetText("Rui")
	s.tap(ebiten.KeyEnter)
	if s.got.Start || s.form.panel.FocusIndex() != togetherGame {
		t.Errorf("without a name of the game: %+v, focus on %d", s.got, s.form.panel.FocusIndex())
	}
}

// A game in the list is joined by its ID; one with a password asks for that first, and
// one of another version says so.
func TestTogetherByList(t *testing.T) {
	s := newTogetherHarness(uitest.DefaultWindow, TogetherOptions{Settings: TogetherSettings{Name: "Rui", Game: "Attic"}})
	s.now.Games = []ServerInfo{peers, lockedPeers, olderPeers}
	s.run(2)
	s.form.panel.Focus(togetherRows)
	s.tap(ebiten.KeyEnter)
	if !s.got.Join || s.got.Game != peers.Game {
		t.Errorf("the first one: %+v", s.got)
	}
	s.got = TogetherChoice{}
	s.form.panel.Focus(togetherRows + 2)
	s.tap(ebiten.KeyEnter)
	if s.got.Join || !strings.Contains(s.form.errText, "version 1") {
		t.Errorf("of another version: %+v, %q", s.got, s.form.errText)
	}
	s.form.panel.Focus(togetherRows + 1)
	s.tap(ebiten.KeyEnter)
	if s.got.Join || s.form.panel.FocusIndex() != togetherPassword || s.form.note == "" || s.form.errText != "" {
		t.Errorf("a locked one: %+v, focus on %d, %q, %q", s.got, s.form.panel.FocusIndex(), s.form.note, s.form.errText)
	}
	s.input.Type("sesame")
	s.run(1)
	s.form.panel.Focus(togetherRows + 1)
	s.tap(ebiten.KeyEnter)
	if !s.got.Join || s.got.Game != lockedPeers.Game || s.got.Settings.Password != "sesame" {
		t.Errorf("with its password: %+v", s.got)
	}
}

// An address is completed, and what is none is not joined.
func TestTogetherByAddress(t *testing.T) {
	s := newTogetherHarness(uitest.DefaultWindow, TogetherOptions{Settings: TogetherSettings{Name: "Rui", Game: "Attic", Address: "10.0.0.7:x"}})
	s.form.panel.Focus(togetherAddress)
	s.tap(ebiten.KeyEnter)
	if s.got.Join || s.form.errText == "" {
		t.Errorf("no address: %+v, %q", s.got, s.form.errText)
	}
	s.form.address.SetText("10.0.0.7")
	s.tap(ebiten.KeyEnter)
	if !s.got.Join || s.got.Game != 0 || s.got.Settings.Address != "10.0.0.7:8856" {
		t.Errorf("an address: %+v", s.got)
	}
}

// The focus stays on its game when others come, and is where a game is started when
// that has gone.
func TestTogetherFocus(t *testing.T) {
	s := newTogetherHarness(uitest.DefaultWindow, TogetherOptions{Settings: TogetherSettings{Name: "Rui", Game: "Attic"}})
	s.now.Games = []ServerInfo{lockedPeers}
	s.run(2)
	s.form.panel.Focus(togetherRows)
	s.now.Games = []ServerInfo{peers, lockedPeers}
	s.run(2)
	if at := s.form.panel.FocusIndex(); at != togetherRows+1 {
		t.Errorf("its game has gone down, and the focus is on %d", at)
	}
	s.now.Games = nil
	s.run(2)
	if at := s.form.panel.FocusIndex(); at != togetherStart {
		t.Errorf("its game has gone, and the focus is on %d", at)
	}
}

func TestTogetherScreenshots(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		s := newTogetherHarness(w, TogetherOptions{Settings: TogetherSettings{Name: "Inês", Game: "Inês's game"}})
		s.look(t, "together-nobody")
		s.now.Games = []ServerInfo{peers, lockedPeers, olderPeers}
		s.run(2)
		s.form.panel.Focus(togetherRows + 1)
		s.run(1)
		s.look(t, "together-list")
		s.form.joinRow(1)
		s.run(2)
		s.look(t, "together-password")
	})
}
