package session

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

// tendGuests welcomes guests that have got their players, and lets go of those whose
// links have ended.
func (m *Mesh) tendGuests() {
	for _, g := range m.guests {
		if g.number != 0 && !g.dead {
			m.welcomeGuest(g)
		}
		if g.number != 0 && !g.dead && g.lecture != nil {
			m.yieldLecturePeer(g)
		}
		m.checkGuest(g)
	}
	m.guests = slices.DeleteFunc(m.guests, func(g *meshGuest) bool {
		if g.dead && g.number != 0 {
			m.freeGuest(g)
		}
		return g.dead
	})
}

// freeGuest has a guest's player leave.
func (m *Mesh) freeGuest(g *meshGuest) {
	m.peer.GuestLeave(g.number) // an error is one of a guest that was refused
	m.guestNumberFree[g.number] = m.now + guestNumberRest
	g.number = 0
}

// welcomeGuest tells a guest who it is and all else that it must know, once it has a
// player, and again if that is another one in another game.
func (m *Mesh) welcomeGuest(g *meshGuest) {
	p := m.guestPlayer(g.number)
	if p == nil || p.ID == g.id && p.Avatar == g.avatar {
		return
	}
	g.id, g.avatar, g.level = p.ID, p.Avatar, 0
	m.sendGuest(g, &wire.Welcome{Version: wire.Version, ID: p.ID, Avatar: p.Avatar})
	m.showGuest(g, m.peer.State())
}

// guestPlayer returns the settled player of a guest, or nil.
func (m *Mesh) guestPlayer(number uint8) *game.Player {
	x, s := m.peer.Extra(), m.peer.State()
	if x == nil || s == nil {
		return nil
	}
	own := m.peer.Status().Own
	for _, g := range x.Guests {
		if g.Seat == own && g.Number == number {
			return s.Player(g.Player)
		}
	}
	return nil
}

// showGuest tells a guest what it does not know yet of the level and of who is where.
func (m *Mesh) showGuest(g *meshGuest, s *game.State) {
	if level, number := s.Level(); number != g.level {
		g.level = number
		g.walker.Reset()
		g.cells = g.cells[:0]
		m.sendGuest(g, &wire.Level{W: level.Maze.Width(), H: level.Maze.Height(), Name: level.Name, Number: number})
		for y := range level.Maze.Height() {
			m.sendGuest(g, &wire.Row{Y: y, Tiles: level.Maze.Row(y)})
		}
	}
	g.cells = slices.DeleteFunc(g.cells, func(c wire.PlayerCell) bool {
		gone := s.Player(c.ID) == nil
		if gone {
			m.sendGuest(g, &wire.PlayerLeft{ID: c.ID})
		}
		return gone
	})
	for _, b := range s.World().Players() {
		p := s.Player(b.ID)
		if p == nil {
			continue
		}
		cell := wire.PlayerCell{ID: b.ID, Avatar: p.Avatar, X: b.Cell().X, Y: b.Cell().Y}
		switch i, known := g.findCell(b.ID); {
		case !known:
			g.cells = slices.Insert(g.cells, i, cell)
		case g.cells[i] == cell:
			continue
		default:
			g.cells[i] = cell
		}
		m.sendGuest(g, &cell)
	}
}

// findCell returns the index of a player's cell, or where it belongs.
func (g *meshGuest) findCell(id sim.ID) (i int, known bool) {
	return slices.BinarySearchFunc(g.cells, id, func(c wire.PlayerCell, id sim.ID) int { return cmp.Compare(c.ID, id) })
}

// repeatCell tells a guest that it is still where it was.
func (m *Mesh) repeatCell(g *meshGuest) {
	if i, known := g.findCell(g.id); known {
		cell := g.cells[i]
		m.sendGuest(g, &cell)
	}
}

// showGuests tells the guests of a settled tick.
func (m *Mesh) showGuests(e *game.Entry, s *game.State, events []game.Event) {
	for _, g := range m.guests {
		if g.id == 0 || g.dead {
			continue
		}
		m.showGuest(g, s)
		for _, ev := range events {
			switch {
			case ev.Kind == game.PlayerSaid && ev.ID != g.id && ev.Change >= 0: // a terminal shows what it sends by itself
				m.sendGuest(g, &wire.Chat{ID: ev.ID, Text: e.Changes[ev.Change].Text})
			case ev.Kind == game.PlayerRenamed && ev.ID == g.id && g.name != "":
				if p := s.Player(g.id); p != nil && p.Name != g.name {
					m.sendGuest(g, &wire.Error{Code: wire.CodeNote, Text: wire.CleanText(fmt.Sprintf("the name %q is taken; you are %q", g.name, p.Name))})
				}
				g.name = ""
			}
		}
	}
}

// checkGuest keeps a guest's limits by time.
func (m *Mesh) checkGuest(g *meshGuest) {
	switch {
	case g.dead:
		return
	case m.endCode != "":
		m.dismissGuest(g, wire.CodeShutdown, "the peer that you play through is out of the game")
	case g.lecture != nil: // it has nothing to say regularly
	case g.id == 0 && m.now-g.opened > guestLogin:
		why := "no password within %d s"
		if g.admitted {
			why = "no game found within %d s"
		}
		m.dismissGuest(g, wire.CodeTimeout, fmt.Sprintf(why, guestLogin/time.Second))
	case m.now-g.heard > guestSilence:
		m.dismissGuest(g, wire.CodeTimeout, fmt.Sprintf("nothing heard from you for %d s", guestSilence/time.Second))
	}
	if g.dead || m.now-g.second < time.Second {
		return
	}
	g.second = m.now
	g.chats, g.strikes = min(g.chats+1, guestChatBurst), max(g.strikes-1, 0)
	if g.dropped > guestReports {
		m.sendGuest(g, &wire.Error{Code: wire.CodeBusy, Text: fmt.Sprintf("%d more of your messages were dropped within a second", g.dropped-guestReports)})
	}
	if g.flooding++; g.dropped <= guestFlood {
		g.flooding = 0
	}
	if g.dropped = 0; g.flooding == guestFloodTime {
		m.dismissGuest(g, wire.CodeFlood, fmt.Sprintf("more than %d of your messages a second were dropped for %d s", guestFlood, guestFloodTime))
	}
}

// closeGuests says goodbye to all guests.
func (m *Mesh) closeGuests() {
	for _, g := range m.guests {
		m.dismissGuest(g, wire.CodeShutdown, "the peer that you play through has left")
	}
	m.guests = nil
}

// forgetShown has guests be shown the level again: it may be another one by the same
// number.
func (m *Mesh) forgetShown() {
	for _, g := range m.guests {
		g.level = 0
	}
}

// guestRefused tells a guest that the game has no place for it.
func (m *Mesh) guestRefused(number uint8) {
	for _, g := range m.guests {
		if g.number == number {
			m.dismissGuest(g, wire.CodeFull, fmt.Sprintf("the game is full: %d play", peer.MaxPlayers))
		}
	}
}
