package input

import (
	"strings"
	"testing"
)

func TestActionNamesRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for a := range Action(ActionCount) {
		text, err := a.MarshalText()
		if err != nil || len(text) == 0 || seen[string(text)] {
			t.Errorf("action %d is called %q, %v", a, text, err)
		}
		seen[string(text)] = true
		var back Action
		if err := back.UnmarshalText(text); err != nil || back != a {
			t.Errorf("%s comes back as %v, %v", text, back, err)
		}
	}
}

func TestUnknownActionName(t *testing.T) {
	a := ActionGhost
	err := a.UnmarshalText([]byte("dance"))
	if err == nil || !strings.Contains(err.Error(), "minimap") {
		t.Errorf("dance: %v, want an error that lists what there is", err)
	}
	if a != ActionGhost {
		t.Errorf("what went wrong left %v behind", a)
	}
}
