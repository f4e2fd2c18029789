package peer

import (
	"cmp"
	"slices"

	"clew/engine/game"
	"clew/engine/sim"
)

// compareGuests orders guests as Extra.Guests are.
func compareGuests(a, b Guest) int {
	return cmp.Or(cmp.Compare(a.Seat, b.Seat), cmp.Compare(a.Number, b.Number))
}

// guest returns a guest of a seat, or nil.
func (x *Extra) guest(seat SeatID, number uint8) *Guest {
	i, found := slices.BinarySearchFunc(x.Guests, Guest{Seat: seat, Number: number}, compareGuests)
	if !found {
		return nil
	}
	return &x.Guests[i]
}

// addGuest adds a guest that is not in it.
func (x *Extra) addGuest(g Guest) {
	i, _ := slices.BinarySearchFunc(x.Guests, g, compareGuests)
	x.Guests = slices.Insert(x.Guests, i, g)
}

// guestToken stands for a guest in the place of a token, as its host's GUID stands for
// the host: so that it gets its player when the host comes back. No other peer has
// such a GUID, since nobody finds a key with a given hash.
func guestToken(host GUID, number uint8) game.TokenHash {
	t := game.TokenHash(host)
	t[len(t)-1] ^= number
	return t
}

// playerOf returns the settled player of a seat or of one of its guests, or nil.
func (n *instance) playerOf(s *Seat, guest uint8) *game.Player {
	if guest == 0 {
		return n.state.PlayerByToken(game.TokenHash(s.Process.GUID))
	}
	if g := n.extra.guest(s.ID, guest); g != nil {
		return n.state.Player(g.Player)
	}
	return nil
}

// guestsEnd has the guests of a seat that ends leave with it, or stand still.
func (n *instance) guestsEnd(s *Seat) {
	for i := range n.extra.Guests {
		g := &n.extra.Guests[i]
		if g.Seat != s.ID {
			continue
		}
		g.Keys = 0
		if s.Left {
			n.change(game.Change{Kind: game.Leave, ID: g.Player})
			continue
		}
		n.change(game.Change{Kind: game.Disconnect, ID: g.Player})
		n.entry.Walks = append(n.entry.Walks, game.Walk{ID: g.Player})
	}
}

// guestsReturn gives a host that comes back its guests.
func (n *instance) guestsReturn(s *Seat) {
	for k := uint8(1); k <= MaxGuests; k++ {
		token := guestToken(s.Process.GUID, k)
		p := n.state.PlayerByToken(token)
		if p == nil {
			continue
		}
		n.change(game.Change{Kind: game.Resume, ID: p.ID, UsedToken: token, Token: token})
		n.extra.Guests = slices.DeleteFunc(n.extra.Guests, func(g Guest) bool { return g.Player == p.ID })
		n.extra.addGuest(Guest{Seat: s.ID, Number: k, Player: p.ID})
	}
}

// guestJoins has a guest join, if there is room.
func (n *instance) guestJoins(s *Seat, a *Action) {
	players := len(n.state.Players())
	for i := range n.entry.Changes {
		switch n.entry.Changes[i].Kind {
		case game.Join:
			players++
		case game.Leave:
			players--
		}
	}
	if players >= MaxPlayers || n.extra.guest(s.ID, a.Guest) != nil {
		return
	}
	n.change(game.Change{Kind: game.Join, Name: a.Text, Appearance: a.Appearance, Token: guestToken(s.Process.GUID, a.Guest)})
	n.extra.addGuest(Guest{Seat: s.ID, Number: a.Guest})
}

// guestLeaves has a guest leave that has a player. One that has joined in the same
// tick has none yet, and stays.
func (n *instance) guestLeaves(s *Seat, a *Action) {
	if p := n.playerOf(s, a.Guest); p != nil {
		n.change(game.Change{Kind: game.Leave, ID: p.ID})
	}
}

// noteGuests completes Extra.Guests once an entry is applied: newcomers have got their
// players, and others have left.
func (n *instance) noteGuests() {
	if len(n.extra.Guests) == 0 {
		return
	}
	for i := range n.extra.Guests {
		g := &n.extra.Guests[i]
		if g.Player > 0 {
			continue
		}
		if p := n.state.PlayerByToken(guestToken(n.seat(g.Seat).Process.GUID, g.Number)); p != nil {
			g.Player = p.ID
		}
	}
	n.extra.Guests = slices.DeleteFunc(n.extra.Guests, func(g Guest) bool { return n.state.Player(g.Player) == nil })
}

// noteRefused tells of own guests that have not got in.
func (n *instance) noteRefused() {
	t := n.settled()
	for _, a := range n.own.in.actionsAt(t) {
		if a.Kind != GuestJoin || n.extra.guest(n.own.ID, a.Guest) != nil {
			continue
		}
		n.p.guests[a.Guest] = ownGuest{}
		n.p.tell(Event{Kind: GuestRefused, Branch: n.view.Branch, View: n.view.Number, Tick: t, Seat: n.own.ID, Guest: a.Guest})
	}
}

// guestWalks appends the walks of a seat's guests, with the keys that they hold.
func (n *instance) guestWalks(s *Seat) {
	for i := range n.extra.Guests {
		if g := &n.extra.Guests[i]; g.Seat == s.ID && g.Player > 0 {
			n.entry.Walks = append(n.entry.Walks, game.Walk{ID: g.Player, Keys: g.Keys})
		}
	}
}

// guessGuests appends what a seat's guests probably do in a tick: they hold the keys of
// the last walk that is known. It cannot be guessed that one joins.
func (n *instance) guessGuests(s *seat, t sim.Tick) {
	for i := range n.extra.Guests {
		g := &n.extra.Guests[i]
		if g.Seat != s.ID || n.state.Player(g.Player) == nil {
			continue
		}
		keys, here := g.Keys, true
		for _, a := range actionsIn(s.in.actions, n.settled()+1, t) {
			if a.Guest == g.Number {
				switch a.Kind {
				case GuestWalk:
					keys = a.Keys
				case GuestLeave:
					here = false
				}
			}
		}
		if t > s.in.known+guessKeys {
			keys = 0
		}
		if here {
			n.commands = append(n.commands, sim.Command{ID: g.Player, Kind: sim.Walk, Input: keys})
		}
	}
}
