package input

import (
	"reflect"
	"slices"
	"testing"
)

func TestDefaultButtons(t *testing.T) {
	m := DefaultButtons()
	for a := range Action(ActionCount) {
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
	m.Bind(ActionGhost, 0, RightStickUp)
	m.Bind(ActionGhost, 1, ButtonSelect)
	m.Bind(ActionChat, 1, ButtonSelect) // what it has already
	m.Unbind(ActionLegend, 0)
	m.Unbind(ActionLegend, 0)
	if want := []Button{RightStickUp, ButtonSelect}; !slices.Equal(m[ActionGhost], want) {
		t.Errorf("ghost: %v", m[ActionGhost])
	}
	if r := m.Conflicts(ActionGhost, ButtonSelect); !slices.Equal(r, []Action{ActionChat}) {
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
	if want := []Button{ButtonEast, ButtonWest}; !slices.Equal(m[ActionGhost], want) {
		t.Errorf("ghost: %v, want %v", m[ActionGhost], want)
	}
	if want := []Button{ButtonStart}; !slices.Equal(m[ActionMenu], want) || len(m[ActionLag]) != 0 {
		t.Errorf("menu: %v, lag: %v", m[ActionMenu], m[ActionLag])
	}
}

func TestActionsByButton(t *testing.T) {
	m := DefaultButtons()
	var p GamepadState
	p.Update(GamepadReading{Left: StickPosition{0, -1}})
	p.Update(GamepadReading{Left: StickPosition{0, -1}, Down: downFor(ButtonDpadUp, ButtonWest).Down})
	if !ActionJustPressed(&m, ActionRoster, &p) || ActionPressDuration(&m, ActionRoster, &p) != 1 || ActionJustPressed(&m, ActionMenu, &p) {
		t.Error("the roster's button is not the roster's")
	}
	if !ActionJustPressed(&m, MoveUp, &p) || ActionPressDuration(&m, MoveUp, &p) != 2 {
		t.Errorf("up by two buttons: struck %v, held %d", ActionJustPressed(&m, MoveUp, &p), ActionPressDuration(&m, MoveUp, &p))
	}
}
