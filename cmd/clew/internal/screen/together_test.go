package screen

import (
	"context"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/hud"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/internal/cli"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/discovery"
	"clew/net/invite"
	"clew/net/mesh"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/tracker"
	"clew/net/wire"
)

// Somebody who begins a game without a server walks in it at once, and can leave.
func TestTogetherAlone(t *testing.T) {
	s := newAppTest(t, "en")
	game, err := newTogether(s.app, togetherGame{listen: "127.0.0.1:0", back: s.backToTitle})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(game.close)
	game.movement.Keyboard = typed{s.input}
	s.app.current = game
	if _, err := os.Stat(s.app.opts.Identity); err != nil {
		t.Errorf("the identity is not kept: %v", err)
	}
	s.waitFor("the own player", func() bool { return game.view.Self() != nil })
	start := *game.view.Self()
	keys := map[sim.Input]ebiten.Key{sim.Right: ebiten.KeyArrowRight, sim.Down: ebiten.KeyArrowDown, sim.Left: ebiten.KeyArrowLeft, sim.Up: ebiten.KeyArrowUp}
	s.input.HoldKeys(keys[towards(game.view.Maze, start.X, start.Y)])
	s.waitFor("a step", func() bool { self := game.view.Self(); return self.X != start.X || self.Y != start.Y })
	s.input.ReleaseKeys(keys[towards(game.view.Maze, start.X, start.Y)])
	game.next(s.now, hud.Actions{Leave: true})
	s.waitFor("the title screen", func() bool { _, ok := s.app.current.(*titleScreen); return ok })
}

// A game without a server is listed by the tracker that was named, and the player is
// told so, or why it is not.
func TestTogetherListed(t *testing.T) {
	conn, err := tracker.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error)
	go func() { served <- tracker.Serve(ctx, conn) }()
	t.Cleanup(func() {
		cancel()
		<-served
	})
	s := newAppTest(t, "en")
	for at, want := range map[string]string{
		conn.LocalAddr().String(): "The tracker " + conn.LocalAddr().String() + " lists this game. Others find it in Join game, under Internet.",
		"127.0.0.1:9":             "No tracker is running at 127.0.0.1:9. Check the host and the port.",
	} {
		s.app.opts.Tracker = at
		game, err := newTogether(s.app, togetherGame{listen: "127.0.0.1:0", back: s.backToTitle})
		if err != nil {
			t.Fatal(err)
		}
		if got := listedText(at, <-game.listed); got != want {
			t.Errorf("said %q, not %q", got, want)
		}
		game.close()
	}
}

// A game without a server is recorded: all of it as a replay, and what is played
// between two presses of the capture key in a file of its own. Both stand in the list
// of replays.
func TestTogetherRecording(t *testing.T) {
	s := newAppTest(t, "en")
	s.app.setRecord(true)
	game, err := newTogether(s.app, togetherGame{listen: "127.0.0.1:0", back: s.backToTitle})
	if err != nil {
		t.Fatal(err)
	}
	s.app.current = game
	toggle := func() (said string) {
		game.mesh.Do(func(m *session.Mesh) { said = game.record.toggleCapture(m.State() != nil, "F5") })
		return said
	}
	settled := func() sim.Tick { return game.status.Settled }
	s.waitFor("the own player", func() bool { return game.view.Self() != nil })
	if said := toggle(); said != "Capturing … press F5 to stop" {
		t.Errorf("said %q", said)
	}
	from := settled()
	s.waitFor("a second of the game", func() bool { return settled() > from+sim.TickRate+5 })
	if toggle(); game.record.ending != 1 {
		t.Error("the capture has not ended")
	}
	s.waitFor("the capture", func() bool { return strings.HasPrefix(game.saying, "Capture saved: ") })
	s.app.current = newTitle(s.app, 0, "")
	game.close()
	paths := listReplayFiles([]string{s.app.opts.Replays, s.app.opts.Captures})
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		report, err := replay.Verify(f)
		f.Close()
		if err != nil || report.Truncated || report.Ticks < sim.TickRate || len(report.Start.Players()) != 1 {
			t.Errorf("%s: %+v, %v", path, report, err)
		}
		if info := replayInfo(path); info.Err != "" || info.Server != "Inês's game" {
			t.Errorf("in the list: %+v", info)
		}
	}
	if len(paths) != 2 {
		t.Errorf("%d files: %v", len(paths), paths)
	}
}

// In a game without a server a level goes as on a server: who is out is told with the
// time, ranked, and given points; the own time is kept; then comes the next level.
func TestTogetherRound(t *testing.T) {
	s := newAppTest(t, "en")
	level := levelOfName(t, "first-thread")
	game := s.playTogether(newPeers(level))
	for i, p := range s.peers.Peers {
		var v replica.View
		p.Input = func(tick int) sim.Input {
			p.View(s.peers.Now(), &v)
			me := v.Self()
			if swaying := uint32(tick)*2654435761>>28 < 5; me == nil || me.ExitTick != 0 || swaying || i == 2 && len(game.round.Ranking) > 1 && game.round.Ranking[1].Place == 0 {
				return 0
			}
			return towards(v.Maze, me.X, me.Y)
		}
	}
	until := func(what string, is func() bool) {
		t.Helper()
		for range 180 * sim.TickRate {
			if s.run(1); is() {
				return
			}
		}
		t.Fatalf("never: %s", what)
	}
	until("two are out", func() bool { r := game.round.Ranking; return len(r) == 3 && r[1].Place == 2 })
	if !game.round.Ending || game.round.Left < 100*time.Second {
		t.Errorf("the third one has %v", game.round.Left)
	}
	if s.tap(ebiten.KeySpace); !game.spectate.active {
		t.Error("the one that is out cannot watch the others")
	}
	until("all are out", func() bool { return game.round.Ranking[2].Place == 3 })
	for i, r := range game.round.Ranking {
		if r.Ticks == 0 || r.Gained == 0 || r.Points != r.Gained || i > 0 && (r.Gained >= game.round.Ranking[i-1].Gained || r.Ticks < game.round.Ranking[i-1].Ticks) {
			t.Errorf("place %d: %+v", i+1, r)
		}
	}
	self := game.view.Player(game.round.Self)
	if best, own := s.app.times.Best(level.Maze.Hash()), self.ExitTick-self.JoinTick; best != own {
		t.Errorf("the time kept is %d, that of the player %d", best, own)
	}
	first := self.ExitTick
	until("the next level", func() bool { self = game.view.Player(game.round.Self); return self.ExitTick == 0 })
	if game.status.Settled < first || game.spectate.active || game.round.Ranking[0].Points == 0 || game.round.Ranking[0].Place != 0 || game.round.Ending {
		t.Errorf("the next level begins with %+v", game.round)
	}
}

// The HUD says what holds the game up, and nothing while it goes on.
func TestMeshNotice(t *testing.T) {
	newAppTest(t, "en")
	ann := session.MeshMember{Name: "Ann", WaitingFor: 400 * time.Millisecond}
	for _, tc := range []struct {
		status session.MeshStatus
		want   string
	}{
		{session.MeshStatus{State: session.MeshPlaying}, ""},
		{session.MeshStatus{State: session.MeshPlaying, Island: true, Away: 2, Of: 3}, "You are on your own: 2 of 3 are out of reach"},
		{session.MeshStatus{State: session.MeshStalled, Members: []session.MeshMember{{Name: "Bo", WaitingFor: 300 * time.Millisecond}, ann}}, "Waiting for Ann (0.4 s)"},
		{session.MeshStatus{State: session.MeshStalled, Members: []session.MeshMember{{Name: "Bo", WaitingFor: 100 * time.Millisecond}}}, ""},
		{session.MeshStatus{State: session.MeshMeeting, Text: "nobody answers"}, "Looking for the game … Nobody answers."},
	} {
		if got := meshNotice(&tc.status); got != tc.want {
			t.Errorf("state %d: %q; want %q", tc.status.State, got, tc.want)
		}
	}
}

// What happens among peers is told with the name of the player.
func TestMeshEventText(t *testing.T) {
	newAppTest(t, "en")
	named := func(kind session.MeshEventKind, name, text string) string {
		return meshEventText(&session.MeshEvent{Kind: kind, Game: replica.Event{Name: name}, Text: text, Process: peer.Process{}})
	}
	voted := func(name, against string, votes int) string {
		return meshEventText(&session.MeshEvent{Kind: session.MeshVoted, Game: replica.Event{Name: name}, Text: against, Votes: votes, Needed: 2})
	}
	for _, tc := range []struct{ got, want string }{
		{voted("Ann", "", 1), "Ann votes for the next level: 1 of 2."},
		{voted("Bo", "", 2), "Bo votes for the next level: 2 of 2. It begins in a moment."},
		{voted("Ann", "Cai", 1), "Ann votes for removing Cai: 1 of 2."},
		{named(session.MeshGuestTold, "Dee", "nobody heard of it"), "Your guest Dee had to go: Nobody heard of it."},
		{meshEventText(&session.MeshEvent{Kind: session.MeshRefused, Code: wire.CodePassword, Text: "the password is wrong"}), "Not let in: The game has another password."},
		{named(session.MeshIsland, "", ""), "Nobody answers. You play on by yourself."},
		{named(session.MeshLost, "Ann", ""), "Ann is out of reach; playing on."},
		{named(session.MeshLost, "", ""), ""},
		{named(session.MeshMerged, "", ""), "You are back with the others."},
		{meshEventText(&session.MeshEvent{Kind: session.MeshRefused, Code: wire.CodeVersion, Text: "one of us speaks version 4 of the protocol, the other one version 5: update"}),
			"Not let in: One program speaks version 4 of the protocol, the other version 5. The older one must be updated."},
		{named(session.MeshRefused, "", "it is late"), "Not let in: It is late."},
		{named(session.MeshDesync, "Ann", "player 2's X"), "Your game and that of Ann differ in player 2's X. Mending it …"},
	} {
		if tc.got != tc.want {
			t.Errorf("%q; want %q", tc.got, tc.want)
		}
	}
}

// backToTitle is what a game without a server returns to in these tests.
func (s *appTest) backToTitle(message string, _ bool) screen {
	return newTitle(s.app, menu.Together, message)
}

// A game without a server that is found in Join is joined at whichever of its members
// answers. Who has the wrong password is asked for another one.
func TestJoinTogether(t *testing.T) {
	s := newAppTest(t, "en")
	ann, err := newTogether(s.app, togetherGame{listen: "127.0.0.1:0", name: "Attic", level: 2, password: "thread", back: s.backToTitle})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ann.close)
	s.app.current = ann
	s.waitFor("Ann's player", func() bool { return ann.view.Self() != nil })
	if want := levelOfName(t, cli.LevelNames()[2]).Name; ann.view.Level != want {
		t.Errorf("the game begins with the level %q, not %q", ann.view.Level, want)
	}
	var id discovery.GameID
	ann.mesh.Do(func(m *session.Mesh) { id = discovery.GameID(m.Game()) })
	anns := s.app.peerKey
	t.Cleanup(func() { anns.Close() })
	s.app.peerKey = nil // as in a second window on the same computer
	nobody := netip.MustParseAddrPort("127.0.0.1:1")
	s.joining(joinDefaults{}, menu.Nearby, []discovery.Server{{Addr: nobody, Doors: []netip.AddrPort{nobody, ann.mesh.(*mesh.Mesh).Addr()}, Version: wire.Version,
		Info: discovery.Info{Name: "Attic", Level: "x", Game: id, HasPassword: true}}})
	choose := func(password string) {
		s.app.current = s.app.current.(*joinScreen).joinPeers(menu.JoinChoice{Game: id, Name: "Bob", Password: password})
		t.Cleanup(s.app.current.close)
	}
	servers := s.app.current.(*joinScreen).lan.found
	choose("needle")
	s.waitFor("the list again", func() bool { _, ok := s.app.current.(*joinScreen); return ok })
	s.app.current.close()
	s.joining(joinDefaults{}, menu.Nearby, servers)
	choose("thread")
	bob := s.app.current.(*together)
	s.waitFor("both to play", func() bool { return len(bob.status.Members) == 2 && bob.view.Self() != nil })
	if code, err := invite.Parse(bob.peers.Invitation); err == nil && (code.Game == [4]byte{} || code.Addr != bob.door) || err != nil && bob.door.IsValid() {
		t.Errorf("he invites with %q, and can be dialed at %v: %v", bob.peers.Invitation, bob.door, err)
	}
	if s.app.peerKey.Seed == anns.Seed {
		t.Error("both are the same peer")
	}
	if bob.view.Self().Name != "Bob" {
		t.Errorf("he is called %q", bob.view.Self().Name)
	}
}

// waitFor runs ticks until something is so in a game that has a clock of its own.
func (s *appTest) waitFor(what string, is func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("still waiting for %s", what)
		}
		s.run(1)
	}
}
