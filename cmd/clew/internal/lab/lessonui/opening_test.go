package lessonui

import (
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/lab/playback"
	"clew/cmd/clew/internal/theme"
	"clew/cmd/internal/lab/lesson"
	"clew/net/replica"
	"clew/net/wire"
)

// Every lesson opens on a picture that tells something: everybody is in the game on
// every screen, Ann as A in orange and Bob as B in blue. It stands still while the
// text and each task are read, and goes on when the player says so.
func TestOpenings(t *testing.T) {
	ann, bob := theme.MarkOf('A', 0, wire.Appearance{}), theme.MarkOf('B', 0, wire.Appearance{})
	for _, key := range lesson.Names() {
		s := open(t, key, "en", 640, 360)
		for step := range len(s.tasks) + 1 {
			if step > 0 {
				s.tap(ebiten.KeyF10)
			}
			r := s.lab.Player()
			tick := r.Tick()
			if s.run(30); r != s.lab.Player() || r.Tick() != tick || r.Playing {
				t.Errorf("%s, step %d: the game runs from %d to %d while it is read", key, step, tick, r.Tick())
			}
			var v replica.View
			for client := range min(2, r.Game().Clients()) { // those that are shown
				r.State().View(client, &v)
				if len(v.Players) < 2 || v.Maze == nil {
					t.Errorf("%s, step %d: client %d sees %d players", key, step, client, len(v.Players))
					continue
				}
				self := v.Self()
				if got, want := theme.MarkOf(self.Avatar, self.ID, self.Appearance), [...]theme.Mark{ann, bob}[client]; got != want {
					t.Errorf("%s, step %d: %s is %+v, want %+v", key, step, r.Name(client), got, want)
				}
			}
			if s.tap(ebiten.KeySpace); !r.Playing {
				t.Errorf("%s, step %d: Space does not go on", key, step)
			}
			s.run(3)
		}
		s.look("opening " + key)
	}
}

// Walking goes on, too, and own key presses are kept for the timeline.
func TestWalkingGoesOn(t *testing.T) {
	s := open(t, "1-simple-client", "en", 640, 360)
	s.tap(ebiten.KeyF10)
	r := s.lab.Player()
	tick := r.Tick()
	s.hold(ebiten.KeyS, 20)
	if !r.Playing || r.Tick() < tick+15 || r.Controller(0).Kind != playback.Human {
		t.Fatalf("at tick %d after walking from %d", r.Tick(), tick)
	}
	if r.HumanInput(0, tick) != 0 || r.HumanInput(0, tick+10) == 0 || r.HumanInput(1, tick+10) != 0 {
		t.Error("the key presses are not kept")
	}
}
