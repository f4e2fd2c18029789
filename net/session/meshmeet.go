package session

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"clew/net/link"
	"clew/net/peer"
	"clew/net/peerwire"
	"clew/net/wire"
)

// The limits of those that have not shown their keys yet.
const (
	maxStrangers        = 32 // links
	maxStrangersPerAddr = 6  // … of one address
)

// Dialed hands over the link to an address that Dials returned.
func (m *Mesh) Dialed(now time.Duration, addr netip.AddrPort, l link.Link) {
	m.now = max(m.now, now)
	m.book.dialed(addr)
	if m.closed {
		l.Close()
		return
	}
	ml := m.addLink(m.now, l, addr, true)
	m.meet(ml)
}

// Accept hands over the link of somebody that has dialed, and that is a peer by its
// first bytes.
func (m *Mesh) Accept(now time.Duration, l link.Link, from netip.AddrPort) {
	m.now = max(m.now, now)
	all, same := 0, 0
	var oldest *meshLink
	for _, o := range m.links {
		if o.ready || o.dead || o.dialed {
			continue
		}
		if all++; oldest == nil {
			oldest = o
		}
		if o.from.Addr() == from.Addr() && !from.Addr().IsLoopback() {
			same++
		}
	}
	if m.closed || same >= maxStrangersPerAddr {
		l.Close()
		return
	}
	if all >= maxStrangers {
		m.drop(oldest, "others came")
		m.removeDead()
	}
	m.addLink(m.now, l, from, false)
}

// meet says the first word over a link.
func (m *Mesh) meet(l *meshLink) {
	mine := peerwire.Meet{
		Version: wire.Version, Rules: m.cfg.Rules, Game: m.Game(),
		Key: m.cfg.Peer.Signer.Key(), Nonce: m.cfg.Peer.Nonce,
		Name: m.cfg.Peer.Name, Title: m.title, Port: m.cfg.Port,
	}
	var err error
	if l.shake, err = peerwire.NewHandshake(m.cfg.Random, mine, m.cfg.Peer.Signer, m.cfg.Password); err != nil {
		m.drop(l, err.Error())
		return
	}
	m.send(l, l.shake.Meet())
}

// Game returns the game that the peer plays in, or wants into; 0: any.
func (m *Mesh) Game() peer.BranchID {
	if st := m.peer.Status(); st.View.Number > 0 {
		return st.View.Branch.Game
	}
	return m.want
}

// hearMeet takes in the first word of the other end.
func (m *Mesh) hearMeet(l *meshLink, msg *peerwire.Meet) {
	if l.met != nil {
		m.refuse(l, wire.CodeUnexpected, "a second Meet")
		return
	}
	l.met = msg
	if l.shake == nil {
		if m.meet(l); l.dead {
			return
		}
	}
	proof, err := l.shake.Proof(msg)
	if err == nil {
		err = m.checkGame(msg)
	}
	if err != nil {
		m.refuseMet(l, err)
		return
	}
	m.send(l, proof)
}

// checkGame checks that another peer is not in a game of its own.
func (m *Mesh) checkGame(met *peerwire.Meet) error {
	if mine := m.Game(); mine != 0 && met.Game != 0 && mine != met.Game {
		return wire.ProtocolErrorf(peerwire.CodeGame, "this peer plays in another game, %q", m.title)
	}
	return nil
}

// refuseMet refuses the one at the other end, and tells the user of it where that
// may be its fault.
func (m *Mesh) refuseMet(l *meshLink, err error) {
	p := protocolError(err)
	if l.dialed {
		m.noteRefused(l, p.Code, p.Text)
	}
	m.refuse(l, p.Code, p.Text)
}

// hearProof takes in the proof of the other end.
func (m *Mesh) hearProof(l *meshLink, msg *peerwire.Proof) {
	if l.met == nil || l.ready {
		m.refuse(l, wire.CodeUnexpected, "a Proof follows a Meet, once")
		return
	}
	err := l.shake.Check(msg)
	if err == nil {
		err = m.checkGame(l.met)
	}
	if err != nil {
		m.refuseMet(l, err)
		return
	}
	l.process = l.met.Process()
	if l.met.Port != 0 && l.from.IsValid() {
		l.reachable = netip.AddrPortFrom(l.from.Addr().Unmap().WithZone(""), l.met.Port)
	}
	if l.dialed {
		l.reachable = l.from
	}
	m.becomeReady(l)
}

// becomeReady begins to use a link, if it is the one that its pair keeps.
func (m *Mesh) becomeReady(l *meshLink) {
	if old := m.linkTo(l.process); old != nil {
		if m.keeps(old, l) {
			m.book.met(m.now, l)
			m.refuse(l, peerwire.CodeSecond, "the two peers have another link")
			return
		}
		l.ready = true
		m.refuse(old, peerwire.CodeSecond, "the two peers have another link")
	}
	l.ready, l.shake = true, nil
	m.book.met(m.now, l)
	if m.want == 0 && m.Game() == 0 {
		m.want = l.met.Game
	}
	if l.met.Game != 0 && m.title == "" {
		m.title = l.met.Title
	}
	if cfg, ok := m.netemOf[l.process]; ok {
		l.setConfig(cfg)
	}
	if until := m.cutOf[l.process]; m.now < until {
		l.cut(until - m.now)
	}
	m.peer.Meet(l.process)
	m.tellAddresses(l)
}

// keeps reports whether two peers keep their link a rather than their newer link b:
// the one that the peer of the smaller GUID has dialed. Of two that the same one has
// dialed the older is dead.
func (m *Mesh) keeps(a, b *meshLink) bool {
	if a.dialed == b.dialed {
		return false
	}
	own := m.Process().GUID
	return a.dialed == (bytes.Compare(own[:], a.process.GUID[:]) < 0)
}

// hearRefused takes in that the other end wants no link.
func (m *Mesh) hearRefused(l *meshLink, msg *peerwire.Refused) {
	if l.dialed && !l.ready {
		m.noteRefused(l, msg.Code, msg.Text)
	}
	m.drop(l, msg.Text)
}

// noteRefused notes that a dialed peer does not let this one in, or the other way
// round.
func (m *Mesh) noteRefused(l *meshLink, code, text string) {
	m.book.refused(m.now, l, code)
	switch code {
	case peerwire.CodeSecond, peerwire.CodeSelf, wire.CodeTimeout, wire.CodeBusy:
		return
	case peerwire.CodeRemoved:
		m.endCode, m.endText = code, text
	}
	m.trouble, m.troubleCode = text, code
	m.addEvent(MeshEvent{Kind: MeshRefused, Code: code, Text: text})
}

// Unresolved says that an address to join at cannot be found out.
func (m *Mesh) Unresolved(now time.Duration, err error) {
	m.now = max(m.now, now)
	m.trouble = err.Error()
}

// DialFailed says that an address could not be dialed.
func (m *Mesh) DialFailed(now time.Duration, addr netip.AddrPort, err error) {
	m.now = max(m.now, now)
	m.book.failed(m.now, addr)
	if err == nil {
		err = errors.New("nobody answers")
	}
	m.trouble = fmt.Sprintf("%v: %v", addr, err)
}
