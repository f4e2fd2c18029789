package peer

import (
	"slices"
	"testing"

	"clew/engine/sim"
)

// scene is a game of k peers with the same latency on all ways.
func scene(seed uint64, k, oneWay, jitter, loss int) *simulation {
	s := newSimulation(seed)
	s.jitter, s.loss, s.oneWay = jitter, loss, oneWay
	s.begin(k)
	s.run(600)
	return s
}

func (s *simulation) run(ticks int) {
	for range ticks {
		s.step()
	}
}

// stalls returns how many ticks each of those that play stood still since.
func (s *simulation) stalls(since []Counters) []int {
	var all []int
	for i, c := range since {
		if p := s.procs[i]; p.alive && p.leaveAt == 0 {
			all = append(all, p.Counters().Stalls-c.Stalls)
		}
	}
	return all
}

func (s *simulation) counters() []Counters {
	var all []Counters
	for _, p := range s.procs {
		all = append(all, p.Counters())
	}
	return all
}

func percentiles(v []int) (p50, p90, p99 int) {
	slices.Sort(v)
	at := func(p int) int { return v[min(len(v)-1, len(v)*p/100)] }
	return at(50), at(90), at(99)
}

// fine fails the test if an invariant does not hold.
func (s *simulation) fine(t *testing.T) {
	t.Helper()
	if s.checks.err != "" {
		t.Fatal(s.checks.err)
	}
}

// When somebody is lost, the others stand still for about a second.
func TestCrashCostsASecond(t *testing.T) {
	var all []int
	for seed := uint64(1); seed <= 24; seed++ {
		s := scene(seed, 3+int(seed%6), 4, 4, 5)
		before := s.counters()
		s.procs[s.rng.IntN(len(s.procs))].alive = false
		s.run(400)
		s.fine(t)
		all = append(all, s.stalls(before)...)
	}
	p50, p90, p99 := percentiles(all)
	t.Logf("67 ms one way, 5 %% loss: stood still for p50 %d, p90 %d, p99 %d ticks", p50, p90, p99)
	if p50 > 66 || p90 > 72 || p99 > 90 {
		t.Errorf("p50 %d, p90 %d, p99 %d ticks", p50, p90, p99)
	}
}

// An orderly leave, and a join, cost nobody a tick.
func TestQuitAndJoinCostNothing(t *testing.T) {
	for _, deed := range []string{"quit", "join"} {
		var all []int
		for seed := uint64(1); seed <= 24; seed++ {
			s := scene(seed, 3+int(seed%5), 4, 2, 5)
			before := s.counters()
			if deed == "quit" {
				s.procs[s.rng.IntN(len(s.procs))].Quit()
			} else {
				s.launch(-1)
			}
			s.run(400)
			s.fine(t)
			all = append(all, s.stalls(before)...)
			if p := s.procs[len(s.procs)-1]; deed == "join" && p.current == nil {
				t.Fatalf("seed %d: the newcomer does not play", seed)
			}
		}
		p50, p90, p99 := percentiles(all)
		t.Logf("%s: p50 %d, p90 %d, p99 %d ticks", deed, p50, p90, p99)
		if p90 > 0 || p99 > 2 {
			t.Errorf("%s: p50 %d, p90 %d, p99 %d ticks", deed, p50, p90, p99)
		}
	}
}

// Eight peers at 100 ms there and back with 2 % loss: few stalls, little upload.
func TestEightPeers(t *testing.T) {
	const minutes = 2
	s := scene(1, 8, 3, 1, 2)
	before := s.counters()
	clear(s.bytes)
	s.run(minutes * 3600)
	s.fine(t)
	stalls, upload := 0, 0
	for i, n := range s.stalls(before) {
		stalls, upload = max(stalls, n), max(upload, s.bytes[i]/(minutes*60))
	}
	t.Logf("most stalls in %d minutes: %d ticks; most upload: %d bytes a second", minutes, stalls, upload)
	if stalls > minutes || upload > 30_000 {
		t.Errorf("%d stalls, %d bytes a second", stalls, upload)
	}
}

// Three and two that cannot hear each other for twenty seconds become two games, and
// one again, in which everybody is who they were.
func TestPartitionHeals(t *testing.T) {
	slowest := 0
	for seed := uint64(1); seed <= 8; seed++ {
		s := scene(seed, 5, 3, 2, 2)
		names := map[int]sim.ID{}
		for _, p := range s.procs {
			names[p.index] = p.player()
		}
		s.cutSides(func(i int) int { return i / 3 })
		s.run(1200)
		if a, b := s.procs[0].current, s.procs[4].current; a.view.Branch.ID == b.view.Branch.ID || !a.playing() || !b.playing() {
			t.Fatalf("seed %d: the sides do not play on\n%s", seed, s.describe())
		}
		s.heal()
		ticks := 0
		for ; ticks < 600 && !s.together(5); ticks++ {
			s.step()
		}
		s.fine(t)
		if slowest = max(slowest, ticks); !s.together(5) {
			t.Fatalf("seed %d: apart\n%s", seed, s.describe())
		}
		s.run(120)
		for _, p := range s.procs {
			if p.player() != names[p.index] {
				t.Errorf("seed %d: process %d was player %d and is %d", seed, p.index, names[p.index], p.player())
			}
		}
	}
	t.Logf("one game again after at most %d ticks", slowest)
	if slowest > 300 {
		t.Errorf("one game again after %d ticks", slowest)
	}
}

// player returns the ID of the own player.
func (p *process) player() sim.ID {
	for _, q := range p.State().Players() {
		if GUID(q.Token) == p.Process().GUID {
			return q.ID
		}
	}
	return 0
}

// together reports whether all are in one view of n members.
func (s *simulation) together(n int) bool {
	for _, p := range s.procs {
		c := p.current
		if c == nil || len(c.members) != n || c.view.Branch.ID != s.procs[0].current.view.Branch.ID {
			return false
		}
	}
	return true
}

// A peer that crashes and starts again gets its player back.
func TestSamePlayerOnReturn(t *testing.T) {
	s := scene(1, 4, 3, 2, 2)
	id := s.procs[2].player()
	s.procs[2].alive = false
	s.run(200)
	p := s.launch(2)
	for range 600 {
		if s.step(); p.current != nil && p.player() != 0 && p.State().Tick() > p.current.own.First {
			break
		}
	}
	s.fine(t)
	if p.current == nil || p.player() != id || p.State().Player(id).Disconnected {
		t.Errorf("it was player %d, and is %v in %d players", id, p.current != nil, len(s.procs[0].State().Players()))
	}
	if n := len(s.procs[0].State().Players()); n != 4 {
		t.Errorf("%d players", n)
	}
}

// A tick of a game in which nothing happens allocates nothing (I13).
func TestTickAllocatesNothing(t *testing.T) {
	s := newSteadyGame(4)
	if n := testing.AllocsPerRun(240, s.exchange); n > 0 {
		t.Errorf("%v allocations in a tick of four peers", n)
	}
	if st := s.procs[0].Status(); st.Settled < 800 {
		t.Errorf("the game stands: %+v", st)
	}
}

// newSteadyGame returns a game of k peers, whose messages take no time, that has played
// for a while, and whose ticks are not checked any more.
func newSteadyGame(k int) *simulation {
	s := newSimulation(1)
	s.begin(k)
	s.dropObservers()
	for range 600 {
		s.exchange()
	}
	return s
}

// exchange plays a tick of all, in which messages take no time.
func (s *simulation) exchange() {
	for _, p := range s.procs {
		p.Tick(sim.Right)
		for _, out := range p.Packets() {
			s.procs[s.find(out.To)].Receive(p.Process(), out.Message)
		}
	}
}

// dropObservers ends the checks of settled ticks, which keep what they see.
func (s *simulation) dropObservers() {
	for _, p := range s.procs {
		p.Peer.cfg.OnSettled = nil
	}
}
