package panel

import (
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/panel/paneltest"
)

type hostStage struct {
	*page
	form *HostForm
	got  HostChoice
}

func newHostStage(w paneltest.Window, name string) *hostStage {
	hands := kit.NewScript()
	s := &hostStage{form: NewHostForm(HostOptions{
		Hands: hands, Levels: []string{"First Thread", "The House of the Minotaur"},
		Settings: HostSettings{Name: name, Rotate: true, Max: 16, LAN: true},
	})}
	s.page = set(w, hands, func(w, h int, want float64) {
		if c := s.form.Update(w, h, want); c.Open || c.Back {
			s.got = c
		}
	}, s.form.Draw)
	return s
}

func TestHostForm(t *testing.T) {
	s := newHostStage(paneltest.Usual, "Attic")
	s.tap(ebiten.KeyTab)
	s.hands.Type("sesame")
	s.run(1)
	s.tap(ebiten.KeyTab, ebiten.KeyRight, ebiten.KeyTab, ebiten.KeyLeft, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter, ebiten.KeyTab, ebiten.KeyEnter)
	want := HostSettings{Name: "Attic", Password: "sesame", Level: 1, Max: 15, Keep: true}
	if !s.got.Open || s.got.Settings != want {
		t.Errorf("opened %+v, want %+v", s.got, want)
	}
	s.tap(ebiten.KeyEscape)
	if !s.got.Back {
		t.Error("Esc does not lead back")
	}
}

func TestHostNeedsAName(t *testing.T) {
	s := newHostStage(paneltest.Usual, "  ")
	s.tap(ebiten.KeyEnter)
	if s.got.Open || s.form.fault == "" {
		t.Errorf("opened %+v", s.got)
	}
}

// The last level of the chooser is a random maze; a click goes on, and around.
func TestLevelOfHost(t *testing.T) {
	s := newHostStage(paneltest.Usual, "Attic")
	s.form.sheet.Focus(2)
	for _, want := range []int{1, 2, 0} {
		s.click(s.form.sheet.FocusRect())
		if s.form.set.Level != want {
			t.Errorf("level %d, want %d", s.form.set.Level, want)
		}
	}
}

var lobbyInfo = LobbyInfo{
	Name: "Attic", Level: "First Thread", Locked: true, Max: 16, TCP: "8857", UDP: "9009",
	Moved: "Port 8856 is taken on this computer, so the server has port 8857: others must type it.",
	Addresses: []LobbyAddress{
		{"192.168.1.20:8857", "from the same network (eth0)"},
		{"[2001:818:dead:beef:1234:5678:9abc:def0]:8857", "from everywhere, if the router lets it through (eth0)"},
		{"localhost:8857", "on this computer"},
	},
}

func newLobbyStage(w paneltest.Window) (*page, *Lobby, *LobbyChoice) {
	hands, got := kit.NewScript(), &LobbyChoice{}
	l := NewLobby(hands)
	l.Set(lobbyInfo)
	l.Greet([]Guest{{ID: 1, Avatar: 'A', Name: "Inês"}, {ID: 2, Avatar: 'B', Name: "Rui", Out: true}, {ID: 9, Avatar: 'I', Name: "Bartholomew the Long", Away: true}}, 2)
	return set(w, hands, func(w, h int, want float64) {
		if c := l.Update(w, h, want); c != (LobbyChoice{}) {
			*got = c
		}
	}, l.Draw), l, got
}

func TestLobby(t *testing.T) {
	p, l, got := newLobbyStage(paneltest.Usual)
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
	if l.head != "Who is in: 3 of 16 · 2 watch" || l.people[1].state != "at the exit" || l.people[2].state != "away" {
		t.Errorf("%q, %+v", l.head, l.people)
	}
	n := testing.AllocsPerRun(10, func() { l.Set(lobbyInfo) })
	if n != 0 || !strings.Contains(l.info.Moved, "8857") {
		t.Errorf("what has not changed costs %v allocations", n)
	}
}

func TestHostScenes(t *testing.T) {
	paneltest.InEach(t, func(t *testing.T, w paneltest.Window) {
		s := newHostStage(w, "Attic")
		s.form.sheet.Focus(2)
		s.run(1)
		s.look(t, "host-form")
		p, _, _ := newLobbyStage(w)
		p.look(t, "host-lobby")
	})
}
