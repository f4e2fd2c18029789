package peer

import (
	"fmt"

	"clew/engine/sim"
)

// Event is something that happened to a peer, as its owner may want to say.
type Event struct {
	Kind    EventKind
	Branch  Branch
	View    uint32
	Tick    sim.Tick
	Seat    SeatID // of the peer concerned
	Against GUID   // Voted, VotedOut, Removed
	Guest   uint8  // GuestRefused
	Text    string // Desync: where and how the games differ, own value first
}

// EventKind says what happened.
type EventKind uint8

// The kinds of an Event.
const (
	Entered       EventKind = iota // plays in a view
	LeftOut                        // the others play on without the peer
	FoundIsland                    // goes on alone
	WentOver                       // is in a greater branch
	Misbehaved                     // Seat has signed two different inputs for one tick
	Voted                          // Seat votes for removing Against; zero: for the next level
	VotedOut                       // a majority has voted for removing Against, which is Seat's
	Removed                        // … this peer: it is in that game no more, and may not come back
	GuestRefused                   // Guest has not got in: the game is full
	Desync                         // Seat computes another game: see Text
	Mended                         // Seat, perhaps the own one, computes the same game again
	GaveUpMending                  // this peer's game was wrong again and again: it leaves
)

var eventNames = [...]string{"entered", "left out", "found island", "went over", "misbehaved", "voted", "voted out", "removed", "guest refused", "desync", "mended", "gave up mending"}

// String names the event, and says what it says.
func (e Event) String() string {
	s := fmt.Sprintf("%s: branch %x, view %d, tick %d, seat %d", eventNames[e.Kind], uint64(e.Branch.ID), e.View, e.Tick, e.Seat)
	if e.Text != "" {
		s += ": " + e.Text
	}
	return s
}

// Counters count what a peer did, since it was made.
type Counters struct {
	Steps         int // ticks of its world
	Stalls        int // calls of Tick in which the window was full
	Waits         int // … and that it left out, because it was ahead
	Rollbacks     int // times that a wrong guess was played again
	RollbackTicks int // ticks played again
	Deepest       int // most ticks in one rollback
}

// Counters returns what the peer has done.
func (p *Peer) Counters() Counters { return p.counters }
