package peer

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/engine/game"
	"clew/engine/sim"
)

// The errors of the methods by which a peer acts. ErrBadAction is wrapped.
var (
	ErrNoGame    = errors.New("peer: in no game")
	ErrQueueFull = errors.New("peer: too many actions wait for their turn")
	ErrNoGuest   = errors.New("peer: no such guest")
	ErrBadAction = errors.New("peer: not allowed")
)

// maxQueued limits the actions that wait for their turn.
const maxQueued = 48

// ownGuest is what the peer wants of a guest. It brings its guests along into every
// game that it goes over to.
type ownGuest struct {
	here       bool
	name       string
	appearance game.Appearance
	keys       sim.Input
}

// Say says something to all. As with all actions, guest 0 is the own player, and it
// happens in one of the next ticks.
func (p *Peer) Say(guest uint8, text string) error {
	return p.act(Action{Kind: Say, Guest: guest, Text: text})
}

// Rename asks for a name; an empty one stands for one after the player's letter. If
// it is taken, the player gets one like it.
func (p *Peer) Rename(guest uint8, name string) error {
	err := p.act(Action{Kind: Rename, Guest: guest, Text: name})
	switch {
	case err != nil:
	case guest == 0:
		p.cfg.Name = name
	default:
		p.guests[guest].name = name
	}
	return err
}

// SetAppearance changes how a player looks.
func (p *Peer) SetAppearance(guest uint8, look game.Appearance) error {
	err := p.act(Action{Kind: SetAppearance, Guest: guest, Appearance: look})
	switch {
	case err != nil:
	case guest == 0:
		p.cfg.Appearance = look
	default:
		p.guests[guest].appearance = look
	}
	return err
}

// GuestJoin has a guest play, from 1 to MaxGuests. Extra tells its player's ID once
// that is settled. If the game is full, a GuestRefused follows.
func (p *Peer) GuestJoin(guest uint8, name string, look game.Appearance) error {
	if guest == 0 || guest > MaxGuests || p.guests[guest].here {
		return fmt.Errorf("%w: guest %d is none, or plays already", ErrBadAction, guest)
	}
	err := p.act(Action{Kind: GuestJoin, Guest: guest, Text: name, Appearance: look})
	if err == nil {
		p.guests[guest] = ownGuest{here: true, name: name, appearance: look}
	}
	return err
}

// GuestWalk has a guest hold these keys from now on.
func (p *Peer) GuestWalk(guest uint8, keys sim.Input) error {
	keys &= sim.AllKeys
	if guest == 0 || !p.hasGuest(guest) {
		return ErrNoGuest
	}
	g := &p.guests[guest]
	if g.keys == keys {
		return nil
	}
	for i := len(p.queue) - 1; i >= 0; i-- {
		if a := &p.queue[i]; a.Guest == guest && a.Kind == GuestWalk { // none after it is a join or leave
			a.Keys, g.keys = keys, keys
			return nil
		}
	}
	err := p.act(Action{Kind: GuestWalk, Guest: guest, Keys: keys})
	if err == nil {
		g.keys = keys
	}
	return err
}

// GuestLeave has a guest leave. It never fails for a guest that plays.
func (p *Peer) GuestLeave(guest uint8) error {
	if guest == 0 || !p.hasGuest(guest) {
		return ErrNoGuest
	}
	p.guests[guest] = ownGuest{}
	p.dropQueued(func(a *Action) bool { return a.Guest == guest && a.Kind == GuestWalk })
	if p.current != nil {
		p.queue = append(p.queue, Action{Kind: GuestLeave, Guest: guest})
	}
	return nil
}

// VoteNext votes for going to the next level. A vote counts until the level ends, for
// VoteTime at most.
func (p *Peer) VoteNext() error { return p.act(Action{Kind: VoteNext}) }

// VoteOut votes for removing the member with this seat.
func (p *Peer) VoteOut(seat SeatID) error {
	switch n := p.current; {
	case n == nil:
		return ErrNoGame
	case n.seat(seat) == nil || !n.seat(seat).member() || n.seat(seat) == n.own:
		return fmt.Errorf("%w: seat %d is no other member's", ErrBadAction, seat)
	}
	return p.act(Action{Kind: VoteOut, Seat: seat})
}

// hasGuest reports whether the own player, or a guest, may act.
func (p *Peer) hasGuest(guest uint8) bool {
	return guest == 0 || guest <= MaxGuests && p.guests[guest].here
}

// act queues an action.
func (p *Peer) act(a Action) error {
	switch {
	case p.current == nil:
		return ErrNoGame
	case a.Kind != GuestJoin && !p.hasGuest(a.Guest):
		return ErrNoGuest
	case !a.valid():
		return fmt.Errorf("%w: a text that is too long or has control characters, or an unknown look", ErrBadAction)
	case len(p.queue) >= maxQueued:
		return ErrQueueFull
	}
	p.queue = append(p.queue, a)
	return nil
}

// dropQueued takes actions out of the queue.
func (p *Peer) dropQueued(drop func(a *Action) bool) {
	rest := p.queue[:0]
	for i := range p.queue {
		if !drop(&p.queue[i]) {
			rest = append(rest, p.queue[i])
		}
	}
	clear(p.queue[len(rest):])
	p.queue = rest
}

// takeQueued returns the actions that go into the next own input: the first ones in the
// queue that fit. Those of one guest keep their order, and what a guest does
// waits until it has joined.
func (n *instance) takeQueued() []Action {
	p, s := n.p, n.own
	p.taken = p.taken[:0]
	if len(p.queue) == 0 || n.settled() < s.First {
		return nil // before, a seat has no player
	}
	t := s.in.known + 1
	cost := costIn(s.in.actions, t, t)
	var waits uint8 // a bit for each guest
	p.dropQueued(func(a *Action) bool {
		if waits>>a.Guest&1 != 0 || len(p.taken) == MaxActions || cost+a.Cost() > MaxActionCost {
			waits |= 1 << a.Guest
			return false
		}
		cost += a.Cost()
		a.Tick = t
		p.taken = append(p.taken, *a)
		if a.Kind == GuestJoin {
			waits |= 1 << a.Guest
		}
		return true
	})
	return p.taken
}

// bringGuests has the guests play, once the own seat of a game does: those that are
// there stay, as the peer's last game left them or as it wants them now.
func (n *instance) bringGuests() {
	p := n.p
	p.dropQueued(func(a *Action) bool {
		return a.Guest > 0 && (a.Kind == GuestJoin || a.Kind == GuestWalk || a.Kind == GuestLeave)
	})
	for k := uint8(1); k <= MaxGuests; k++ {
		want, have := &p.guests[k], n.extra.guest(n.own.ID, k)
		switch {
		case want.here && have == nil:
			p.queue = append(p.queue, Action{Kind: GuestJoin, Guest: k, Text: want.name, Appearance: want.appearance})
		case !want.here && have != nil:
			p.queue = append(p.queue, Action{Kind: GuestLeave, Guest: k})
		}
		if want.here && want.keys != 0 {
			p.queue = append(p.queue, Action{Kind: GuestWalk, Guest: k, Keys: want.keys})
		}
	}
}

// repeatUnsettled queues again what was said in own inputs that do not count any
// more: those after the tick last.
func (p *Peer) repeatUnsettled(s *seat, last sim.Tick) {
	for _, a := range actionsIn(s.in.actions, last+1, s.in.known) {
		if a.Kind == Say && (a.Guest == 0 || p.hasGuest(a.Guest)) && len(p.queue) < maxQueued {
			p.queue = append(p.queue, a)
		}
	}
}

// valid reports whether an action is one of those that package game can carry out.
func (a *Action) valid() bool {
	if a.Guest > MaxGuests || a.Keys > sim.AllKeys || a.Appearance.Colour > game.MaxColour || a.Appearance.Shape > game.MaxShape {
		return false
	}
	switch a.Kind {
	case Say:
		return a.Text != "" && len(a.Text) <= game.MaxTextLen && printable(a.Text)
	case Rename:
		return validName(a.Text)
	case SetAppearance:
		return a.Text == ""
	case GuestJoin:
		return a.Guest > 0 && validName(a.Text)
	case GuestWalk, GuestLeave:
		return a.Guest > 0 && a.Text == ""
	case VoteNext, VoteOut, Leave:
		return a.Guest == 0 && a.Text == ""
	}
	return false
}

func validName(s string) bool {
	return len(s) <= game.MaxNameLen && utf8.RuneCountInString(s) <= game.MaxNameRunes && printable(s)
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// actionsIn returns the actions in the ticks first to last, of some in order.
func actionsIn(all []Action, first, last sim.Tick) []Action {
	if len(all) == 0 || first > last {
		return nil
	}
	from := searchAction(all, first)
	to := len(all)
	if last < forever {
		to = searchAction(all, last+1)
	}
	return all[from:to]
}

// searchAction returns the index of the first action at t or later.
func searchAction(all []Action, t sim.Tick) int {
	lo, hi := 0, len(all)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); all[mid].Tick < t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// blockStart returns the first tick of the ActionBlock of a tick.
func blockStart(t sim.Tick) sim.Tick { return t - (t-1)%ActionBlock }

// costIn returns what the actions in the block of a tick cost that are before another
// tick.
func costIn(all []Action, t, before sim.Tick) (cost int) {
	first := blockStart(t)
	for _, a := range actionsIn(all, first, min(before-1, first+ActionBlock-1)) {
		cost += a.Cost()
	}
	return cost
}

// permits reports whether the actions of a run are valid, in order, and no more than
// the limits allow together with those before it. All that know the same inputs say
// the same, so what is refused by one is settled by none.
func (in *inputs) permits(r *Run) bool {
	if len(r.Actions) == 0 {
		return true
	}
	if len(r.Actions) > MaxActions*len(r.Keys) {
		return false
	}
	block, cost := sim.Tick(0), 0
	for i := range r.Actions {
		a := &r.Actions[i]
		if a.Tick < r.First || a.Tick > r.last() || !a.valid() || a.Kind == Leave && a.Tick < r.last() ||
			i > 0 && a.Tick < r.Actions[i-1].Tick || i >= MaxActions && r.Actions[i-MaxActions].Tick == a.Tick {
			return false
		}
		if b := blockStart(a.Tick); b != block {
			block, cost = b, costIn(in.actions, a.Tick, r.First)
		}
		if cost += a.Cost(); cost > MaxActionCost {
			return false
		}
	}
	return true
}

// only returns the part of a run in the ticks first to last, all of which it has.
func (r Run) only(first, last sim.Tick) Run {
	r.Keys = r.Keys[first-r.First : last-r.First+1]
	r.Actions = actionsIn(r.Actions, first, last)
	r.First = first
	return r
}

// actionsAt returns the actions of a tick.
func (r *Run) actionsAt(t sim.Tick) []Action { return actionsIn(r.Actions, t, t) }

// keysAt returns the keys of a tick that the run has.
func (r *Run) keysAt(t sim.Tick) sim.Input { return r.Keys[t-r.First] }
