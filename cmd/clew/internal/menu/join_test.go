package menu

import (
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
	"clew/net/wire"
)

type joinHarness struct {
	*screenHarness
	form *JoinForm
	now  JoinState
	got  JoinChoice
}

func newJoinHarness(w uitest.WindowSize, o JoinOptions) *joinHarness {
	o.Input = ui.NewFakeInput()
	s := &joinHarness{form: NewJoinForm(o)}
	s.screenHarness = set(w, o.Input.(*ui.FakeInput), func(w, h int, want float64) {
		if c := s.form.Update(w, h, want, s.now); c.Join || c.Back || c.Scan || c.ToggleFavourite.Address != "" {
			s.got = c
		}
	}, s.form.Draw)
	return s
}

var (
	attic = ServerInfo{Address: "192.168.1.20:8856", Name: "Attic", Online: true, Level: "The Two Courtyards", Players: 3, MaxPlayers: 16, Ping: 700 * time.Microsecond, Version: wire.Version}
	vault = ServerInfo{Address: "192.168.1.31:8856", Name: "Vault, with a name as long as a name may be, w", Online: true, Level: "The House of the Minotaur", Players: 64, MaxPlayers: 64, Ping: 23 * time.Millisecond, Version: wire.Version, HasPassword: true, Favourite: true}
	peers = ServerInfo{Address: "192.168.1.44:8856", Game: 7, Name: "Ann and Bob", Online: true, Level: "The Two Courtyards", Players: 2, MaxPlayers: 8, Version: wire.Version}
	relic = ServerInfo{Address: "10.0.0.9:9000", Online: true, Version: 1, Incompatible: true}
)

func TestJoinByAddress(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: " Rui "})
	s.input.Type("x")
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if s.got.Join || s.form.errText == "" {
		t.Errorf("localhost:8856x: %+v, fault %q", s.got, s.form.errText)
	}
	s.tap(ebiten.KeyBackspace, ebiten.KeyEnter)
	if s.got != (JoinChoice{Join: true, Address: "localhost:8856", Name: "Rui"}) {
		t.Errorf("joined %+v", s.got)
	}
	s.form.name.SetText("")
	s.got = JoinChoice{}
	s.tap(ebiten.KeyEnter)
	if s.got.Join || s.form.panel.FocusIndex() != focusName {
		t.Errorf("without a name: %+v, focus on %d", s.got, s.form.panel.FocusIndex())
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

// Choosing a server joins it. One with a password asks for that first; one with
// another version tells why it can't be joined.
func TestJoinByList(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui"})
	s.now.Lists[Nearby] = []ServerInfo{attic, relic, vault}
	s.run(2)
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got != (JoinChoice{Join: true, Address: attic.Address, Name: "Rui"}) {
		t.Errorf("the first server: %+v", s.got)
	}
	s.got = JoinChoice{}
	s.tap(ebiten.KeyDown, ebiten.KeyEnter)
	if s.got.Join || !strings.Contains(s.form.errText, "version 1") {
		t.Errorf("of another version: %+v, %q", s.got, s.form.errText)
	}
	s.tap(ebiten.KeyDown, ebiten.KeyEnter)
	if s.got.Join || !s.form.needsPassword || s.form.panel.FocusIndex() != focusPassword {
		t.Fatalf("a locked one: %+v, asks %v, focus on %d", s.got, s.form.needsPassword, s.form.panel.FocusIndex())
	}
	if s.form.errText != "" || !strings.Contains(s.form.note, "needs a password") {
		t.Errorf("nothing has gone wrong, and it says %q, %q", s.form.errText, s.form.note)
	}
	s.input.Type("sesame")
	s.run(1)
	s.tap(ebiten.KeyEnter)
	if s.got != (JoinChoice{Join: true, Address: vault.Address, Name: "Rui", Password: "sesame"}) {
		t.Errorf("with its password: %+v", s.got)
	}
}

// A game of peers is listed among the servers; choosing it names the game, so that the
// owner knows how to join.
func TestJoinPeers(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui"})
	s.now.Lists[Nearby] = []ServerInfo{attic, peers}
	s.run(2)
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyEnter)
	if s.got != (JoinChoice{Join: true, Address: peers.Address, Game: peers.Game, Name: "Rui"}) {
		t.Errorf("joined %+v", s.got)
	}
	if note := s.form.rows[1].note; !strings.HasSuffix(note, "without a server") {
		t.Errorf("it says %q", note)
	}
}

// The button that searches every address is on the tab of the local network only.
func TestJoinScan(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui"})
	s.now.Lists[Nearby], s.now.ScanText = []ServerInfo{attic}, "Asked 3 of 253"
	s.run(2)
	s.form.panel.Focus(s.form.firstRow() + 2)
	s.tap(ebiten.KeyEnter)
	if s.got != (JoinChoice{Scan: true}) {
		t.Errorf("the button after the list: %+v", s.got)
	}
	s.got = JoinChoice{}
	s.form.showTab(Recent)
	s.form.panel.Focus(s.form.firstRow())
	s.tap(ebiten.KeyEnter)
	if s.got.Scan || !s.got.Back {
		t.Errorf("after the recent ones: %+v", s.got)
	}
}

// Whatever servers are found and lost, nothing moves under the mouse.
func TestJoinListDoesNotMove(t *testing.T) {
	for _, w := range []uitest.WindowSize{uitest.SmallWindow, uitest.DefaultWindow} {
		s := newJoinHarness(w, JoinOptions{Name: "Rui"})
		s.now.Lists[Nearby] = []ServerInfo{attic}
		s.run(2)
		s.form.panel.Focus(s.form.firstRow())
		s.run(2)
		panel, row := s.form.panel.LastBounds(), s.form.panel.FocusRect()
		for _, list := range [][]ServerInfo{{attic, relic}, {attic, relic, vault}, {attic}} {
			s.now.Lists[Nearby] = list
			s.run(2)
			if got := s.form.panel.LastBounds(); got != panel {
				t.Errorf("%v: with %d servers the panel is at %v, before at %v", w, len(list), got, panel)
			}
			if got := s.form.panel.FocusRect(); got != row {
				t.Errorf("%v: with %d servers the first row is at %v, before at %v", w, len(list), got, row)
			}
		}
	}
}

// Asking for a password shows no error; the password is masked, and shown on
// demand.
func TestThePasswordIsHidden(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui", NeedsPassword: true})
	s.run(2)
	if s.form.errText != "" || s.form.note == "" || s.form.panel.FocusIndex() != focusPassword {
		t.Errorf("it says %q, %q, and the focus is on %d", s.form.errText, s.form.note, s.form.panel.FocusIndex())
	}
	s.input.Type("sesame")
	s.run(1)
	if !s.form.password.Masked || s.form.password.Text() != "sesame" {
		t.Errorf("masked %v, %q", s.form.password.Masked, s.form.password.Text())
	}
	s.tap(ebiten.KeyTab, ebiten.KeySpace)
	if s.form.password.Masked {
		t.Error("the switch shows nothing")
	}
}

// After a wrong password the field is selected, so that typing replaces it: a
// masked text cannot be corrected.
func TestWrongPassword(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui", NeedsPassword: true, Password: "seasme", Message: "wrong"})
	if s.run(2); s.form.errText != "wrong" || s.form.note != "" {
		t.Errorf("of a wrong one it says %q, %q", s.form.errText, s.form.note)
	}
	s.input.Type("sesame")
	s.run(1)
	if got := s.form.password.Text(); got != "sesame" {
		t.Errorf("typed again, and the field has %q", got)
	}
}

// The focus stays on its server when others come and go, and moves to the tab
// when that server goes.
func TestFocusInALiveList(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui"})
	s.now.Lists[Nearby] = []ServerInfo{vault}
	s.run(2)
	s.tap(ebiten.KeyDown, ebiten.KeyDown, ebiten.KeyRight)
	s.now.Lists[Nearby] = []ServerInfo{attic, relic, vault}
	s.run(2)
	s.tap(ebiten.KeyEnter)
	if s.got.ToggleFavourite.Address != vault.Address {
		t.Errorf("the star of the vault, which has gone down two lines: %+v", s.got)
	}
	s.now.Lists[Nearby] = []ServerInfo{attic}
	s.run(2)
	if at := s.form.panel.FocusIndex(); at != focusPassword+int(Nearby) {
		t.Errorf("its server has gone, and the focus is on %d", at)
	}
}

func TestJoinTabs(t *testing.T) {
	s := newJoinHarness(uitest.DefaultWindow, JoinOptions{Name: "Rui"})
	s.now.Lists[Nearby], s.now.Lists[Favourites] = []ServerInfo{attic, relic}, []ServerInfo{vault}
	s.run(2)
	s.form.panel.Focus(focusPassword + int(Favourites))
	s.tap(ebiten.KeyEnter)
	s.run(2)
	if len(s.form.rows) != 1 || s.form.rows[0].Address != vault.Address {
		t.Errorf("the favourites are %+v", s.form.rows)
	}
}

func TestJoinScreenshots(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		s := newJoinHarness(w, JoinOptions{Name: "Inês"})
		s.look(t, "join-nobody")
		s.now.Lists[Nearby] = []ServerInfo{attic, peers, relic, vault}
		s.now.ScanText = "Asked 120 of 253 addresses …"
		s.run(2)
		s.form.panel.Focus(s.form.firstRow())
		s.run(1)
		s.look(t, "join-list")
		s.form.joinRow(3)
		s.run(2)
		s.look(t, "join-password")
	})
}
