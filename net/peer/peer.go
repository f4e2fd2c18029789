package peer

import (
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// Config says who a peer is, and how it plays.
type Config struct {
	Nonce      uint64 // another one for each start of the program
	Signer     Signer
	Name       string
	Appearance game.Appearance

	Window int // how far, in ticks, guesses may be ahead of what is settled; 0: DefaultWindow; or Lockstep
	Delay  int // how many ticks later a key counts, at least; in Lockstep at least 1

	// AdaptDelay: keys count later than Delay says, up to MaxDelay, while they take
	// so long to the others that these would have to guess more than half a window.
	// In Lockstep it does nothing.
	AdaptDelay bool

	MaxMembers int // 0: 8

	// Levels returns a level of a rotation: the one with this number, from 1 on. It
	// must return the same one everywhere, at once, and gets the same seed, another
	// one for each level. Nil, or a nil level, stands for the present one again.
	Levels func(rotation string, number uint32, seed uint64) *maze.Level

	// OnSettled is told of each settled tick, once, in order: what entered it, the
	// State after it, and what happened. It keeps none of them. May be nil.
	OnSettled func(e *game.Entry, s *game.State, events []game.Event)

	// OnEvent is told what happened to the peer itself. May be nil.
	OnEvent func(Event)

	Without Rule // rules that are left out
}

// Game is what a game begins with.
type Game struct {
	Name     string
	Level    *maze.Level
	Seed     uint64
	Rotation string // how levels follow, for Config.Levels; at most MaxRotationLen bytes
}

// Peer is the mind of one process in a game without a server. Feed it with Receive
// and, 60 times a second, Tick; send what Packets returns. It is not safe for
// concurrent use.
type Peer struct {
	cfg    Config
	id     Process
	clock  int // calls of Tick
	delay  delay
	random splitmix.Source
	out    []Packet

	current *instance // the game that it plays in
	watched *instance // the game that it wants into
	benched *instance // the last settled game that it was left out of
	contact []*contact

	answered int   // when a game that plays last answered
	asking   int   // since when games have been asked without an answer; 0: not
	mends    []int // when it mended its game, at most mendsKept times
	leaveAt  int   // when it goes at the latest; 0: it does not leave
	gone     bool
	counters Counters

	removedFrom BranchID // the game that it was voted out of last; 0: none

	queue  []Action // of the own player and guests, until their turn
	taken  []Action // scratch
	guests [1 + MaxGuests]ownGuest

	onViolation func(text string) // for tests
}

// contact is a process that may be reached.
type contact struct {
	process Process
	last    *Presence // the last one heard; nil: none
	heard   int       // when
	refused int       // not to be watched before
	barred  int       // not let in before
	told    int       // when it was last told what was decided
	watch   *watcher  // it watches here
}

// New returns a peer that is in no game.
func New(cfg Config) *Peer {
	cfg.Window = windowOf(cfg.Window)
	cfg.Delay = min(max(cfg.Delay, 0), MaxDelay)
	if cfg.MaxMembers == 0 {
		cfg.MaxMembers = 8
	}
	cfg.MaxMembers = min(cfg.MaxMembers, MaxMembers)
	p := &Peer{cfg: cfg, id: Process{cfg.Signer.Key().GUID(), cfg.Nonce}}
	p.random = splitmix.Source(cfg.Nonce)
	return p
}

// Process returns the name under which others know the peer.
func (p *Peer) Process() Process { return p.id }

// Start begins a game, in which the peer is alone at first.
func (p *Peer) Start(g Game) {
	id := branchID(BranchID(g.Seed), 0, p.id)
	seat := p.wish()
	seat.Branch, seat.Span = id, Span{1, forever}
	p.begin(View{Branch: Branch{Game: id, ID: id}, Number: 1, Next: 1, Seats: []Seat{seat}}, g)
}

// begin plays in a game that begins with these seats.
func (p *Peer) begin(v View, g Game) {
	state := game.New(game.Config{Level: g.Level, Seed: g.Seed, Name: g.Name})
	n := newInstance(p, v, state)
	for _, s := range n.seats {
		s.in.reset(s.First-1, firstChain(&s.Seat))
	}
	n.extra.Rotation = g.Rotation
	p.current = n
	n.enter()
}

// wish returns the seat that the peer would like to have.
func (p *Peer) wish() Seat {
	return Seat{Process: p.id, Key: p.cfg.Signer.Key(), Name: p.cfg.Name, Appearance: p.cfg.Appearance}
}

// Meet tells the peer of a process that can be reached, by discovery or because it
// was dialed.
func (p *Peer) Meet(q Process) {
	if q != p.id {
		p.contactOf(q)
	}
}

// Hangup tells the peer that a process has closed its link, after all that came over
// it was received.
func (p *Peer) Hangup(q Process) {
	if p.current == nil {
		return
	}
	if s := p.current.memberOf(q); s != nil {
		s.hungUp = true
	}
}

func (p *Peer) contactOf(q Process) *contact {
	for _, c := range p.contact {
		if c.process == q {
			return c
		}
	}
	c := &contact{process: q, heard: -heardFor}
	if len(p.contact) >= maxContacts {
		i := p.leastHeard()
		p.contact[i] = c
		return c
	}
	p.contact = append(p.contact, c)
	return c
}

// leastHeard returns the index of the contact that was silent for longest.
func (p *Peer) leastHeard() int {
	best := 0
	for i, c := range p.contact {
		if c.heard < p.contact[best].heard {
			best = i
		}
	}
	return best
}

// Quit leaves the game in an orderly way. The peer goes on to play its part until
// the others have decided; then Gone reports true.
func (p *Peer) Quit() {
	n := p.current
	if n == nil || n.others() == 0 {
		p.gone = true
		return
	}
	if p.leaveAt == 0 {
		p.leaveAt = p.clock + quitLinger
		n.quit()
	}
}

// Gone reports whether the peer has left, so that its process may end.
func (p *Peer) Gone() bool { return p.gone }

// Tick carries out a tick of the peer's own time with the keys that are held.
func (p *Peer) Tick(keys sim.Input) {
	p.clock++
	if p.leaveAt > 0 && p.clock >= p.leaveAt {
		p.gone = true
	}
	if p.gone {
		return
	}
	if p.current != nil {
		p.current.tick(keys & sim.AllKeys)
	}
	p.sayPresence()
	if p.leaveAt == 0 {
		p.chooseGame()
	}
}

// Packets returns what is to be sent. It is valid until the next call of Tick or
// Receive.
func (p *Peer) Packets() []Packet {
	out := p.out
	p.out = p.out[:0]
	return out
}

func (p *Peer) send(to Process, m Message) { p.out = append(p.out, Packet{to, m}) }

// tell reports an event.
func (p *Peer) tell(e Event) {
	if p.cfg.OnEvent != nil {
		p.cfg.OnEvent(e)
	}
}
