package peer

import (
	"clew/engine/game"
	"clew/engine/rollback"
	"clew/engine/sim"
)

// instance is a peer's copy of a game on one branch: of the one that it plays in, or
// of one that it watches.
type instance struct {
	p     *Peer
	view  View // but for the seats
	seats []*seat
	own   *seat // nil while it watches

	members []*seat // oldest first

	// What is settled.
	state *game.State
	extra Extra
	entry game.Entry
	chain uint64   // of all that entered the ticks
	edge  sim.Tick // of a watcher: what its sponsor has settled

	// What is guessed.
	guess    *rollback.Timeline
	now      sim.Tick
	dirty    sim.Tick // the first tick to be played again; 0: none
	commands []sim.Command
	events   []game.Event
	bumps    []sim.Event

	progressAt int // when a tick was settled last
	decided    []*Value
	forkedAt   sim.Tick // of an island: when its founder went on alone; 0: not known here
	needs      []need   // inputs that a newcomer must have before it reports
	struckAt   sim.Tick // the settled tick of the last strike
	promise    promise
	lead       lead
	ledger     ledger

	sponsor  Process // of a watcher
	heard    int     // when it said something last
	complete bool    // the State has come
}

// seat is a seat with what is known of it.
type seat struct {
	Seat
	in inputs

	// What its peer has said, as long as it is a member.
	acks       map[SeatID]sim.Tick
	settled    sim.Tick
	now        sim.Tick
	heard      int // when
	unheard    memberSet
	lead       leadMean
	late       lateness
	pulse      pulse
	strikes    int
	hungUp     bool
	away       bool // it speaks on another branch
	misbehaved bool // it has signed two different inputs for one tick
	message    Progress

	marks     []Mark   // the newest that it has sent
	differs   sim.Tick // the newest of them that differs from the own one; 0: none
	differsAt int      // when that was first noticed
	named     bool     // … and has been told of
	tracedAt  int      // when a Trace was last sent to it
	dumpedAt  int      // … and a Dump; 0: never
	readAt    int      // when a Dump of it was last decoded; 0: never
}

func newInstance(p *Peer, v View, state *game.State) *instance {
	n := &instance{p: p, state: state, progressAt: p.clock, heard: p.clock}
	for _, s := range v.Seats {
		n.seats = append(n.seats, newSeat(s))
	}
	v.Seats = nil
	n.view = v
	n.listMembers()
	n.now = state.Tick()
	n.guess = rollback.New(state.World(), uint32(n.now+1), 4*MaxWindow)
	return n
}

func newSeat(s Seat) *seat { return &seat{Seat: s, acks: map[SeatID]sim.Tick{}} }

// listMembers finds the members among the seats.
func (n *instance) listMembers() {
	n.members = n.members[:0]
	for _, s := range n.seats {
		if s.member() {
			n.members = append(n.members, s)
		}
	}
}

// settled returns the last tick that is settled.
func (n *instance) settled() sim.Tick { return n.state.Tick() }

func (n *instance) in() In { return In{n.view.Branch.ID, n.view.Number} }

// seat returns a seat, or nil.
func (n *instance) seat(id SeatID) *seat {
	for _, s := range n.seats {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// memberOf returns the seat of a member, or nil.
func (n *instance) memberOf(q Process) *seat {
	for _, s := range n.members {
		if s.Process == q {
			return s
		}
	}
	return nil
}

// index returns the place of a member by age.
func (n *instance) index(m *seat) int {
	for i, s := range n.members {
		if s == m {
			return i
		}
	}
	return -1
}

// others returns the number of the other members.
func (n *instance) others() int { return len(n.members) - 1 }

// fullView returns the view with its seats.
func (n *instance) fullView() View {
	v := n.view
	for _, s := range n.seats {
		v.Seats = append(v.Seats, s.Seat)
	}
	return v
}

// playing reports whether the game has gone on lately.
func (n *instance) playing() bool { return n.p.clock-n.progressAt < suspectAfter }

// known returns up to where the inputs of all members are known, as far as the peer
// may say so: what it has reported is all that it acknowledges.
func (n *instance) known(dst []sim.Tick) []sim.Tick {
	for i, s := range n.members {
		t := s.in.signed
		if n.promise.frozen != nil {
			t = min(t, n.promise.frozen[i])
		}
		if n.promise.capped != nil && n.p.follows(RuleCappedAcks) {
			t = min(t, n.promise.capped[i])
		}
		dst = append(dst, t)
	}
	return dst
}

// tick carries out a tick of the peer's own time.
func (n *instance) tick(keys sim.Input) {
	n.settle()
	n.adaptDelay()
	n.feelPulses()
	for range n.pace() {
		n.step(keys)
	}
	n.settle()
	n.predict()
	n.sayProgress()
	n.feedWatchers()
	n.takeLead()
}
