package netsim

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/link/netem"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// randomGame is a game in which a seed decides what people do, and how bad their
// networks are: game clients and terminals come, walk, talk, change name and look,
// lose their connections, come back or leave; levels change; the operator kicks,
// mutes and changes how many may play.
type randomGame struct {
	*Simulation
	rng      *rand.Rand
	cfg      Config
	levels   []*maze.Level
	follower *follower
	witness  *witness
	plain    []link.Link // the terminals' ends
	pulled   map[int]int // clients without a cable, and the tick in which they get it back
	added    int         // clients, those that took the place of others included
	chats    int
}

// randomGameOptions say what is other than usual.
type randomGameOptions struct {
	log   game.Log
	apply applyFunc
	lie   bool // snapshots acknowledge what the authority has consumed
}

func newRandomGame(t testing.TB, seed uint64, ticks int, o randomGameOptions) *randomGame {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 11))
	g := &randomGame{rng: rng, levels: randomLevels(t), pulled: map[int]int{}}
	g.cfg = Config{
		Level: g.levels[rng.IntN(len(g.levels))], Seed: seed, MaxPlayers: 4 + rng.IntN(4), MaxSpectators: 3,
		SnapshotInterval: 1 + rng.IntN(3), Log: o.log, Rounds: g.rounds(),
	}
	if o.apply == nil {
		o.apply = (*game.State).Apply
	}
	g.follower = newFollower(g.cfg, 1+rng.IntN(ticks), o.apply)
	g.cfg.OnEntry = g.follower.onEntry
	for range 6 {
		g.cfg.Clients = append(g.cfg.Clients, g.clientConfig())
	}
	if o.lie {
		for i := range g.cfg.Clients {
			g.cfg.Clients[i].Codec = func() wire.Codec { return &lyingCodec{Codec: msgpack.New(), g: g, client: i} }
		}
	}
	g.Simulation = New(g.cfg)
	g.added = len(g.Clients)
	g.witness = newWitness(g.Simulation, g.follower)
	for i := range g.Clients {
		g.StallClient(i, rng.IntN(100)) // it comes later
	}
	return g
}

// randomLevels are a few levels, with an exit that a wanderer finds in the first.
func randomLevels(t testing.TB) []*maze.Level {
	m, err := maze.FromRows([]string{"########", "#.E...S#", "#......#", "#S....E#", "########"})
	if err != nil {
		t.Fatal(err)
	}
	return []*maze.Level{{Name: "open", Maze: m}, level(t), corridor(t, 3)}
}

// rounds makes short rounds. Levels follow in order.
func (g *randomGame) rounds() *authority.Rounds {
	next := 0
	return &authority.Rounds{TimeLimit: 50, Intermission: 10, Next: func() (*maze.Level, uint64) {
		next++
		return g.levels[next%len(g.levels)], uint64(next)
	}}
}

// names that several ask for.
var randomNames = []string{"", "Ann", "Ann", "ann", "Bob", "sim", "walker B", "Zo\u00eb"}

func (g *randomGame) clientConfig() ClientConfig {
	c := ClientConfig{
		Name: randomNames[g.rng.IntN(len(randomNames))], Appearance: wire.Appearance{Colour: uint8(g.rng.IntN(4))},
		Netem: g.conditions(), Redundancy: g.rng.IntN(2), Input: wanderInput(g.rng.Uint64()),
	}
	if g.rng.IntN(2) == 0 {
		c.Spectate = wire.SpectateIfFull
	}
	return c
}

// conditions draws a network: every third one is good.
func (g *randomGame) conditions() netem.Config {
	one := func() netem.Conditions {
		return netem.Conditions{
			Latency: time.Duration(g.rng.IntN(100)) * time.Millisecond, Jitter: time.Duration(g.rng.IntN(80)) * time.Millisecond,
			Loss: g.rng.IntN(20), Duplicate: g.rng.IntN(20), Reorder: g.rng.IntN(20),
		}
	}
	if g.rng.IntN(3) == 0 {
		return netem.Config{}
	}
	return netem.Config{Up: one(), Down: one()}
}

// chance returns true once in n times.
func (g *randomGame) chance(n int) bool { return g.rng.IntN(n) == 0 }

// step runs a tick, before which something may happen.
func (g *randomGame) step() {
	if g.chance(4) {
		g.deed()
	}
	for i := range g.Clients { // not the map: in order
		if at, pulled := g.pulled[i]; pulled && at <= g.Ticks() {
			delete(g.pulled, i)
			g.Reconnect(i)
		}
	}
	g.replaceEnded(40)
	g.Step()
	for _, l := range g.plain { // somebody reads it
		for msg, err := l.Receive(); msg != nil && err == nil; msg, err = l.Receive() {
		}
	}
}

// replaceEnded has somebody else come in the place of a client that has ended, soon.
func (g *randomGame) replaceEnded(soon int) {
	for i, c := range g.Clients {
		if c.Status().State == session.Ended && g.chance(soon) {
			g.Clients[i] = g.newClient(i, g.clientConfig(), g.cfg.Seed+uint64(g.added)<<32)
			g.added++
		}
	}
}

// deed draws something to happen.
func (g *randomGame) deed() {
	i := g.rng.IntN(len(g.Clients))
	c := g.Clients[i]
	switch g.rng.IntN(20) {
	case 0, 1:
		g.CloseLink(i)
	case 2:
		if _, pulled := g.pulled[i]; !pulled && c.Status().State == session.Playing {
			g.Disconnect(i)
			g.pulled[i] = g.Ticks() + 1 + g.rng.IntN(120)
		}
	case 3:
		c.SetNetem(g.conditions())
	case 4, 5:
		c.SetName(randomNames[g.rng.IntN(len(randomNames))])
	case 6, 7:
		c.SetAppearance(wire.Appearance{Colour: uint8(g.rng.IntN(9)), Shape: uint8(g.rng.IntN(9))})
	case 8, 9, 10:
		g.chats++
		c.SendChat(fmt.Sprint("words ", g.chats))
	case 11:
		if g.chance(2) {
			g.Server.Game.SetLevel(g.levels[g.rng.IntN(len(g.levels))], g.rng.Uint64())
		}
	case 12:
		if g.chance(2) {
			g.Server.Game.Kick(c.ID(), wire.CodeKicked, "go")
		}
	case 13:
		g.Server.Game.Mute(c.ID(), g.Server.Game.State().Tick()+sim.Tick(g.rng.IntN(200)))
	case 14:
		if g.chance(2) {
			c.Leave()
		}
	case 15:
		g.StallClient(i, g.rng.IntN(30))
	case 16:
		if g.chance(3) {
			g.StallServer(g.rng.IntN(20))
		}
	case 17:
		g.Server.Game.SetMaxPlayers(3 + g.rng.IntN(6))
	default:
		g.plainDeed()
	}
}

// plainDeed is a deed of somebody at a terminal.
func (g *randomGame) plainDeed() {
	if len(g.plain) == 0 || len(g.plain) < 3 && g.chance(4) {
		near, far := mem.Pair()
		g.Server.Accept(far, func() wire.Codec { return text.NewPlain() }, authority.Plain, "nc")
		g.plain = append(g.plain, near)
		return
	}
	k := g.rng.IntN(len(g.plain))
	if g.chance(6) {
		g.plain[k].Close()
		g.plain = append(g.plain[:k], g.plain[k+1:]...)
		return
	}
	id := 1 + g.rng.IntN(20) // mostly another one's
	g.chats++
	lines := []string{
		fmt.Sprintf("%s|%d|", []string{"l", "r", "u", "d"}[g.rng.IntN(4)], id), fmt.Sprintf("c|%d|words %d|", id, g.chats),
		fmt.Sprintf("n|%d|Ann|", id), "what?", fmt.Sprintf("q|%d|", id),
	}
	g.plain[k].Send(link.Reliable, []byte(lines[g.rng.IntN(len(lines))]))
}

// err returns what was found to be wrong.
func (g *randomGame) err() error {
	if g.follower.err != nil {
		return g.follower.err
	}
	return g.witness.err
}

// run runs ticks until something is wrong.
func (g *randomGame) run(ticks int) error {
	for range ticks {
		if g.step(); g.err() != nil {
			break
		}
	}
	return g.err()
}

// settle lets the trouble end, and returns an error unless everybody plays and
// agrees with the server soon.
func (g *randomGame) settle() error {
	g.Server.Game.SetMaxPlayers(64)
	for _, l := range g.plain {
		l.Close()
	}
	g.plain = nil
	for range 60 * sim.TickRate {
		for i, c := range g.Clients {
			g.Reconnect(i)
			c.Input = nil
			c.SetNetem(netem.Config{})
		}
		g.replaceEnded(1)
		g.Step()
		if g.err() != nil {
			return g.err()
		}
		if g.InSync() && checkStandings(g.Simulation) == nil {
			return nil
		}
	}
	if err := checkStandings(g.Simulation); err != nil {
		return err
	}
	for i, c := range g.Clients {
		if p := c.PredictedPlayer(); c.Status().State != session.Playing || p == nil || *p != *g.Server.Game.World().Player(c.ID()) {
			return fmt.Errorf("client %d: %+v, predicted %+v", i, c.Status(), p)
		}
	}
	return nil
}

// checkRoster returns an error unless the players are those of the clients.
func (g *randomGame) checkRoster() error {
	g.Run(2 * authority.ResumeTicks) // who was disconnected leaves
	if err := g.err(); err != nil {
		return err
	}
	s := g.Server.Game.State()
	if len(s.Players()) != len(g.Clients) || g.Server.Game.PlayerCount() != len(g.Clients) || g.Server.Game.SpectatorCount() != 0 {
		return fmt.Errorf("%d players in the State, %d in the Authority, %d spectators, %d clients",
			len(s.Players()), g.Server.Game.PlayerCount(), g.Server.Game.SpectatorCount(), len(g.Clients))
	}
	for i, c := range g.Clients {
		p := s.Player(c.ID())
		if p == nil || p.Disconnected || p.Appearance != game.Appearance(c.Config().Appearance) {
			return fmt.Errorf("client %d is player %d: %+v", i, c.ID(), p)
		}
		for k, other := range g.Clients {
			if seen := playerView(other, g.Now(), c.ID()); seen == nil || seen.Name != p.Name || seen.Avatar != p.Avatar {
				return fmt.Errorf("client %d sees %q, player %d, as %+v", k, p.Name, p.ID, seen)
			}
		}
	}
	return nil
}

const randomGameTicks = 400

// playRandomGame plays a whole game.
func playRandomGame(t testing.TB, seed uint64, o randomGameOptions) (*randomGame, error) {
	t.Helper()
	g := newRandomGame(t, seed, randomGameTicks, o)
	if err := g.run(randomGameTicks); err != nil {
		return g, err
	}
	if err := g.settle(); err != nil {
		return g, err
	}
	if seed%20 == 0 { // it takes long
		return g, g.checkRoster()
	}
	return g, nil
}

// Whoever gets the entries of a game arrives at the same State in every tick: from
// the beginning, or from a checkpoint in the middle. No client is told anything
// before it is committed.
func TestRandomGames(t *testing.T) {
	last := *seedFlag + seedCount(t)
	for seed := *seedFlag; seed < last; seed++ {
		if _, err := playRandomGame(t, seed, randomGameOptions{}); err != nil {
			t.Fatalf("%v; -seed %d gives it again", err, seed)
		}
	}
}

// The same over a Log that commits each entry some ticks after it was proposed.
func TestRandomGamesCommittedLate(t *testing.T) {
	last := *seedFlag + seedCount(t)
	for seed := *seedFlag; seed < last; seed++ {
		l := newDelayedLog(seed)
		if _, err := playRandomGame(t, seed, randomGameOptions{log: l}); err != nil {
			t.Fatalf("%v; -seed %d gives it again", err, seed)
		}
		if l.most < 6 {
			t.Errorf("seed %d: never more than %d entries under way", seed, l.most)
		}
	}
}

// The same games are the same on every machine.
func TestGoldenGames(t *testing.T) {
	const want = 0xffe8a21076055b04
	all := uint64(0)
	for seed := range uint64(20) {
		const ticks = 200 // emulated processors are slow
		g := newRandomGame(t, seed, ticks, randomGameOptions{})
		if err := g.run(ticks); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		all = splitmix.Mix(all ^ g.follower.digest)
	}
	if all != want {
		t.Errorf("the games have the digest %#x, want %#x: take it over if clients, authority or rules have changed, not if only this machine differs", all, uint64(want))
	}
}

// The same seed gives the same game over a Log that is late, too.
func TestCommittedLateIsDeterministic(t *testing.T) {
	play := func() uint64 {
		g, err := playRandomGame(t, *seedFlag, randomGameOptions{log: newDelayedLog(*seedFlag)})
		if err != nil {
			t.Fatal(err)
		}
		return g.follower.digest
	}
	if one, two := play(), play(); one != two {
		t.Errorf("digests %x and %x", one, two)
	}
}

// The random games have what they are to test.
func TestRandomGamesHaveEverything(t *testing.T) {
	for _, late := range []bool{false, true} {
		kinds, events := map[game.ChangeKind]int{}, map[game.EventKind]int{}
		missed, counted, messages := 0, 0, 0
		for seed := range uint64(20) {
			o := randomGameOptions{}
			if late {
				o.log = newDelayedLog(seed)
			}
			g := newRandomGame(t, seed, randomGameTicks, o)
			if err := g.run(randomGameTicks); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			h := &g.follower.history
			for kind, n := range h.kinds {
				kinds[kind] += n
			}
			for kind, n := range h.events {
				events[kind] += n
			}
			missed, counted, messages = missed+h.inputsMissed, counted+len(h.counted), messages+g.witness.messages
		}
		for kind := game.Join; kind <= game.SetCountdown; kind++ {
			least := 20
			if kind == game.SetCountdown {
				least = 8 // few find the exit
			}
			if kinds[kind] < least {
				t.Errorf("late %v: %d changes of kind %v", late, kinds[kind], kind)
			}
		}
		for _, kind := range []game.EventKind{game.PlayerJoined, game.PlayerLeft, game.PlayerSaid, game.ReachedExit, game.CountdownSet, game.LevelStarted, game.PlayerResumed, game.PlayerMuted} {
			if events[kind] < 10 {
				t.Errorf("late %v: %d events of kind %d", late, events[kind], kind)
			}
		}
		// A Mute that is under way is known: its player's words are never proposed.
		if events[game.PlayerSilenced] > 0 {
			t.Errorf("late %v: %d times words of a muted player were proposed", late, events[game.PlayerSilenced])
		}
		if missed < 10 || counted < 5000 || messages < 10000 {
			t.Errorf("late %v: %d inputs passed over, %d counted, %d messages", late, missed, counted, messages)
		}
	}
}

// The checks of the random games catch a State that forgets a field of the roster,
// draws chance or lets a map decide, and a server that acknowledges what is not
// committed.
func TestRandomGamesBites(t *testing.T) {
	for _, m := range []struct {
		name string
		want error
		o    randomGameOptions
	}{
		{"forgets an appearance", errHash, alters(func(e *game.Entry) {
			e.Changes = slices.DeleteFunc(e.Changes, func(c game.Change) bool { return c.Kind == game.SetAppearance })
		})},
		{"forgets until when a player is muted", errHash, altersChanges(game.Mute, func(c *game.Change) { c.Until = 0 })},
		{"forgets the token of a resume", errHash, altersChanges(game.Resume, func(c *game.Change) { c.Token = c.UsedToken })},
		{"forgets who is disconnected", errHash, alters(func(e *game.Entry) {
			e.Changes = slices.DeleteFunc(e.Changes, func(c game.Change) bool { return c.Kind == game.Disconnect })
		})},
		{"forgets which inputs were consumed", errHash, alters(func(e *game.Entry) {
			for _, in := range e.Inputs {
				e.Walks = append(e.Walks, game.Walk{ID: in.ID, Keys: in.Keys})
			}
			e.Inputs = nil
		})},
		{"draws how a newcomer looks", errHash, altersChanges(game.Join, func(c *game.Change) {
			c.Appearance.Shape = uint8(rand.IntN(game.MaxShape + 1))
		})},
		{"draws the seed of a level", errHash, altersChanges(game.StartLevel, func(c *game.Change) { c.Seed = rand.Uint64() })},
		{"carries out changes in the order of a map", errHash, alters(func(e *game.Entry) {
			said := func(c game.Change) bool { return c.Kind == game.Say } // whose events name it
			if !e.StartsLevel() && !slices.ContainsFunc(e.Changes, said) {
				byNumber := map[int]game.Change{}
				for i, c := range e.Changes {
					byNumber[i] = c
				}
				e.Changes = e.Changes[:0]
				for _, c := range byNumber {
					e.Changes = append(e.Changes, c)
				}
			}
		})},
		{"acknowledges what is not committed", errTooEarly, randomGameOptions{lie: true}},
	} {
		t.Run(m.name, func(t *testing.T) {
			for seed := range uint64(40) {
				if m.o.lie {
					m.o.log = newDelayedLog(seed)
				}
				g := newRandomGame(t, seed, randomGameTicks, m.o)
				switch err := g.run(randomGameTicks); {
				case errors.Is(err, m.want):
					return
				case err != nil:
					t.Fatalf("seed %d: %v", seed, err)
				}
			}
			t.Error("it goes unnoticed")
		})
	}
}

// alters returns options with an Apply that carries out another entry.
func alters(alter func(e *game.Entry)) randomGameOptions {
	return randomGameOptions{apply: func(s *game.State, e *game.Entry, events []game.Event) ([]game.Event, error) {
		var other game.Entry
		other.CopyFrom(e)
		alter(&other)
		return s.Apply(&other, events)
	}}
}

// altersChanges is alters for each change of a kind.
func altersChanges(kind game.ChangeKind, alter func(c *game.Change)) randomGameOptions {
	return alters(func(e *game.Entry) {
		for i := range e.Changes {
			if e.Changes[i].Kind == kind {
				alter(&e.Changes[i])
			}
		}
	})
}
