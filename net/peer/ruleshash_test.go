package peer

import (
	"slices"
	"testing"

	"clew/engine/game"
)

// wantRules is RulesHash, the same on every processor. When the rules change on
// purpose, it changes, too; peers of earlier releases are refused from then on.
const wantRules = 0xf0f6de40d83597cb

func TestRulesHash(t *testing.T) {
	if h := RulesHash(); h != wantRules {
		t.Errorf("RulesHash is %#x, not %#x: do the rules change on purpose?", h, uint64(wantRules))
	}
}

// The fixed game has in it what peers can do.
func TestRulesHashSeesAll(t *testing.T) {
	g := newFixedGame()
	seen := map[game.EventKind]int{}
	guests := 0
	for range fixedTicks {
		g.step()
		for _, e := range g.events {
			seen[e.Kind]++
		}
		guests = max(guests, len(g.extra.Guests))
	}
	if g.settled() != fixedTicks {
		t.Fatalf("it ends at tick %d", g.settled())
	}
	for _, k := range []game.EventKind{
		game.PlayerJoined, game.PlayerLeft, game.PlayerRenamed, game.PlayerSaid, game.PlayerDisconnected,
		game.PlayerResumed, game.ReachedExit, game.LevelStarted,
	} {
		if seen[k] == 0 {
			t.Errorf("no %v in it: %v", k, seen)
		}
	}
	if guests != 3 || !slices.Contains(g.extra.Removed, g.seat(4).Process.GUID) {
		t.Errorf("%d guests, removed: %v", guests, g.extra.Removed)
	}
	for i := range fixedActions {
		if a := &fixedActions[i]; !a.valid() || !g.seat(a.seat).contains(a.Tick) || g.seat(a.seat).First == a.Tick {
			t.Errorf("%+v is none", a)
		}
	}
}
