package peer

import (
	"clew/engine/game"
	"clew/engine/sim"
)

// Message is what peers say to each other. Once sent it does not change, but for a
// Progress, whose owner reuses it: see Peer.Packets.
type Message interface{ message() }

// Packet is a message on its way to another peer.
type Packet struct {
	To      Process
	Message Message
}

// In names the view that a message speaks of. Numbers of views repeat on other
// branches, so each message has both.
type In struct {
	Branch BranchID
	View   uint32
}

// Run is a stretch of the inputs of one seat. Its peer has signed all of its
// inputs up to the tick Signed; those after it are of use for guesses only.
type Run struct {
	Seat      SeatID
	First     sim.Tick
	Keys      []sim.Input // from First on
	Actions   []Action    // in those ticks, in order
	Signed    sim.Tick    // 0: nothing
	Signature Signature
}

// The limits of actions.
const (
	MaxGuests  = 4 // of a peer
	MaxActions = 4 // of a peer in a tick

	// ActionBlock is a number of ticks: 1 to 64, 65 to 128 and so on. The actions
	// of a peer in each of them cost at most MaxActionCost, see Action.Cost.
	ActionBlock   = 64
	MaxActionCost = 768
)

// Action is what a peer does in a tick beside holding keys. It is an input like the
// keys: signed, settled, never lost, and carried out by all in the same tick.
type Action struct {
	Tick sim.Tick
	Kind ActionKind

	// Guest is the one who does it: 0 is the peer's own player, 1 to MaxGuests are
	// those who play at its computer or over a plain text link to it.
	Guest uint8

	Keys       sim.Input       // GuestWalk: held from this tick on
	Text       string          // Say: what is said; Rename, GuestJoin: a name, may be empty
	Appearance game.Appearance // SetAppearance, GuestJoin
	Seat       SeatID          // VoteOut: whom to remove
}

// Cost returns what an action counts for in its ActionBlock: roughly its bytes.
func (a *Action) Cost() int {
	switch a.Kind {
	case GuestWalk:
		return 8
	case Leave:
		return 0 // nothing may keep a peer from leaving
	}
	return 32 + len(a.Text)
}

// ActionKind says what an Action does.
type ActionKind uint8

// The kinds of an Action, as they are numbered on the wire.
const (
	Say           ActionKind = 1 + iota // to all
	Rename                              // asks for a name
	SetAppearance                       // changes how it looks
	GuestJoin                           // a guest begins to play
	GuestWalk                           // a guest holds other keys
	GuestLeave                          // a guest leaves
	VoteNext                            // is for going to the next level
	VoteOut                             // is for removing a member
	Leave                               // the peer leaves for good: the tick is its last
	actionKinds
)

// Mark digests a settled game, so that members can see whether they still compute
// the same one.
type Mark struct {
	Tick   sim.Tick
	Inputs uint32 // of all that has entered the game up to the tick
	State  uint32 // of the game after it
}

// last returns the last tick of the run.
func (r *Run) last() sim.Tick { return r.First + sim.Tick(len(r.Keys)) - 1 }

// Progress is what a member sends to each other one in every tick. It may get lost:
// the next one repeats what is not acknowledged.
type Progress struct {
	In
	Now     sim.Tick
	Settled sim.Tick
	Lead    int8       // in ticks, as its sender sees itself ahead of the receiver
	Acks    []sim.Tick // for each member of the view: its inputs are known up to here
	Unheard memberSet  // the members that the sender does not hear: pass on their inputs
	Marks   []Mark     // of the sender's settled game, the newest last
	Runs    []Run
}

// Trace answers a Mark that differs: what the sender has for each tick since the
// last one that was equal.
type Trace struct {
	In
	Marks []Mark // of consecutive ticks
}

// Dump is the sender's settled game at the first tick that differs. Its receiver
// names the fields in which the two games differ.
type Dump struct {
	In
	Tick       sim.Tick
	Checkpoint []byte // of package game
	Entry      []byte // of package game: what entered the tick
}

// Evidence proves that a seat's peer has signed two different inputs for a tick: two
// runs of one seat that begin at the same tick, with the chain before it.
type Evidence struct {
	In
	Before Chain
	A, B   Run
}

// Feed is what a watcher gets from its sponsor: the inputs of settled ticks.
type Feed struct {
	In
	Settled sim.Tick
	Marks   []Mark // of the sender's settled game, the newest last
	Runs    []Run
}

// The messages by which the members of a view agree on the next one (Paxos, with
// the inputs that survive inside the value).
type (
	// Poll asks for a promise and a Report.
	Poll struct {
		In
		Ballot Ballot

		// Horizon is 0 when somebody is lost: the receiver freezes. Otherwise it
		// settles nothing from the horizon on until there is a decision.
		Horizon sim.Tick
	}

	// Report promises to vote for no earlier ballot, and tells what its sender may
	// have settled.
	Report struct {
		In
		Ballot   Ballot
		Known    []sim.Tick // for each member
		Runs     []Run
		Accepted Ballot // with Value, if it has accepted one
		Value    *Value
	}

	// Proposal asks to accept a value.
	Proposal struct {
		In
		Ballot Ballot
		Value  *Value
	}

	// Accept accepts the value of a ballot.
	Accept struct {
		In
		Ballot Ballot
	}

	// Release says that a ballot with a horizon was given up before its proposal.
	Release struct {
		In
		Ballot Ballot
	}

	// Decided says what follows the view.
	Decided struct {
		In
		Value *Value
	}

	// Relayed is one of the above by way of a third peer, which changes nothing.
	Relayed struct {
		From, To Process
		Message  Message
	}
)

// Presence is said each second to everybody that may be there.
type Presence struct {
	Branch  Branch
	View    uint32
	Playing bool // it has settled a tick lately, and does not leave
}

// Ask asks a peer of a later view what was decided since View.
type Ask struct{ In }

// Out answers who is not in the view any more, and what cannot be told by Decided.
type Out struct {
	In
	Members []Process
	Removed bool // the receiver was voted out, and may not come back
}

// Watch asks a member for its game: for a State first, then for a Feed from Tick on.
type Watch struct {
	In
	Tick  sim.Tick // settled so far; 0: nothing yet
	Ready bool     // to play
	Seat  Seat     // as it is wished for: Process, Key, Name, Appearance
	Vouch bool     // wants no Feed: tells that it is ready; if it is not, wants a Mark of Tick, or a State for Tick 0
}

// State is a whole game at a settled tick. The inputs after it follow.
type State struct {
	View       View
	Checkpoint []byte  // of package game
	Chain      uint64  // of inputs
	Seats      []Chain // of each of the view's seats: its chain at the checkpoint
	Runs       []Run
	Extra      Extra
}

func (*Progress) message() {}
func (*Feed) message()     {}
func (*Poll) message()     {}
func (*Report) message()   {}
func (*Proposal) message() {}
func (*Accept) message()   {}
func (*Release) message()  {}
func (*Decided) message()  {}
func (*Relayed) message()  {}
func (*Presence) message() {}
func (*Ask) message()      {}
func (*Out) message()      {}
func (*Watch) message()    {}
func (*State) message()    {}
func (*Trace) message()    {}
func (*Dump) message()     {}
func (*Evidence) message() {}

// Ballot numbers the attempts to agree on the next view: the round, and below it
// the seat of its leader.
type Ballot uint32

func (b Ballot) next(seat SeatID) Ballot { return (b>>16+1)<<16 | Ballot(seat) }

// Value is what the members of a view agree on: the next view, and every input
// that somebody may have settled.
type Value struct {
	View  uint32     // the number of the view that it makes
	Ends  []End      // of the seats that are members no more
	Adds  []Seat     // new members
	Needs []sim.Tick // for each member of the old view: the last input that a report knew
	Runs  []Run      // the inputs that not every report knew
}

// End is the end of a seat's span.
type End struct {
	Seat SeatID
	Last sim.Tick
	Left bool // for good
}

// forever stands for no tick at all.
const forever = game.Forever
