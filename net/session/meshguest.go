package session

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"clew/engine/game"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/peer"
	"clew/net/wire"
	"clew/net/wire/text"
)

// The limits of guests.
const (
	maxGuestsWaiting = 8                // links without a player: beyond, the oldest makes way
	guestLogin       = 60 * time.Second // for the password, and for there to be a game
	guestSilence     = 10 * time.Minute // after which a guest has to leave
	guestSpeechless  = 20 * time.Second // after which one that never said anything makes way
	guestNumberRest  = time.Second      // until the number of one that has left is given away

	guestPasswordPause = time.Second // between wrong passwords of all guests together

	guestStrikes   = 16 // bad messages in a row that close a link; one a second is forgiven
	guestChatBurst = 5  // chats and renames at once; then one a second
	guestReports   = 20 // dropped messages a second of which the guest is told
	guestFlood     = 200
	guestFloodTime = 10 // seconds in a row with more than guestFlood dropped messages close a link
)

// meshGuest is a link in plain text with a guest of this peer, or with somebody that
// wants to be one.
type meshGuest struct {
	link     link.Link
	codec    *text.Plain
	from     netip.AddrPort
	opened   time.Duration
	heard    time.Duration // when its last good message came
	said     bool          // it has sent something
	admitted bool          // it has given the password, or needs none
	number   uint8         // under which the peer knows it; 0: none yet
	dead     bool
	lecture  *lectureLink // nil: none

	id     sim.ID            // of its player, as it was told; 0: not yet
	avatar rune              // likewise
	level  uint32            // likewise; 0: none
	cells  []wire.PlayerCell // likewise, by ascending ID
	name   string            // that it has asked for last; empty: it was told what came of that

	walker     authority.CellWalker
	walkedAt   sim.Tick // the tick for which the walker was asked last
	readBudget int
	second     time.Duration // when the present second of its limits began
	strikes    int
	chats      int // chats and renames that it may send now
	dropped    int // messages in this second
	flooding   int // seconds in a row
}

// AcceptGuest hands over the link of somebody that speaks the plain text protocol,
// with a person at a terminal behind it, say. Each message is one of text.SplitPlain.
// It plays as a guest of this peer, of whom there are at most peer.MaxGuests, and
// leaves with it.
func (m *Mesh) AcceptGuest(now time.Duration, l link.Link, from netip.AddrPort) {
	m.now = max(m.now, now)
	g := &meshGuest{
		link: l, codec: text.NewPlain(), from: from, opened: m.now, heard: m.now, second: m.now,
		admitted: m.cfg.Password == "", readBudget: readBurst, chats: guestChatBurst,
	}
	if m.closed {
		l.Close()
		return
	}
	if oldest := m.oldestWaiting(); oldest != nil {
		m.dismissGuest(oldest, wire.CodeFull, "others came")
		m.guests = slices.DeleteFunc(m.guests, func(o *meshGuest) bool { return o == oldest })
	}
	m.guests = append(m.guests, g)
	if !g.admitted {
		m.sendGuest(g, &wire.Error{Code: wire.CodePassword, Text: "this game has a password: send it as a chat message"})
	}
}

// oldestWaiting returns the guest without a player that has waited longest, if there
// are as many as may wait.
func (m *Mesh) oldestWaiting() (oldest *meshGuest) {
	waiting := 0
	for _, g := range m.guests {
		if g.number != 0 || g.dead || g.lecture != nil {
			continue
		}
		if waiting++; oldest == nil {
			oldest = g
		}
	}
	if waiting < maxGuestsWaiting {
		return nil
	}
	return oldest
}

// sendGuest sends a guest a message.
func (m *Mesh) sendGuest(g *meshGuest, msg wire.Message) {
	if g.dead {
		return
	}
	var err error
	if m.buf, err = send(g.link, g.codec, m.buf, msg); err != nil && !errors.Is(err, link.ErrDisconnected) {
		m.loseGuest(g)
	}
}

// dismissGuest says goodbye to a guest, and tells the user why if it played and did not
// want to go.
func (m *Mesh) dismissGuest(g *meshGuest, code, why string) {
	if g.dead {
		return
	}
	m.sendGuest(g, &wire.Bye{Code: code, Text: wire.CleanText(why)})
	m.loseGuest(g)
	if g.id != 0 && code != wire.CodeQuit {
		e := MeshEvent{Kind: MeshGuestTold, Process: m.Process(), Code: code, Text: why}
		if s := m.peer.State(); s != nil && s.Player(g.id) != nil {
			p := s.Player(g.id)
			e.Game.ID, e.Game.Avatar, e.Game.Name, e.Game.Appearance = p.ID, p.Avatar, p.Name, p.Appearance
		}
		m.addEvent(e)
	}
}

// loseGuest ends a guest's link. Its player leaves in the next tendGuests: settling
// may be under way now.
func (m *Mesh) loseGuest(g *meshGuest) {
	g.dead = true
	g.link.Close()
}

// readGuests takes in what guests have sent, and has them walk and join.
func (m *Mesh) readGuests() {
	if len(m.guests) == 0 {
		return
	}
	st := m.peer.Status()
	for _, g := range m.guests {
		switch {
		case g.lecture != nil:
			m.readLecturePeer(g)
		default:
			m.readGuest(g)
		}
		switch {
		case g.dead || !g.admitted || g.number != 0:
		case g.lecture != nil:
			m.seatLecturePeer(g, st.Own)
		default:
			m.seatGuest(g, st.Own)
		}
		if !g.dead && g.id != 0 {
			m.walkGuest(g, &st)
		}
	}
}

// readGuest takes in what a guest has sent, within the limits. One that waits for its
// player is not read: nothing could be answered.
func (m *Mesh) readGuest(g *meshGuest) {
	g.readBudget = min(g.readBudget+readRate, readBurst)
	for range min(g.readBudget, readPerTick) {
		if g.dead || g.admitted && g.id == 0 {
			return
		}
		msg, err := g.link.Receive()
		var p *wire.ProtocolError
		switch {
		case errors.As(err, &p):
			m.dismissGuest(g, p.Code, p.Text)
			return
		case errors.Is(err, link.ErrTooLong):
			m.dismissGuest(g, wire.CodeTooLong, "your message is too long")
			return
		case err != nil:
			m.loseGuest(g)
			return
		case msg == nil:
			return
		}
		g.readBudget--
		g.said = true
		decoded, err := g.codec.Decode(msg)
		if err != nil {
			m.rejectGuest(g, protocolError(err))
			continue
		}
		if p := m.handleGuest(g, decoded); p != nil {
			m.rejectGuest(g, p)
			continue
		}
		g.heard = m.now
	}
}

// rejectGuest tells a guest what was wrong with a message. Too many bad messages close
// its link. With one that was only too much, nothing is wrong, but of those it is told
// a few a second only.
func (m *Mesh) rejectGuest(g *meshGuest, p *wire.ProtocolError) {
	if p.Code == wire.CodeBusy {
		g.heard = m.now
		if g.dropped++; g.dropped > guestReports {
			return
		}
	}
	m.sendGuest(g, &wire.Error{Code: p.Code, Text: p.Text})
	if p.Code == wire.CodeBusy || g.lecture != nil {
		return
	}
	if g.strikes++; g.strikes >= guestStrikes {
		m.dismissGuest(g, wire.CodeFlood, "too many bad messages; the last: "+p.Text)
	}
}

// handleGuest does what a message asks for, or returns what is wrong with it.
func (m *Mesh) handleGuest(g *meshGuest, msg wire.Message) *wire.ProtocolError {
	if !g.admitted {
		return m.logGuestIn(g, msg)
	}
	switch msg := msg.(type) {
	case *wire.WalkCell:
		if msg.ID != g.id {
			break
		}
		if !g.walker.Push(msg.Dir) {
			return wire.ProtocolErrorf(wire.CodeBusy, "too many moves are queued already: this one was dropped")
		}
		return nil
	case *wire.SendChat:
		if msg.ID != g.id {
			break
		}
		return m.guestSays(g, func() error { return m.peer.Say(g.number, msg.Text) })
	case *wire.Rename:
		if msg.ID != g.id {
			break
		}
		g.name = msg.Name
		return m.guestSays(g, func() error { return m.peer.Rename(g.number, msg.Name) })
	case *wire.Quit:
		if msg.ID != g.id {
			break
		}
		m.dismissGuest(g, wire.CodeQuit, "you left")
		return nil
	default:
		return wire.ProtocolErrorf(wire.CodeType, "clients may not send this message")
	}
	return wire.ProtocolErrorf(wire.CodeID, "you are player %d", g.id)
}

// guestSays does something that goes to everybody, if that is not too often.
func (m *Mesh) guestSays(g *meshGuest, do func() error) *wire.ProtocolError {
	if g.chats == 0 {
		return wire.ProtocolErrorf(wire.CodeBusy, "slow down: this message was dropped")
	}
	if err := do(); err != nil {
		return protocolError(actError(err))
	}
	g.chats--
	return nil
}

// logGuestIn takes any chat of a guest that has to give the password for it.
func (m *Mesh) logGuestIn(g *meshGuest, msg wire.Message) *wire.ProtocolError {
	switch msg := msg.(type) {
	case *wire.SendChat:
		if m.now < m.guestPasswordAt {
			return wire.ProtocolErrorf(wire.CodeBusy, "too many wrong passwords: wait a second")
		}
		if subtle.ConstantTimeCompare([]byte(msg.Text), []byte(m.cfg.Password)) == 0 {
			m.guestPasswordAt = m.now + guestPasswordPause
			return wire.ProtocolErrorf(wire.CodePassword, "this is not the password")
		}
		g.admitted = true
		return nil
	case *wire.Quit:
		m.dismissGuest(g, wire.CodeQuit, "you left")
		return nil
	}
	return wire.ProtocolErrorf(wire.CodePassword, "send the password first, as a chat message")
}

// seatGuest has a guest join, as soon as there is a game and a number for it.
func (m *Mesh) seatGuest(g *meshGuest, own peer.SeatID) {
	x := m.peer.Extra()
	if x == nil {
		return
	}
	var holds [peer.MaxGuests + 1]*meshGuest
	playing := 0
	for _, o := range m.guests {
		if o.number != 0 && !o.dead {
			holds[o.number] = o
			playing++
		}
	}
	if playing == peer.MaxGuests {
		if g.lecture == nil {
			m.makeWay(g, holds[1:])
		}
		return
	}
	name := ""
	if g.lecture != nil {
		name = g.lecture.name
	}
	for k := uint8(1); k <= peer.MaxGuests; k++ {
		taken := slices.ContainsFunc(x.Guests, func(o peer.Guest) bool { return o.Seat == own && o.Number == k })
		if holds[k] != nil || taken || m.now < m.guestNumberFree[k] {
			continue
		}
		if m.peer.GuestJoin(k, name, game.Appearance{}) == nil {
			g.number = k
			return
		}
	}
}

// makeWay has one of the guests make room for a newcomer, if it never said anything;
// otherwise the newcomer goes.
func (m *Mesh) makeWay(newcomer *meshGuest, playing []*meshGuest) {
	for _, g := range playing {
		if !g.said && g.lecture == nil && m.now-g.opened >= guestSpeechless {
			m.dismissGuest(g, wire.CodeFull, "say something to keep a place")
			return
		}
	}
	m.dismissGuest(newcomer, wire.CodeFull, fmt.Sprintf("this peer has %d guests already; try another peer of the game", peer.MaxGuests))
}

// walkGuest has a guest hold the keys of its walk. Its inputs are known some ticks
// ahead of the present that is guessed, and the next ones go into the tick after.
func (m *Mesh) walkGuest(g *meshGuest, st *peer.Status) {
	world := m.peer.Guess()
	i := slices.IndexFunc(st.Members, func(s peer.MemberStatus) bool { return s.Seat == st.Own })
	if world == nil || i < 0 || st.Members[i].Known == g.walkedAt {
		return
	}
	body := world.Player(g.id)
	if body == nil {
		return
	}
	g.walkedAt = st.Members[i].Known
	underWay := max(int(g.walkedAt)-int(world.Tick()), 0)
	keys, blocked := g.walker.Tick(world.Maze(), body, underWay)
	if blocked {
		m.repeatCell(g)
	}
	m.peer.GuestWalk(g.number, keys) // an error is one of a guest that joins again just now
}
