package pad

import (
	"reflect"
	"slices"
	"testing"

	"clew/cmd/clew/internal/input/action"
)

func TestDefaultButtons(t *testing.T) {
	m := DefaultButtons()
	for a := range action.Action(action.ActionCount) {
		for _, b := range m[a] {
			if r := m.Conflicts(a, b); r != nil {
				t.Errorf("%v shares %v with %v", a, b, r)
			}
		}
	}
	if c := ButtonOverrides(&m); len(c) != 0 {
		t.Errorf("the defaults are changed: %v", c)
	}
}

func TestBindButton(t *testing.T) {
	m := DefaultButtons()
	m.Bind(action.ActionGhost, 0, RightStickUp)
	m.Bind(action.ActionGhost, 1, ButtonSelect)
	m.Bind(action.ActionChat, 1, ButtonSelect) // what it has already
	m.Unbind(action.ActionLegend, 0)
	m.Unbind(action.ActionLegend, 0)
	if want := []Button{RightStickUp, ButtonSelect}; !slices.Equal(m[action.ActionGhost], want) {
		t.Errorf("ghost: %v", m[action.ActionGhost])
	}
	if r := m.Conflicts(action.ActionGhost, ButtonSelect); !slices.Equal(r, []action.Action{action.ActionChat}) {
		t.Errorf("who has Select, too: %v", r)
	}
	want := map[string][]string{"ghost": {"look-up", "select"}, "legend": {}}
	if got := ButtonOverrides(&m); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if back := LoadButtons(ButtonOverrides(&m)); !reflect.DeepEqual(ButtonOverrides(&back), want) {
		t.Errorf("back: %v", back)
	}
}

// What somebody wrote by hand takes nobody the way out, and what is not
// understood changes nothing.
func TestLoadButtonsIgnoresUnknown(t *testing.T) {
	m := LoadButtons(map[string][]string{
		"menu": {"south"}, "dance": {"east"}, "ghost": {"none", "start", "turbo", "east", "west", "north"}, "lag": nil,
	})
	if want := []Button{ButtonEast, ButtonWest}; !slices.Equal(m[action.ActionGhost], want) {
		t.Errorf("ghost: %v, want %v", m[action.ActionGhost], want)
	}
	if want := []Button{ButtonStart}; !slices.Equal(m[action.ActionMenu], want) || len(m[action.ActionLag]) != 0 {
		t.Errorf("menu: %v, lag: %v", m[action.ActionMenu], m[action.ActionLag])
	}
}

func TestActionsByButton(t *testing.T) {
	m := DefaultButtons()
	var p GamepadState
	p.Update(GamepadReading{Left: StickPosition{0, -1}})
	p.Update(GamepadReading{Left: StickPosition{0, -1}, Down: downFor(ButtonDpadUp, ButtonWest).Down})
	if !ActionJustPressed(&m, action.ActionRoster, &p) || ActionPressDuration(&m, action.ActionRoster, &p) != 1 || ActionJustPressed(&m, action.ActionMenu, &p) {
		t.Error("the roster's button is not the roster's")
	}
	if !ActionJustPressed(&m, action.MoveUp, &p) || ActionPressDuration(&m, action.MoveUp, &p) != 2 {
		t.Errorf("up by two buttons: struck %v, held %d", ActionJustPressed(&m, action.MoveUp, &p), ActionPressDuration(&m, action.MoveUp, &p))
	}
}
