package rotation

import "testing"

// Strangers name rotations: none but the built-in one leads to a level.
func TestPeerLevel(t *testing.T) {
	for _, name := range []string{"", "two-courtyards", "/etc/passwd", "random:99999x99999"} {
		if PeerLevel(name, 1, 5) != nil {
			t.Errorf("rotation %q has a level", name)
		}
	}
	first := PeerLevel(BuiltIn, 1, 5)
	if first == nil || PeerLevel(BuiltIn, 1<<32-1, 5) == nil || PeerLevel(BuiltIn, 0, 5) != nil {
		t.Error("the built-in rotation does not have the levels from 1 on")
	}
	if next := PeerLevel(BuiltIn, 2, 5); next == nil || next.Name == first.Name {
		t.Error("the second level is the first one again")
	}
}
