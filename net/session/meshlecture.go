package session

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"clew/engine/game"
	"clew/net/link"
	"clew/net/peer"
	"clew/net/wire"
	"clew/net/wire/text"
)

// The limits of lecture links.
const (
	maxLectureLinks = 16
	lecturePause    = 100 * time.Millisecond // ends what was sent without a line end
	lectureWait     = 3 * time.Second        // for another peer to have the lecture peer as its guest
	maxLectureTexts = 256                    // of those within lectureEcho
	lectureEcho     = time.Second            // in which the same text over another link is the same one
)

// lectureLink is what a guest has that is a peer of the lecture's P2P client. It
// sends what its user types, without any line end, to each peer whose link it reads:
// to all, or to one. It plays as a guest of one peer, its home, whose other links to
// it are as good. The links of other peers are mirrors: they tell it its ID, and no more.
//
// All know its player by its name, which follows from its GUID. Of two peers that have
// it join at the same time, the second one does not get that name, and gives up.
type lectureLink struct {
	serial  uint64 // tells the links of a Mesh apart
	name    string // of its player
	seatAt  time.Duration
	mirrors bool // its player is another peer's guest, or another link's, and it knows
	buf     []byte
	gotAt   time.Duration // when the last of buf came

	recent []lectureText // of all links, the oldest first
}

// lectureName is the format of the name of a lecture peer's player: with the first four
// bytes of the GUID.
const lectureName = "Peer %X"

// isLectureName reports whether a guest has such a name.
func isLectureName(name string) bool {
	var start []byte
	_, err := fmt.Sscanf(name, lectureName, &start)
	return err == nil && len(start) == 4 && name == fmt.Sprintf(lectureName, start)
}

// lectureText is a message or line of a lecture peer.
type lectureText struct {
	text   string
	serial uint64 // of the link over which it came
	at     time.Duration
	repeat bool // another link was first
}

// repeats notes what has come over a link, and reports whether it had come over another
// one: whether fewer like it have come over this one than count.
func (k *lectureLink) repeats(text string, serial uint64, now time.Duration) bool {
	k.recent = slices.DeleteFunc(k.recent, func(r lectureText) bool { return now-r.at >= lectureEcho })
	mine, counted := 0, 0
	for _, r := range k.recent {
		if r.text != text {
			continue
		}
		if r.serial == serial {
			mine++
		}
		if !r.repeat {
			counted++
		}
	}
	if len(k.recent) == maxLectureTexts {
		k.recent = slices.Delete(k.recent, 0, 1)
	}
	k.recent = append(k.recent, lectureText{text, serial, now, mine < counted})
	return mine < counted
}

// AcceptLecturePeer hands over the link of a peer of the lecture's P2P client with a
// GUID, whichever end has dialed: dialed is true if this one has. What the link
// receives are bytes as they come, at most text.SplitPlainSize at a time; what it
// sends are messages. A game with a password has no place for such a peer.
func (m *Mesh) AcceptLecturePeer(now time.Duration, l link.Link, from netip.AddrPort, guid [16]byte, dialed bool) {
	m.now = max(m.now, now)
	links := 0
	for _, g := range m.guests {
		if g.lecture != nil {
			links++
		}
	}
	if m.closed || m.cfg.Password != "" || links >= maxLectureLinks {
		l.Close()
		return
	}
	m.linkCount++
	k := &lectureLink{serial: m.linkCount, name: fmt.Sprintf(lectureName, guid[:4]), seatAt: m.now}
	if dialed {
		k.seatAt += lectureWait // it may not read this link, but only one that it has dialed
	}
	m.guests = append(m.guests, &meshGuest{
		link: l, codec: text.NewPlain(), from: from, opened: m.now, heard: m.now, second: m.now,
		admitted: true, readBudget: readBurst, chats: guestChatBurst, lecture: k,
	})
}

// HasLecturePeer reports whether there is a link to a lecture peer at an address.
func (m *Mesh) HasLecturePeer(a netip.Addr) bool {
	return slices.ContainsFunc(m.guests, func(g *meshGuest) bool { return g.lecture != nil && !g.dead && g.from.Addr() == a })
}

// seatLecturePeer has a lecture peer join, unless it is a guest already.
func (m *Mesh) seatLecturePeer(g *meshGuest, own peer.SeatID) {
	k := g.lecture
	if p := m.lecturePlayer(k.name); p != nil {
		if !k.mirrors || g.avatar != p.Avatar {
			k.mirrors, g.avatar = true, p.Avatar
			m.sendGuest(g, &wire.Welcome{Version: wire.Version, ID: p.ID, Avatar: p.Avatar})
		}
		k.seatAt = m.now + lectureWait
		return
	}
	if m.lectureHome(k.name) == nil && (m.now >= k.seatAt || len(k.buf) > 0) {
		k.mirrors = false
		m.seatGuest(g, own)
	}
}

// lecturePlayer returns the settled player of a lecture peer, whoever's guest it is,
// or nil.
func (m *Mesh) lecturePlayer(name string) *game.Player {
	x, s := m.peer.Extra(), m.peer.State()
	if x == nil || s == nil {
		return nil
	}
	for _, g := range x.Guests {
		if p := s.Player(g.Player); p != nil && p.Name == name {
			return p
		}
	}
	return nil
}

// lectureHome returns the guest of this peer that a lecture peer is or is about to be,
// or nil.
func (m *Mesh) lectureHome(name string) *meshGuest {
	i := slices.IndexFunc(m.guests, func(g *meshGuest) bool { return g.lecture != nil && g.lecture.name == name && g.number != 0 && !g.dead })
	if i < 0 {
		return nil
	}
	return m.guests[i]
}

// yieldLecturePeer gives up a lecture peer that has become another peer's guest at the
// same time, and first.
func (m *Mesh) yieldLecturePeer(g *meshGuest) {
	p, first := m.guestPlayer(g.number), m.lecturePlayer(g.lecture.name)
	if p == nil || first == nil || first.ID == p.ID {
		return
	}
	m.freeGuest(g)
	g.id, g.avatar, g.level, g.cells = 0, 0, 0, nil
	g.walker.Reset()
}

// readLecturePeer takes in what a lecture peer has sent. As long as it has no player,
// that waits.
func (m *Mesh) readLecturePeer(g *meshGuest) {
	k := g.lecture
	for len(k.buf) < text.SplitPlainSize {
		b, err := g.link.Receive()
		if err != nil {
			m.loseGuest(g)
			return
		}
		if b == nil {
			break
		}
		k.buf, k.gotAt, g.said = append(k.buf, b[:min(len(b), text.SplitPlainSize)]...), m.now, true
	}
	home := m.lectureHome(k.name)
	switch {
	case home == nil && k.mirrors:
		k.buf = k.buf[:0] // its home has heard the same
	case home != nil && home.id != 0:
		g.readBudget = min(g.readBudget+readRate, readBurst)
		for range min(g.readBudget, readPerTick) {
			token := k.next(m.now)
			if token == nil || home.dead {
				return
			}
			g.readBudget--
			m.hearLecturePeer(g, home, token)
		}
	}
}

// next takes the next message out of buf, or else text up to a line end or a pause.
func (k *lectureLink) next(now time.Duration) []byte {
	n, token, err := text.SplitPlain(k.buf, now-k.gotAt >= lecturePause)
	if err != nil {
		n, token = len(k.buf), k.buf
	}
	token = slices.Clone(token)
	k.buf = slices.Delete(k.buf, 0, n)
	return token
}

// hearLecturePeer does what a lecture peer's message asks for. Whatever is none is
// chat.
func (m *Mesh) hearLecturePeer(g, home *meshGuest, token []byte) {
	if home.lecture.repeats(string(token), g.lecture.serial, m.now) {
		return
	}
	msg, err := home.codec.Decode(token)
	if err != nil || !wire.FromClient(msg) {
		said := wire.CleanText(string(token))
		if wire.Check(&wire.SendChat{ID: home.id, Text: said}) != nil {
			return // blank
		}
		msg = &wire.SendChat{ID: home.id, Text: said}
	}
	if _, renames := msg.(*wire.Rename); renames {
		m.rejectGuest(home, wire.ProtocolErrorf(wire.CodeType, "the peers know you by your name: it stays"))
	} else if p := m.handleGuest(home, msg); p != nil {
		m.rejectGuest(home, p)
	}
}
