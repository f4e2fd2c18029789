package screen

import (
	"slices"
	"testing"

	"clew/cmd/clew/internal/menu"
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
