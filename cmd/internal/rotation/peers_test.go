package rotation

import (
	"testing"

	"clew/cmd/internal/cli"
)

// Strangers name rotations: none but the built-in ones lead to a level.
func TestPeerLevel(t *testing.T) {
	for _, name := range []string{"", "two-courtyards", "/etc/passwd", "random:99999x99999", "built-in:", "built-in:0", "built-in:-1", "built-in:99", "built-in:x"} {
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

// A rotation can begin at any level, and goes on to the first after the last.
func TestPeerLevelFrom(t *testing.T) {
	n := len(cli.LevelNames())
	for from := range n {
		for number := uint32(1); number <= 2; number++ {
			got, want := PeerLevel(BuiltInFrom(from), number, 5), PeerLevel(BuiltIn, uint32((from+int(number)-1)%n)+1, 5)
			if got == nil || got.Name != want.Name {
				t.Errorf("level %d from %q is %v, want %s", number, BuiltInFrom(from), got, want.Name)
			}
		}
	}
}
