package peer

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"clew/engine/game"
	"clew/engine/sim"
)

var seedFlag = flag.Uint64("seed", 1, "seed of the first random game")

const (
	gameTicks = 2400
	longTicks = 10 * 3600
	calmTicks = 900 // at the end, in which everybody finds together again
)

// Whatever the network does, and whoever comes, leaves, crashes or sleeps: those in
// a game agree on it, lose nothing that they have seen, and find together again.
func TestRandomGames(t *testing.T) {
	last := *seedFlag + seedCount(t)
	var sum struct{ views, islands, wentOver, leftOut, joined, rollbacks, removed, said, guests, levels int }
	for seed := *seedFlag; seed < last; seed++ {
		s := playRandom(seed, 0)
		if err := s.verdict(); err != "" {
			t.Errorf("%s\n-seed %d gives it again; the end of its log:\n%s", err, seed, s.tail(60))
		}
		c := s.checks.counts
		sum.views, sum.islands, sum.wentOver = sum.views+c.views, sum.islands+c.islands, sum.wentOver+c.wentOver
		sum.leftOut, sum.joined = sum.leftOut+c.leftOut, sum.joined+c.joined
		sum.removed, sum.said, sum.guests, sum.levels = sum.removed+c.removed, sum.said+c.said, sum.guests+c.guests, sum.levels+c.levels
		for _, p := range s.procs {
			sum.rollbacks += p.Counters().Rollbacks
		}
	}
	t.Logf("%+v", sum)
	if sum.islands == 0 || sum.wentOver == 0 || sum.leftOut == 0 || sum.rollbacks == 0 || sum.removed == 0 || sum.said == 0 || sum.guests == 0 || sum.levels == 0 {
		t.Errorf("the games lack something: %+v", sum)
	}
}

// Ten minutes of the same, for `make soak`: what is kept does not run out, and seats
// that are long gone are forgotten.
func TestLongGames(t *testing.T) {
	if n, err := strconv.Atoi(os.Getenv("CLEW_SEEDS")); err != nil || n < 1000 || testing.Short() {
		t.Skip("only with CLEW_SEEDS of 1000 and more")
	}
	for seed := *seedFlag; seed < *seedFlag+20; seed++ {
		s := newRandomGame(seed, 0)
		for s.length = longTicks; s.clock < s.length && s.checks.err == ""; {
			s.turn()
		}
		if err := s.verdict(); err != "" {
			t.Errorf("%s\n-seed %d gives it again; the end of its log:\n%s", err, seed, s.tail(60))
		}
		t.Logf("seed %d: %+v", seed, s.checks.counts)
	}
}

// seedCount returns how many random games to play: 200, or CLEW_SEEDS; 10 with
// -short.
func seedCount(t *testing.T) uint64 {
	if testing.Short() {
		return 10
	}
	if n, err := strconv.ParseUint(os.Getenv("CLEW_SEEDS"), 10, 32); err == nil {
		t.Logf("%d seeds", n)
		return n
	}
	return 200
}

// playRandom plays the game of a seed, without some rules.
func playRandom(seed uint64, without Rule) *simulation {
	s := newRandomGame(seed, without)
	for s.clock < gameTicks && s.checks.err == "" {
		s.turn()
	}
	return s
}

// newRandomGame begins the game of a seed, without some rules.
func newRandomGame(seed uint64, without Rule) *simulation {
	s := newSimulation(seed)
	s.without = without
	s.loss = s.rng.IntN(21)
	s.begin(2 + s.rng.IntN(7))
	s.healAt = -1
	return s
}

// turn plays a tick of a random game.
func (s *simulation) turn() {
	if s.clock == s.length-calmTicks {
		s.calm()
	} else if s.clock < s.length-calmTicks {
		s.trouble()
	}
	s.act()
	s.step()
}

func (s *simulation) calm() {
	s.loss = min(s.loss, 5)
	s.heal()
	for _, p := range s.procs {
		p.skips = 0
	}
}

// runs reports whether a program of a person runs.
func (s *simulation) runs(owner int) bool {
	return slices.ContainsFunc(s.procs, func(p *process) bool { return p.alive && p.owner == owner })
}

// player returns a random process that plays and does not leave, or nil.
func (s *simulation) player() *process {
	p := s.procs[s.rng.IntN(len(s.procs))]
	if p.alive && p.current != nil && p.leaveAt == 0 {
		return p
	}
	return nil
}

func (s *simulation) count() (alive, playing int) {
	for _, p := range s.procs {
		if p.alive {
			alive++
			if p.current != nil && p.leaveAt == 0 {
				playing++
			}
		}
	}
	return alive, playing
}

// trouble draws what happens before a tick.
func (s *simulation) trouble() {
	alive, playing := s.count()
	switch x := s.rng.IntN(1000); {
	case x < 3 && alive > 1: // crashes, now and then of two at once
		for range 1 + s.rng.IntN(2) {
			if p := s.player(); p != nil && playing > 1 {
				s.note("process %d crashes", p.index)
				p.alive = false
				playing--
			}
		}
	case x < 6 && alive < 8:
		s.note("process %d is started", len(s.procs))
		s.launch(-1)
	case x < 7 && alive < 8: // somebody whose program has crashed comes back
		if p := s.procs[s.rng.IntN(len(s.procs))]; !p.alive && p.leaveAt == 0 && !s.runs(p.owner) {
			s.note("process %d is started again", p.index)
			s.launch(p.owner)
		}
	case x < 9 && playing > 1: // orderly leaves
		for range 1 + s.rng.IntN(2) {
			if p := s.player(); p != nil && playing > 1 {
				s.note("process %d leaves", p.index)
				p.Quit()
				playing--
			}
		}
	case x < 10:
		if p := s.player(); p != nil { // SIGSTOP
			p.stopped = s.clock + s.rng.IntN(200)
			s.note("process %d sleeps until %d", p.index, p.stopped)
		}
	case x < 11:
		if p := s.player(); p != nil {
			p.skips = 20 - p.skips
		}
	case x < 14 && s.healAt < s.clock:
		s.healAt = s.clock + 30 + s.rng.IntN(420)
		s.separate(s.healAt)
	}
	if s.healAt == s.clock {
		s.heal()
	}
}

// act draws what somebody does. In a campaign all that play vote for the same.
func (s *simulation) act() {
	p := s.procs[s.deeds.IntN(len(s.procs))]
	calm := s.clock >= s.length-calmTicks
	x := s.deeds.IntN(3000)
	guest := uint8(s.deeds.IntN(1 + MaxGuests))
	if !p.alive || p.current == nil || p.stopped > s.clock {
		return
	}
	switch {
	case x < 40:
		p.Say(guest, fmt.Sprint("tick ", s.clock))
	case x < 60:
		p.Rename(guest, fmt.Sprint("name ", s.deeds.IntN(4)))
	case x < 80:
		p.SetAppearance(guest, game.Appearance{Colour: uint8(s.deeds.IntN(8)), Shape: 2})
	case x < 120:
		p.GuestJoin(guest, "guest", game.Appearance{})
	case x < 420:
		p.GuestWalk(guest, sim.Input(s.deeds.IntN(16)))
	case x < 430:
		p.GuestLeave(guest)
	case x < 436:
		for _, q := range s.procs {
			q.VoteNext()
		}
	case x < 438 && !calm:
		g := p.Process().GUID
		for _, q := range s.procs {
			if n := q.current; n != nil && q != p && n.memberWith(g) != nil {
				q.VoteOut(n.memberWith(g).ID)
			}
		}
	}
}

// separate cuts some links one way, or divides everybody into sides.
func (s *simulation) separate(until int) {
	if s.rng.IntN(3) == 0 {
		for range 1 + s.rng.IntN(4) {
			s.cut[[2]int{s.rng.IntN(len(s.procs)), s.rng.IntN(len(s.procs))}] = true
		}
		s.note("links are cut until %d", until)
		return
	}
	sides := 2 + s.rng.IntN(2)
	side := make([]int, len(s.procs))
	for i := range side {
		side[i] = s.rng.IntN(sides)
	}
	s.cutSides(func(i int) int {
		if i < len(side) {
			return side[i]
		}
		return 0
	})
	s.note("sides %v until %d", side, until)
}

// verdict says what is wrong with a game that was played to its end, if anything:
// all that live are in one view, which goes on (I12, I14).
func (s *simulation) verdict() string {
	if s.checks.err == "" && s.checks.convicted > 0 {
		s.checks.fail("an honest peer was found to have signed two inputs")
	}
	if s.checks.err != "" {
		return s.checks.err
	}
	var first *process
	low, high := forever, sim.Tick(0)
	for _, p := range s.procs {
		if !p.alive {
			continue
		}
		n := p.current
		if n == nil {
			return fmt.Sprintf("process %d is in no game\n%s", p.index, s.describe())
		}
		if first == nil {
			first = p
		}
		s.checks.agrees(p)
		s.checks.replays(p)
		low, high = min(low, n.settled()), max(high, n.settled())
		switch f := first.current; {
		case n.view.Branch != f.view.Branch || n.view.Number != f.view.Number:
			return "games are apart\n" + s.describe()
		case p.clock-n.progressAt > 60:
			return fmt.Sprintf("process %d stands still\n%s", p.index, s.describe())
		}
	}
	if first == nil {
		return ""
	}
	alive, _ := s.count()
	if alive != len(first.current.members) {
		return "dead members\n" + s.describe()
	}
	if high-low > 3*DefaultWindow {
		return "somebody is far behind\n" + s.describe()
	}
	return s.checks.err
}

func (s *simulation) describe() string {
	var b strings.Builder
	for _, p := range s.procs {
		if n := p.current; p.alive && n != nil {
			fmt.Fprintf(&b, "  process %d: branch %x depth %d view %d %s settled %d now %d still %d frozen %v hold %d\n", p.index, uint64(n.view.Branch.ID), n.view.Branch.Depth,
				n.view.Number, describe(n), n.settled(), n.now, p.clock-n.progressAt, n.promise.frozen, n.promise.hold)
			for _, x := range n.seats {
				fmt.Fprintf(&b, "     seat %d %d..%d signed %d known %d leaves %d\n", x.ID, x.First, x.Last, x.in.signed, x.in.known, x.in.leaves)
			}
		} else if p.alive {
			fmt.Fprintf(&b, "  process %d: watching %v\n", p.index, p.watched != nil)
		}
	}
	return b.String()
}

func (s *simulation) tail(n int) string {
	return strings.Join(s.log[max(0, len(s.log)-n):], "\n")
}
