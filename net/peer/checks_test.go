package peer

import (
	"fmt"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

// checks are the invariants of a game of peers, checked in every tick of every
// simulation.
type checks struct {
	clock  int
	err    string
	views  map[viewName]*history // the longest one of all that were in the view
	values map[viewName]string   // what was decided before it
	stable map[viewName]sim.Tick
	seats  map[seatName]Process
	votes  map[Process][]seatName // in the order of the first vote

	convicted int // events in which somebody was found out
	counts    struct{ views, islands, wentOver, leftOut, joined, removed, said, guests, levels int }
}

type viewName struct {
	branch BranchID
	number uint32
}

type seatName struct {
	branch BranchID
	id     SeatID
}

// history is what a peer has settled on its present branch: hashes of the State and
// chains of what entered, and the entries.
type history struct {
	branch  BranchID
	first   sim.Tick
	hashes  []uint64
	start   *game.State
	entries []game.Entry
	left    bool // it was left out
}

func newChecks() *checks {
	return &checks{views: map[viewName]*history{}, values: map[viewName]string{}, stable: map[viewName]sim.Tick{}, seats: map[seatName]Process{}, votes: map[Process][]seatName{}}
}

func (c *checks) fail(format string, args ...any) {
	if c.err == "" {
		c.err = fmt.Sprintf("tick %d: ", c.clock) + fmt.Sprintf(format, args...)
	}
}

// settled notes a settled tick. Ticks follow each other (I3).
func (c *checks) settled(p *process, e *game.Entry, s *game.State, events []game.Event) {
	for _, ev := range events {
		switch ev.Kind {
		case game.PlayerSaid:
			c.counts.said++
		case game.LevelStarted:
			c.counts.levels++
		}
	}
	c.guests(p, s)
	h := p.history
	if want := h.first + sim.Tick(len(h.hashes)); e.Tick != want {
		c.fail("process %d has settled tick %d, the next was %d", p.index, e.Tick, want)
	}
	h.hashes = append(h.hashes, s.Hash()^p.current.chain*3^p.current.extra.hash()*5)
	var copied game.Entry
	copied.CopyFrom(e)
	h.entries = append(h.entries, copied)
}

// guests checks that Extra and the State know the same guests, and keep the limits.
func (c *checks) guests(p *process, s *game.State) {
	x := &p.current.extra
	c.counts.guests = max(c.counts.guests, len(x.Guests))
	if !x.valid() {
		c.fail("process %d: %+v", p.index, x)
	}
	hosts := 0
	for i := range s.Players() {
		if q := &s.Players()[i]; !slices.ContainsFunc(x.Guests, func(g Guest) bool { return g.Player == q.ID }) {
			hosts++
		}
	}
	if hosts+len(x.Guests) != len(s.Players()) || len(x.Guests) > 0 && len(s.Players()) > MaxPlayers+MaxMembers {
		c.fail("process %d: %d hosts and %d guests in %d players", p.index, hosts, len(x.Guests), len(s.Players()))
	}
}

// event checks what a peer has gone over to.
func (c *checks) event(p *process, e Event) {
	switch e.Kind {
	case Voted, VotedOut, GuestRefused, Desync, Mended:
		return
	case Misbehaved:
		c.convicted++
		return
	case Removed:
		c.counts.removed++
		p.history.left = true
		return
	case FoundIsland:
		c.counts.islands++
		p.history.left = false
		p.history.branch = e.Branch.ID // what was settled before stays
	case WentOver:
		c.counts.wentOver++
	case LeftOut:
		if p.leaveAt == 0 {
			c.counts.leftOut++
		}
		p.history.left = true
		return
	}
	if e.Kind == WentOver {
		return // Entered follows
	}
	n := p.current
	if p.history.branch != e.Branch.ID || p.history.start == nil || p.history.left {
		c.counts.joined++
		p.history = &history{branch: e.Branch.ID, first: n.settled() + 1, start: n.state.Clone()}
	}
	c.entered(p, n)
}

// entered checks a view when a peer goes over to it.
func (c *checks) entered(p *process, n *instance) {
	name := viewName{n.view.Branch.ID, n.view.Number}
	text := describe(n)
	if old, ok := c.values[name]; ok && old != text { // I1
		c.fail("process %d is in another view %v:\n%s\nbefore it was\n%s", p.index, name, text, old)
	} else if !ok {
		c.counts.views++
	}
	c.values[name] = text
	for _, s := range n.seats { // I8
		k := seatName{name.branch, s.ID}
		if old, ok := c.seats[k]; ok && old != s.Process {
			c.fail("seat %v was given out twice", k)
		}
		c.seats[k] = s.Process
	}
	if len(n.decided) > 0 && n.decided[len(n.decided)-1].View == n.view.Number {
		c.keepsStable(name, n)
	}
	c.agrees(p)
}

// keepsStable checks that no stable tick of an earlier view is lost (I7).
func (c *checks) keepsStable(name viewName, n *instance) {
	for _, e := range n.decided[len(n.decided)-1].Ends {
		s := n.seat(e.Seat)
		for v := uint32(1); v < name.number; v++ {
			if t := c.stable[viewName{name.branch, v}]; s != nil && t > e.Last && s.First <= t {
				c.fail("stable tick %d of view %d is lost in view %v: seat %d ends at %d", t, v, name, e.Seat, e.Last)
			}
		}
	}
}

func describe(n *instance) string {
	text := fmt.Sprint(n.view.Branch)
	for _, s := range n.members {
		text += fmt.Sprintf(" %d:%v+%d", s.ID, s.Process.Nonce, s.First)
	}
	return text
}

// agrees compares what a peer has settled with all that were in its view (I2).
func (c *checks) agrees(p *process) {
	n := p.current
	name := viewName{n.view.Branch.ID, n.view.Number}
	h, o := p.history, c.views[name]
	if o != nil {
		for t := max(h.first, o.first); t < min(h.end(), o.end()); t++ {
			if h.hashes[t-h.first] != o.hashes[t-o.first] {
				c.fail("process %d differs from others in view %v at tick %d", p.index, name, t)
				return
			}
		}
	}
	if o == nil || h.end() > o.end() {
		copied := *h
		copied.hashes = h.hashes[:len(h.hashes):len(h.hashes)]
		c.views[name] = &copied
	}
}

func (h *history) end() sim.Tick { return h.first + sim.Tick(len(h.hashes)) }

// tick checks a peer after its tick.
func (c *checks) tick(p *process) {
	n := p.current
	if n == nil {
		return
	}
	if n.now < n.settled() || n.now-n.settled() > sim.Tick(p.cfg.Window) { // I4
		c.fail("process %d has settled %d and plays %d", p.index, n.settled(), n.now)
	}
	base := n.guess.WorldAt(uint32(n.settled() + 1))
	if base == nil || base.Hash() != n.state.World().Hash() {
		c.fail("process %d guesses from another world than the settled one of tick %d", p.index, n.settled())
	}
	if uint32(n.now+1) != n.guess.NextFrame() {
		c.fail("process %d guesses to %d, not to %d", p.index, n.guess.NextFrame(), n.now)
	}
	name := viewName{n.view.Branch.ID, n.view.Number}
	c.stable[name] = max(c.stable[name], n.stable())
}

// sent checks that nobody votes on a seat that it has given up (I15).
func (c *checks) sent(p *process, m Message) {
	switch m.(type) {
	case *Report, *Accept:
	default:
		return
	}
	if p.current == nil {
		return // it was left out while the vote was on its way
	}
	in, _ := inOf(m)
	vote := seatName{in.Branch, p.current.own.ID}
	votes := c.votes[p.Process()]
	for i, b := range votes {
		if b == vote {
			if i < len(votes)-1 {
				c.fail("process %d votes again on the seat %v, which it has given up", p.index, vote)
			}
			return
		}
	}
	c.votes[p.Process()] = append(votes, vote)
}

// replays checks that the settled State follows from the recorded entries (I10).
func (c *checks) replays(p *process) {
	s := p.history.start.Clone()
	for i := range p.history.entries {
		if _, err := s.Apply(&p.history.entries[i], nil); err != nil {
			c.fail("process %d: entry %d: %v", p.index, i, err)
			return
		}
	}
	if s.Hash() != p.State().Hash() {
		c.fail("process %d: the replay of its entries has another hash", p.index)
	}
}
