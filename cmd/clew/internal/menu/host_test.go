package menu

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/uitest"
)

type hostHarness struct {
	*screenHarness
	form *HostForm
	got  HostChoice
}

func newHostHarness(w uitest.WindowSize, name string) *hostHarness {
	hands := ui.NewFakeInput()
	s := &hostHarness{form: NewHostForm(HostOptions{
		Input: hands, Levels: []string{"First Thread", "The House of the Minotaur"},
		Settings: HostSettings{Name: name, Rotate: true, MaxPlayers: 16, LAN: true},
	})}
	s.screenHarness = set(w, hands, func(w, h int, want float64) {
		if c := s.form.Update(w, h, want); c.Open || c.Back {
			s.got = c
		}
	}, s.form.Draw)
	return s
}

func TestHostForm(t *testing.T) {
	s := newHostHarness(uitest.DefaultWindow, "Attic")
	s.tap(ebiten.KeyTab)
	s.input.Type("sesame")
	s.run(1)
	s.tap(ebiten.KeyTab, ebiten.KeyRight, ebiten.KeyTab, ebiten.KeyLeft, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter)
	want := HostSettings{Name: "Attic", Password: "sesame", Level: 1, MaxPlayers: 15, Record: true}
	if !s.got.Open || s.got.Settings != want {
		t.Errorf("opened %+v, want %+v", s.got, want)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

func TestHostNeedsAName(t *testing.T) {
	s := newHostHarness(uitest.DefaultWindow, "  ")
	s.tap(ebiten.KeyEnter)
	if s.got.Open || s.form.errText == "" {
		t.Errorf("opened %+v", s.got)
	}
}

// The selector's last level is a random maze; a click goes on, and around.
func TestHostLevel(t *testing.T) {
	s := newHostHarness(uitest.DefaultWindow, "Attic")
	s.form.panel.Focus(2)
	for _, want := range []int{1, 2, 0} {
		s.click(s.form.panel.FocusRect())
		if s.form.settings.Level != want {
			t.Errorf("level %d, want %d", s.form.settings.Level, want)
		}
	}
}

var lobbyInfo = LobbyInfo{
	Name: "Attic", Level: "First Thread", HasPassword: true, MaxPlayers: 16, TCP: "8857", UDP: "9009",
	PortNotice: "Port 8856 is in use on this computer, so the server uses port 8857. Others have to enter it.",
	Addresses: []LobbyAddress{
		{"192.168.1.20:8857", "on the same network (eth0)", "1G58-0574-5800-0000-5C04"},
		{"[2001:818:dead:beef:1234:5678:9abc:def0]:8857", "from the internet, if the router allows it (eth0)", ""},
		{"localhost:8857", "on this computer", ""},
	},
}

func newLobbyHarness(w uitest.WindowSize) (*screenHarness, *Lobby, *LobbyChoice) {
	hands, got := ui.NewFakeInput(), &LobbyChoice{}
	l := NewLobby(hands)
	l.SetInfo(lobbyInfo)
	l.SetPlayers([]LobbyPlayer{{ID: 1, Avatar: 'A', Name: "Inês"}, {ID: 2, Avatar: 'B', Name: "Rui", Finished: true}, {ID: 9, Avatar: 'I', Name: "Bartholomew the Long", Disconnected: true}}, 2)
	return set(w, hands, func(w, h int, want float64) {
		if c := l.Update(w, h, want); c != (LobbyChoice{}) {
			*got = c
		}
	}, l.Draw), l, got
}

func TestLobby(t *testing.T) {
	p, l, got := newLobbyHarness(uitest.DefaultWindow)
	p.tap(ebiten.KeyEnter)
	if !got.Play {
		t.Errorf("Enter at once: %+v", got)
	}
	p.tap(ebiten.KeyRight, ebiten.KeyEnter)
	if !got.Close {
		t.Errorf("Right and Enter: %+v", got)
	}
	p.tap(ebiten.KeyEscape)
	if !got.Back {
		t.Errorf("Esc: %+v", got)
	}
	if l.head != "Players: 3/16 · 2 spectators" || l.players[1].state != "finished" || l.players[2].state != "offline" {
		t.Errorf("%q, %+v", l.head, l.players)
	}
	n := testing.AllocsPerRun(10, func() { l.SetInfo(lobbyInfo) })
	if n != 0 || !strings.Contains(l.info.PortNotice, "8857") {
		t.Errorf("what has not changed costs %v allocations", n)
	}
}

func TestHostScreenshots(t *testing.T) {
	uitest.ForEachWindow(t, func(t *testing.T, w uitest.WindowSize) {
		s := newHostHarness(w, "Attic")
		s.form.panel.Focus(2)
		s.run(1)
		s.look(t, "host-form")
		p, _, _ := newLobbyHarness(w)
		p.look(t, "host-lobby")
	})
}
