package peer

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// simulation is a whole game of peers on a virtual clock. The same seed gives the
// same game.
type simulation struct {
	rng     *rand.Rand
	deeds   *rand.Rand // of what players do, beside walking
	clock   int
	length  int // of a random game
	procs   []*process
	queue   [64][]delivery // by the tick of arrival
	cut     map[[2]int]bool
	latency map[[2]int]int
	oneWay  int // 0: 1 to 5 ticks, by chance
	loss    int // per cent
	jitter  int
	checks  *checks
	without Rule
	window  int
	delay   int
	adapt   bool
	healAt  int                                // when the sides of a random game hear each other again
	bytes   map[int]int                        // sent by each process
	loses   func(from, to int, m Message) bool // … of single messages; a relayed one is judged as what it carries
	log     []string
}

type delivery struct {
	from, to int
	message  Message
}

// process is a peer and what happens to its program.
type process struct {
	*Peer
	index   int
	owner   int // the person whose program it is
	alive   bool
	stopped int // until this tick the program does not run
	keys    sim.Input
	skips   int // leaves out one tick in so many; 0: none
	history *history
}

func newSimulation(seed uint64) *simulation {
	s := &simulation{
		rng: rand.New(rand.NewPCG(seed, 7)), deeds: rand.New(rand.NewPCG(seed, 11)), cut: map[[2]int]bool{}, latency: map[[2]int]int{},
		checks: newChecks(), bytes: map[int]int{}, delay: DefaultDelay, length: gameTicks,
	}
	s.jitter = s.rng.IntN(5)
	return s
}

// launch starts a program. With owner < 0 it is a new person's.
func (s *simulation) launch(owner int) *process {
	p := &process{index: len(s.procs), alive: true}
	if owner < 0 {
		owner = p.index
	}
	p.owner = owner
	p.history = &history{}
	p.Peer = New(Config{
		Nonce: uint64(1000 + p.index), Signer: newFakeSigner(owner), Name: fmt.Sprint("walker ", owner),
		Delay: s.delay, AdaptDelay: s.adapt, Window: s.window, Without: s.without, Levels: testLevels,
		OnSettled: func(e *game.Entry, st *game.State, events []game.Event) { s.checks.settled(p, e, st, events) },
		OnEvent:   func(e Event) { s.event(p, e) },
	})
	p.onViolation = func(text string) { s.checks.fail("process %d: %s", p.index, text) }
	for _, q := range s.procs {
		q.Meet(p.Process())
		p.Meet(q.Process())
	}
	s.procs = append(s.procs, p)
	return p
}

func (s *simulation) event(p *process, e Event) {
	s.log = append(s.log, fmt.Sprintf("%5d process %d %v", s.clock, p.index, e))
	s.checks.event(p, e)
	if e.Kind == Removed {
		p.alive = false // a person has no reason to keep the program
	}
}

func (s *simulation) note(format string, args ...any) {
	s.log = append(s.log, fmt.Sprintf("%5d ", s.clock)+fmt.Sprintf(format, args...))
}

// begin starts k programs that are in the first view together.
func (s *simulation) begin(k int) {
	var seats []Seat
	for i := range k {
		p := s.launch(-1)
		seat := p.wish()
		seat.ID, seat.Branch, seat.Span = SeatID(i), 7, Span{1, forever}
		seats = append(seats, seat)
	}
	for _, p := range s.procs {
		p.begin(View{Branch: Branch{Game: 7, ID: 7}, Number: 1, Next: SeatID(k), Seats: slices.Clone(seats)}, Game{Name: "test", Level: testLevel, Seed: 5, Rotation: "both"})
	}
}

var testLevel = func() *maze.Level {
	m, err := maze.FromRows([]string{"##########", "#S......E#", "#........#", "#S......S#", "##########"})
	if err != nil {
		panic(err)
	}
	return &maze.Level{Name: "open", Maze: m}
}()

// testLevels is a rotation of two levels.
func testLevels(_ string, number uint32, _ uint64) *maze.Level {
	if number%2 == 1 {
		return testLevel
	}
	return otherLevel
}

var otherLevel = func() *maze.Level {
	m, err := maze.FromRows([]string{"#######", "#S....#", "#.###.#", "#S...E#", "#######"})
	if err != nil {
		panic(err)
	}
	return &maze.Level{Name: "ring", Maze: m}
}()

// find returns the index of the process with this name.
func (s *simulation) find(q Process) int {
	return int(q.Nonce) - 1000
}

// step runs a tick of everything.
func (s *simulation) step() {
	s.clock++
	s.checks.clock = s.clock
	slot := &s.queue[s.clock%len(s.queue)]
	due := *slot
	*slot = nil
	for _, d := range due {
		if to := s.procs[d.to]; to.alive && to.stopped <= s.clock && s.procs[d.from].index == d.from {
			to.Receive(s.procs[d.from].Process(), d.message)
			s.collect(to)
		}
	}
	for _, p := range s.procs {
		if !p.alive || p.stopped > s.clock || p.skips > 0 && s.clock%p.skips == 0 {
			continue
		}
		if s.rng.IntN(12) == 0 {
			p.keys = sim.Input(s.rng.IntN(16))
		}
		p.Tick(p.keys)
		s.collect(p)
		s.checks.tick(p)
		if p.Gone() {
			s.note("process %d is gone", p.index)
			p.alive = false
		}
	}
}

// collect puts on the way what a peer has sent.
func (s *simulation) collect(p *process) {
	for _, out := range p.Packets() {
		to := s.find(out.To)
		s.checks.sent(p, out.Message)
		if m, ok := out.Message.(*Progress); ok {
			out.Message = copyProgress(m)
			s.bytes[p.index] += progressLen(m)
		}
		s.send(p.index, to, out.Message)
	}
}

func (s *simulation) send(from, to int, m Message) {
	if s.cut[[2]int{from, to}] || s.rng.IntN(100) < s.loss || s.loses != nil && s.losesRelayed(from, to, m) {
		return
	}
	k := [2]int{from, to}
	if _, ok := s.latency[k]; !ok {
		s.latency[k] = 1 + s.rng.IntN(5)
		if s.oneWay > 0 {
			s.latency[k] = s.oneWay
		}
	}
	late := s.latency[k] + s.rng.IntN(s.jitter+1)
	s.arrive(late, delivery{from, to, m})
	if s.rng.IntN(100) < 3 { // twice
		s.arrive(late+1+s.rng.IntN(8), delivery{from, to, m})
	}
}

func (s *simulation) losesRelayed(from, to int, m Message) bool {
	if r, ok := m.(*Relayed); ok {
		from, to, m = s.find(r.From), s.find(r.To), r.Message
	}
	return s.loses(from, to, m)
}

func (s *simulation) arrive(late int, d delivery) {
	slot := &s.queue[(s.clock+late)%len(s.queue)]
	*slot = append(*slot, d)
}

func copyProgress(m *Progress) *Progress {
	c := *m
	c.Acks = slices.Clone(m.Acks)
	c.Marks = slices.Clone(m.Marks)
	c.Runs = slices.Clone(m.Runs)
	for i := range c.Runs {
		c.Runs[i].Keys = slices.Clone(m.Runs[i].Keys)
		c.Runs[i].Actions = slices.Clone(m.Runs[i].Actions)
	}
	return &c
}

// progressLen estimates the bytes of a Progress in a datagram: numbers relative to
// Settled take a byte, keys are run-length encoded.
func progressLen(m *Progress) int {
	n := 28 + 4 + 2 + 4 + 1 + 1 + len(m.Acks) + 1
	for i := range m.Runs {
		r := &m.Runs[i]
		n += 4
		for j, k := range r.Keys {
			if j == 0 || k != r.Keys[j-1] {
				n++
			}
		}
		for j := range r.Actions {
			n += r.Actions[j].Cost()
		}
		if r.Signed > 0 {
			n += 1 + len(r.Signature)
		}
	}
	return n
}

// cutSides divides the processes into sides that do not hear each other.
func (s *simulation) cutSides(side func(i int) int) {
	for i := range s.procs {
		for j := range s.procs {
			if side(i) != side(j) {
				s.cut[[2]int{i, j}] = true
			}
		}
	}
}

func (s *simulation) heal() {
	clear(s.cut)
	s.note("healed")
}
