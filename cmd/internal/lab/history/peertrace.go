package history

import (
	"slices"

	"clew/cmd/internal/lab/scenario"
	"clew/engine/sim"
	"clew/net/link"
	"clew/net/netsim"
	"clew/net/peer"
	"clew/net/replica"
	"clew/net/session"
)

// PeerTrace is what has happened in a game without a server so far. Its peers are
// counted from 0, its ticks are those of the simulation, from 1.
type PeerTrace struct {
	Packets []PeerPacket // by the tick in which they were sent
	Events  []PeerEvent  // by tick

	peers  int
	ticks  []PeerTick // of all peers in tick 1, then in tick 2, …
	done   []int      // ticks that each peer had played again so far
	parted bool
	view   replica.View
}

// PeerTick is how a peer stands after a tick.
type PeerTick struct {
	Phase   Phase
	Again   int      // ticks that it has played again in this one, since a guess was wrong
	Settled sim.Tick // of its game: nothing up to here will change
	Now     sim.Tick // guessed up to here
	View    uint32   // the number of the view that it plays in …
	Branch  peer.BranchID
	Places  []Place // where everybody is, as it believes
}

// Place is where a player is, in units.
type Place struct {
	ID   sim.ID
	X, Y int32
}

// Phase is what a peer is doing.
type Phase uint8

// The phases.
const (
	NotStarted Phase = iota // its program does not run yet
	Crashed                 // … not any more
	Left
	Meeting  // looks for the game
	Watching // watches the game, and will play in a moment
	Playing
	Waiting  // for somebody's inputs
	Agreeing // stands while the members agree who is in
	LeftOut  // the others play on without it
	Alone    // plays on a branch of its own, since most are out of reach
)

// PhaseOf returns what a peer of a game is doing.
func PhaseOf(g *scenario.PeerGame, i int) Phase { return phaseOf(g, i, nil) }

// phaseOf returns what a peer is doing; st is its status, or nil.
func phaseOf(g *scenario.PeerGame, i int, st *session.MeshStatus) Phase {
	p := g.Peers.Peers[i]
	switch {
	case g.Ticks() < g.Scenario().Peers[i].Start:
		return NotStarted
	case p.Gone():
		return Left
	case !g.Running(i):
		return Crashed
	}
	if st == nil {
		s := p.Status()
		st = &s
	}
	switch st.State {
	case session.MeshWatching:
		return Watching
	case session.MeshStalled:
		return Waiting
	case session.MeshChanging:
		return Agreeing
	case session.MeshBenched:
		return LeftOut
	case session.MeshPlaying:
		if st.Island {
			return Alone
		}
		return Playing
	}
	return Meeting
}

// PeerPacket is a message on its way from one peer to another, once they have shaken
// hands.
type PeerPacket struct {
	From, To int
	Sent     int
	Arrives  int  // 0: it was lost
	Type     byte // the letter of its type
	Size     int  // in bytes
	Reliable bool
}

// PeerEvent is something that happened to a peer, or was done to it.
type PeerEvent struct {
	Tick    int
	Peer    int
	Kind    PeerEventKind
	Other   int        // of Parted: the other peer; of Happened: that of Event.Seat, or -1; of WasCut, Healed and WentWrong: its index in the scenario
	Game    sim.Tick   // of Parted: the tick in which the games part
	Event   peer.Event // of Happened
	Members uint16     // of Happened: bit i stands for peer i, if it is in the view
}

// PeerEventKind says what happened.
type PeerEventKind uint8

// The kinds of a PeerEvent.
const (
	Happened  PeerEventKind = iota // a peer.Event
	Started                        // its program starts
	Quit                           // its player leaves
	Killed                         // its program is killed
	WasCut                         // peers are cut apart; Peer is the first of them
	Healed                         // … and are no more
	WentWrong                      // a field changes in its game alone
	Parted                         // Peer and another have settled different games
)

func newPeerTrace(peers int) *PeerTrace { return &PeerTrace{peers: peers, done: make([]int, peers)} }

// Ticks returns how many ticks are recorded.
func (t *PeerTrace) Ticks() int { return len(t.ticks) / t.peers }

// At returns how a peer stood after a tick, from 1 to Ticks.
func (t *PeerTrace) At(tick, i int) *PeerTick { return &t.ticks[(tick-1)*t.peers+i] }

// upTo returns a copy that ends with a tick.
func (t *PeerTrace) upTo(tick int) *PeerTrace {
	c := newPeerTrace(t.peers)
	c.ticks = slices.Clip(t.ticks[:tick*t.peers])
	packets, _ := slices.BinarySearchFunc(t.Packets, tick+1, func(p PeerPacket, at int) int { return p.Sent - at })
	events, _ := slices.BinarySearchFunc(t.Events, tick+1, func(e PeerEvent, at int) int { return e.Tick - at })
	c.Packets, c.Events = slices.Clip(t.Packets[:packets]), slices.Clip(t.Events[:events])
	c.parted = slices.ContainsFunc(c.Events, func(e PeerEvent) bool { return e.Kind == Parted })
	return c
}

// observe records a game from its next tick on.
func (t *PeerTrace) observe(g *scenario.PeerGame) {
	for i, p := range g.Peers.Peers {
		t.done[i] = p.Status().Counters.RollbackTicks
		p.TakeEvents()
	}
	g.ObservePackets(func(p netsim.PeerPacket, msg []byte) {
		n := PeerPacket{From: p.From, To: p.To, Sent: g.Ticks(), Type: packetType(msg), Size: p.Size, Reliable: p.Class == link.Reliable}
		if !p.Lost {
			n.Arrives = int((p.ArrivesAt + replica.TickDuration - 1) / replica.TickDuration)
		}
		t.Packets = append(t.Packets, n)
	})
}

// step steps the game and records the tick.
func (t *PeerTrace) step(g *scenario.PeerGame) {
	g.Step()
	t.noteDeeds(g.Scenario(), g.Ticks())
	for i, p := range g.Peers.Peers {
		st := p.Status()
		n := PeerTick{Phase: phaseOf(g, i, &st), Settled: st.Settled, Now: st.Now, View: st.View.Number, Branch: st.View.Branch.ID}
		n.Again, t.done[i] = st.Counters.RollbackTicks-t.done[i], st.Counters.RollbackTicks
		if p.View(g.Now(), &t.view); p.State() != nil {
			for _, v := range t.view.Players {
				n.Places = append(n.Places, Place{v.ID, v.X, v.Y})
			}
		}
		t.ticks = append(t.ticks, n)
		for _, e := range p.TakeEvents() {
			t.Events = append(t.Events, happened(g, i, &st, e))
		}
	}
	if at := g.Parting(); at != nil && !t.parted {
		t.parted = true
		t.Events = append(t.Events, PeerEvent{Tick: g.Ticks(), Peer: at.Peers[0], Kind: Parted, Other: at.Peers[1], Game: at.Tick})
	}
}

// happened describes an event of a peer, whose status after it is st.
func happened(g *scenario.PeerGame, i int, st *session.MeshStatus, e peer.Event) PeerEvent {
	n := PeerEvent{Tick: g.Ticks(), Peer: i, Event: e, Other: -1}
	for j, q := range g.Peers.Peers {
		for _, seat := range st.View.Seats {
			if seat.Process == q.Process() && seat.ID == e.Seat {
				n.Other = j
			}
		}
		for _, m := range st.Members {
			if m.Process == q.Process() {
				n.Members |= 1 << j
			}
		}
	}
	return n
}

// noteDeeds records what the scenario does before a tick.
func (t *PeerTrace) noteDeeds(s *scenario.PeerScenario, tick int) {
	note := func(at, i int, kind PeerEventKind, other int) {
		if at == tick {
			t.Events = append(t.Events, PeerEvent{Tick: tick, Peer: i, Kind: kind, Other: other})
		}
	}
	for i, p := range s.Peers {
		note(p.Start, i, Started, 0)
		note(p.Quit, i, Quit, 0)
		note(p.Crash, i, Killed, 0)
	}
	for k, c := range s.Cuts {
		note(c.At, c.Sides[0][0], WasCut, k)
		note(c.At+c.Ticks, c.Sides[0][0], Healed, k)
	}
	for k, d := range s.Diverges {
		note(d.At, d.Peer, WentWrong, k)
	}
}
