package screen

import (
	"slices"
	"testing"

	"clew/cmd/clew/internal/panel"
	"clew/net/authority"
	"clew/net/wire"
)

// The lobby shows people as they look in the game.
func TestGuests(t *testing.T) {
	look := wire.Look{Colour: 6, Shape: 7}
	got := guests([]authority.Person{
		{ID: 1, Avatar: 'A', Name: "Ana", Look: look, Exit: 9},
		{ID: 2, Avatar: 'B', Name: "Rui", Away: true},
	})
	want := []panel.Guest{
		{ID: 1, Avatar: 'A', Look: look, Name: "Ana", Out: true},
		{ID: 2, Avatar: 'B', Name: "Rui", Away: true},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
