package peer

import "slices"

// Wish returns the seat that the peer asks for when it wants to play.
func (p *Peer) Wish() Seat { return p.wish() }

// StartTogether begins a game in which several peers play from its first tick on.
// Each of them calls it with the same game and the same wishes, the oldest first;
// one of them is its own.
func (p *Peer) StartTogether(g Game, wishes []Seat) {
	id := branchID(BranchID(g.Seed), 0, wishes[0].Process)
	seats := slices.Clone(wishes)
	for i := range seats {
		s := &seats[i]
		s.ID, s.Branch, s.Span = SeatID(i), id, Span{1, forever}
		p.Meet(s.Process)
	}
	p.begin(View{Branch: Branch{Game: id, ID: id}, Number: 1, Next: SeatID(len(seats)), Seats: seats}, g)
}

// SetWindow changes Config.Window from the next tick on.
func (p *Peer) SetWindow(ticks int) { p.cfg.Window = windowOf(ticks) }

// windowOf returns the window that a Config.Window stands for; 0: lockstep.
func windowOf(ticks int) int {
	if ticks == 0 {
		return DefaultWindow
	}
	return min(max(ticks, 0), MaxWindow)
}

// SetDelay changes Config.Delay from the next tick on, and AdaptDelay to false. Each tick still has exactly
// one input: with a longer delay the keys of a tick count for several, with a
// shorter one those of some ticks count for none.
func (p *Peer) SetDelay(ticks int) {
	p.cfg.Delay, p.cfg.AdaptDelay, p.delay = min(max(ticks, 0), MaxDelay), false, delay{}
}

// SetWithout changes Config.Without from now on.
func (p *Peer) SetWithout(rules Rule) { p.cfg.Without = rules }
