package pad

import (
	"reflect"
	"slices"
	"testing"

	"clew/cmd/clew/internal/input/action"
)

func TestDefaults(t *testing.T) {
	m := Defaults()
	for a := range action.Action(action.Count) {
		for _, b := range m[a] {
			if r := m.Rivals(a, b); r != nil {
				t.Errorf("%v shares %v with %v", a, b, r)
			}
		}
	}
	if c := Changed(&m); len(c) != 0 {
		t.Errorf("the defaults are changed: %v", c)
	}
}

func TestBind(t *testing.T) {
	m := Defaults()
	m.Bind(action.Ghost, 0, LookUp)
	m.Bind(action.Ghost, 1, Select)
	m.Bind(action.Chat, 1, Select) // what it has already
	m.Unbind(action.Legend, 0)
	m.Unbind(action.Legend, 0)
	if want := []Button{LookUp, Select}; !slices.Equal(m[action.Ghost], want) {
		t.Errorf("ghost: %v", m[action.Ghost])
	}
	if r := m.Rivals(action.Ghost, Select); !slices.Equal(r, []action.Action{action.Chat}) {
		t.Errorf("who has Select, too: %v", r)
	}
	want := map[string][]string{"ghost": {"look-up", "select"}, "legend": {}}
	if got := Changed(&m); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if back := Load(Changed(&m)); !reflect.DeepEqual(Changed(&back), want) {
		t.Errorf("back: %v", back)
	}
}

// What somebody wrote by hand takes nobody the way out, and what is not
// understood changes nothing.
func TestLoadForgives(t *testing.T) {
	m := Load(map[string][]string{
		"menu": {"south"}, "dance": {"east"}, "ghost": {"none", "start", "turbo", "east", "west", "north"}, "lag": nil,
	})
	if want := []Button{East, West}; !slices.Equal(m[action.Ghost], want) {
		t.Errorf("ghost: %v, want %v", m[action.Ghost], want)
	}
	if want := []Button{Start}; !slices.Equal(m[action.Menu], want) || len(m[action.Lag]) != 0 {
		t.Errorf("menu: %v, lag: %v", m[action.Menu], m[action.Lag])
	}
}

func TestActionsByButton(t *testing.T) {
	m := Defaults()
	var p Pad
	p.Tick(State{Left: Stick{0, -1}})
	p.Tick(State{Left: Stick{0, -1}, Down: down(PadUp, West).Down})
	if !Struck(&m, action.Roster, &p) || Held(&m, action.Roster, &p) != 1 || Struck(&m, action.Menu, &p) {
		t.Error("the roster's button is not the roster's")
	}
	if !Struck(&m, action.Up, &p) || Held(&m, action.Up, &p) != 2 {
		t.Errorf("up by two buttons: struck %v, held %d", Struck(&m, action.Up, &p), Held(&m, action.Up, &p))
	}
}
