package mesh

import (
	"context"
	"slices"
	"testing"
	"time"

	"clew/net/discovery"
	"clew/net/session"
	"clew/net/tracker"
)

// A tracker lists a game of peers once, with the doors of all that can be dialed, and
// no more when they have left.
func TestTrackerListsGame(t *testing.T) {
	conn, err := tracker.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error)
	go func() { served <- tracker.Serve(ctx, conn) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	at := conn.LocalAddr().String()
	begin := func(index byte, join ...string) *Mesh {
		cfg := config(index, "P", "", join...)
		cfg.Tracker = at
		return startWith(t, cfg)
	}
	ann := begin(1)
	waitFor(t, ann, "Ann plays", members(1))
	bob := begin(2, ann.Addr().String())
	waitFor(t, bob, "two play", members(2))

	listed := func(what string, want func(games []tracker.Game) bool) {
		t.Helper()
		for deadline := time.Now().Add(patience); ; {
			b := tracker.Browse(at)
			asked, err := b.Status()
			for ; !asked && err == nil && time.Now().Before(deadline); asked, err = b.Status() {
				time.Sleep(time.Millisecond)
			}
			games := b.Games(nil)
			if b.Close(); want(games) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("waited for: %s; listed are %+v", what, games)
			}
		}
	}
	var game discovery.GameID
	ann.Do(func(s *session.Mesh) { game = discovery.GameID(s.Game()) })
	listed("one game with two doors", func(games []tracker.Game) bool {
		return len(games) == 1 && games[0].Info.Game == game && len(games[0].Doors) == 2 &&
			slices.Contains(games[0].Doors, ann.Addr()) && slices.Contains(games[0].Doors, bob.Addr())
	})
	ann.Close()
	listed("one door", func(games []tracker.Game) bool { return len(games) == 1 && games[0].Addr == bob.Addr() })
	bob.Close()
	listed("no game", func(games []tracker.Game) bool { return len(games) == 0 })
}
