package authority

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
)

var announceSeed = flag.Int64("announce-seed", -1, "the only seed of TestIntroductions")

// observers returns a game with a game client, a plain text client and a spectator
// in it.
func observers(t *testing.T) (*Authority, []*Client) {
	a := newGame(t, 8)
	a.SetMaxSpectators(1)
	c, _ := enter(t, a, "")
	plain := a.AddClient(Plain, "nc")
	spectator := spectateAs(a, "Wim", wire.SpectateAlways)
	for range AnnounceTicks + 1 {
		a.Tick()
	}
	return a, []*Client{c, plain, spectator}
}

// about counts what clients have been told of a player since the last call: its
// introduction, its body, its leaving.
func about(id sim.ID, clients ...*Client) (heard string) {
	for _, c := range clients {
		there, bodies, left := 0, 0, 0
		for m := c.Next(); m != nil; m = c.Next() {
			switch m := m.(type) {
			case *wire.PlayerInfo:
				there += count(m.ID == id)
			case *wire.PlayerCell:
				there += count(m.ID == id)
			case *wire.PlayerLeft:
				left += count(m.ID == id)
			case *wire.Snapshot:
				for _, b := range m.Bodies {
					bodies += count(b.ID == id)
				}
			}
		}
		heard += fmt.Sprintf("%d %v %d, ", there, bodies > 0, left)
	}
	return heard
}

func count(so bool) int {
	if so {
		return 1
	}
	return 0
}

const (
	nothing   = "0 false 0, 0 false 0, 0 false 0, "
	announced = "1 true 0, 1 false 0, 1 true 0, "
	left      = "0 false 1, 0 false 1, 0 false 1, "
)

// newcomer adds a player, in either mode, that has not been announced.
func newcomer(a *Authority, mode Mode) *Client {
	c := a.AddClient(mode, "newcomer")
	if mode == Game {
		c.Handle(&wire.Hello{Version: wire.Version})
	}
	a.Tick()
	return c
}

// A newcomer that sends nothing is announced after a while; one that does, at once.
func TestNewcomerIsAnnounced(t *testing.T) {
	for _, mode := range []Mode{Game, Plain} {
		a, all := observers(t)
		c := newcomer(a, mode)
		id := c.ID()
		about(id, all...)
		for range AnnounceTicks - 1 {
			a.Tick()
		}
		if got := about(id, all...); got != nothing {
			t.Errorf("mode %d, early: %s", mode, got)
		}
		for range 3 { // there is a snapshot in them
			a.Tick()
		}
		if got := about(id, all...); got != announced {
			t.Errorf("mode %d, after a while: %s", mode, got)
		}
		c.Handle(&wire.Quit{ID: id})
		a.Tick()
		if got := about(id, all...); got != left {
			t.Errorf("mode %d, at the end: %s", mode, got)
		}

		c = newcomer(a, mode)
		id = c.ID()
		fetch(all[0])
		c.Handle(&wire.SendChat{ID: id, Text: "hi"})
		a.Tick()
		if msgs := fetch(all[0]); msgs[0].(*wire.PlayerInfo).ID != id || msgs[1].(*wire.Chat).ID != id {
			t.Errorf("mode %d: it is not introduced right before its first message: %v", mode, msgs)
		}
	}
}

// A newcomer that goes before it is announced is mentioned to nobody, later
// newcomers included.
func TestNewcomerLeavesUnannounced(t *testing.T) {
	for _, mode := range []Mode{Game, Plain} {
		for name, goes := range map[string]func(*Client){
			"reset": func(c *Client) { c.Disconnect("reset") },
			"quits": func(c *Client) { c.Handle(&wire.Quit{ID: c.ID()}) },
			"ended": func(c *Client) { c.Close(wire.CodeKicked, "go") },
		} {
			a, all := observers(t)
			c := newcomer(a, mode)
			id := c.ID()
			for range 10 {
				a.Tick()
			}
			goes(c)
			for range 3 * AnnounceTicks {
				a.Tick()
			}
			if got := about(id, all...); got != nothing {
				t.Errorf("mode %d, %s: %s", mode, name, got)
			}
			late := newcomer(a, Game)
			a.Tick()
			if got := about(id, late); got != "0 false 0, " {
				t.Errorf("mode %d, %s: a newcomer is told %s", mode, name, got)
			}
		}
	}
}

// Of two newcomers, the second is told of the first, and of its leaving; the first
// is told of the second later, as everybody is.
func TestNewcomersMeet(t *testing.T) {
	for _, mode := range []Mode{Game, Plain} {
		a, all := observers(t)
		first := newcomer(a, mode)
		one := first.ID()
		second := newcomer(a, mode)
		two := second.ID()
		a.Tick()
		body := mode == Game
		if got, want := about(one, second), fmt.Sprintf("1 %v 0, ", body); got != want {
			t.Errorf("mode %d: the second is told of the first %s", mode, got)
		}
		if got := about(two, first); got != "0 false 0, " {
			t.Errorf("mode %d: the first is told of the second %s", mode, got)
		}
		first.Disconnect("reset")
		a.Tick()
		if got := about(one, second); got != "0 false 1, " {
			t.Errorf("mode %d: the second is told of the first's leaving %s", mode, got)
		}
		if got := about(one, all...); got != nothing {
			t.Errorf("mode %d: the others are told %s", mode, got)
		}
	}
}

// knownPlayers holds what a client has been told of the others.
type knownPlayers struct {
	c     *Client
	known map[sim.ID]bool
}

// check checks that the client is told only of players that it knows.
func (l *knownPlayers) check() error {
	for m := l.c.Next(); m != nil; m = l.c.Next() {
		var about sim.ID
		switch m := m.(type) {
		case *wire.Welcome:
			l.known = map[sim.ID]bool{}
		case *wire.PlayerInfo:
			l.known[m.ID] = true
		case *wire.PlayerCell:
			l.known[m.ID] = true
		case *wire.PlayerLeft:
			if !l.known[m.ID] {
				return fmt.Errorf("unknown player %d left", m.ID)
			}
			delete(l.known, m.ID)
		case *wire.Chat:
			about = m.ID
		case *wire.ReachedExit:
			about = m.ID
		case *wire.ConnectionStats:
			for _, v := range m.Players {
				if !l.known[v.ID] {
					return fmt.Errorf("connection statistics of unknown player %d", v.ID)
				}
			}
		case *wire.Snapshot:
			for _, b := range m.Bodies {
				if !l.known[b.ID] {
					return fmt.Errorf("the body of unknown player %d", b.ID)
				}
			}
		}
		if about != 0 && !l.known[about] {
			return fmt.Errorf("unknown player %d does something", about)
		}
	}
	return nil
}

// In random games, no client is told anything of a player that was not introduced
// to it, each is told when a player that it knows leaves, and at the end each knows
// exactly the players in the game.
func TestIntroductions(t *testing.T) {
	for seed := range seedCount(t) {
		if *announceSeed >= 0 {
			seed = *announceSeed
		}
		if err := introductions(t, uint64(seed)); err != nil {
			t.Fatalf("%v; again with -announce-seed %d", err, seed)
		}
	}
}

// seedCount returns how many random games to play: 200, or CLEW_SEEDS.
func seedCount(t *testing.T) int64 {
	n, err := strconv.ParseInt(os.Getenv("CLEW_SEEDS"), 10, 32)
	if err != nil {
		return 200
	}
	t.Logf("%d seeds", n)
	return n
}

func introductions(t *testing.T, seed uint64) error {
	dice := rand.New(rand.NewPCG(seed, 1))
	a := newGame(t, 6)
	a.SetMaxSpectators(3)
	var ledgers []*knownPlayers
	var tokens []string
	opens := func(mode Mode, hello *wire.Hello) {
		c := a.AddClient(mode, "x")
		ledgers = append(ledgers, &knownPlayers{c: c})
		if mode == Game {
			c.Handle(hello)
		}
	}
	for range 300 {
		switch dice.IntN(12) {
		case 0:
			opens(Plain, nil)
		case 1:
			opens(Game, &wire.Hello{Version: wire.Version, Spectate: wire.Spectate(dice.IntN(3))})
		case 2:
			if len(tokens) > 0 {
				opens(Game, &wire.Hello{Version: wire.Version, Token: tokens[dice.IntN(len(tokens))]})
			}
		case 3:
			if dice.IntN(5) == 0 {
				a.SetLevel(corridor(t), seed)
			}
		}
		for _, l := range ledgers {
			c := l.c
			if c.AwaitingWelcome() || c.player == nil {
				continue
			}
			id, n := c.ID(), dice.IntN(40)
			switch {
			case n == 0:
				c.Disconnect("reset")
			case n == 1:
				c.Handle(&wire.Quit{ID: id})
			case n == 2:
				c.Handle(&wire.SendChat{ID: id, Text: "hi"})
			case n < 6 && c.mode == Plain:
				c.Handle(&wire.WalkCell{ID: id, Dir: sim.Right})
			case n < 6:
				c.Handle(&wire.Ping{Time: 1, RTT: 1})
			case n == 6:
				c.Handle(&wire.Rename{ID: id, Name: "Zoe"})
			}
		}
		a.Tick()
		for _, l := range ledgers {
			if p := l.c.player; p != nil && l.c.token != "" && dice.IntN(4) == 0 {
				tokens = append(tokens, l.c.token)
			}
			if err := l.check(); err != nil {
				return err
			}
		}
		ledgers = slices.DeleteFunc(ledgers, func(l *knownPlayers) bool { return l.c.Closed() })
	}
	for range AnnounceTicks + 2 {
		a.Tick()
		for _, l := range ledgers {
			if err := l.check(); err != nil {
				return err
			}
		}
	}
	for _, l := range ledgers {
		if !l.c.welcomed {
			continue
		}
		there := 0
		for _, p := range a.players {
			if p.client == nil && p.introducedAt == hiddenIntro && !p.announced {
				continue
			}
			if there++; !l.known[p.id] {
				return fmt.Errorf("player %d is there, and not everybody knows", p.id)
			}
		}
		if len(l.known) != there {
			return fmt.Errorf("%d players are there, somebody knows %d", there, len(l.known))
		}
	}
	return nil
}
