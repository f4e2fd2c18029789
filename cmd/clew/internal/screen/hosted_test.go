package screen

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/records"
	"clew/net/authority"
	"clew/net/wire"
)

// The lobby shows players as they look in the game.
func TestGuests(t *testing.T) {
	look := wire.Appearance{Colour: 6, Shape: 7}
	got := lobbyPlayers([]authority.PlayerInfo{
		{ID: 1, Avatar: 'A', Name: "Ana", Appearance: look, ExitTick: 9},
		{ID: 2, Avatar: 'B', Name: "Rui", Disconnected: true},
	})
	want := []menu.LobbyPlayer{
		{ID: 1, Avatar: 'A', Look: look, Name: "Ana", Finished: true},
		{ID: 2, Avatar: 'B', Name: "Rui", Disconnected: true},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// After the last shipped level a host goes on to random ones, and its records
// outlive it.
func TestHostGoesOn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "clew", "records.json")
	last := len(cli.LevelNames()) - 1
	h, err := startHostedServer(menu.HostSettings{Name: "x", MaxPlayers: 2, Level: last, Rotate: true}, menu.RandomMaze{}, "", file, "")
	if err != nil {
		t.Fatal(err)
	}
	level := h.level
	best := wire.Record{Name: "Ana", Ticks: 1234}
	h.records.SetRecord(level, best)
	for range 2 {
		if err := h.nextLevel(); err != nil || !strings.HasPrefix(h.arg, "random:") {
			t.Errorf("after the last level came %q: %v", h.arg, err)
		}
	}
	h.close()
	again, err := records.Open(file, nil)
	if err != nil || again.Record(level) != best {
		t.Errorf("the file has %+v: %v", again.Record(level), err)
	}
}
