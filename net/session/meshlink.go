package session

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/peerwire"
	"clew/net/replica"
	"clew/net/wire"
)

// The limits of a link between peers.
const (
	meetTimeout  = 5 * time.Second // for the handshake
	peerSilence  = 4 * time.Second // after which a link is dead
	pingInterval = time.Second
	firstPings   = 5 // so many come five times as fast

	// What is read of one link. An honest peer sends three messages a tick; the rest
	// waits in the link, which is bounded, and at last with its sender.
	peerReadRate  = 8         // messages a tick in the long run, …
	peerReadBurst = 512       // … and as many more after the link has stalled
	peerReadBytes = 256 << 10 // in a tick, but for a last message that passes them

	badMessageLimit = 16 // of them in a row end a link; one a second is forgiven
)

// meshLink is a link to another peer, or to what says that it is one.
type meshLink struct {
	*clientLink
	codec  peerwire.Codec // nil: not chosen yet
	dialed bool
	from   netip.AddrPort // where it leads to

	newCodec func() peerwire.Codec // of the same kind as codec
	opened   time.Duration
	heard    time.Duration // when something came last

	shake     *peerwire.Handshake
	met       *peerwire.Meet // of the other end
	ready     bool           // the other end has proved its key
	dead      bool
	process   peer.Process   // of the other end, once it is ready
	reachable netip.AddrPort // where the other end can be dialed, if it says so

	budget   int // messages that may be read
	bad      int // messages in a row, but those that are forgiven
	forgiven time.Duration
	pings    int
	nextPing time.Duration
	rtt      replica.RTT
	jitter   time.Duration
	lastRTT  time.Duration
}

// codecChoice knows the classes of a link's messages, whose form is known when the
// first has come.
type codecChoice struct{ l *meshLink }

// Unreliable implements classifier.
func (c codecChoice) Unreliable(msg []byte) bool {
	c.l.choose(msg)
	return c.l.codec.Unreliable(msg)
}

// choose chooses the form of an accepted link's messages by the first of them.
func (l *meshLink) choose(first []byte) {
	if l.codec != nil {
		return
	}
	l.newCodec = peerwire.NewMsgpack
	if len(first) >= len(peerwire.TextPreface) && string(first[:len(peerwire.TextPreface)]) == peerwire.TextPreface {
		l.newCodec = peerwire.NewText
	}
	l.codec = l.newCodec()
}

// addLink begins to shake hands over a link.
func (m *Mesh) addLink(now time.Duration, raw link.Link, from netip.AddrPort, dialed bool) *meshLink {
	m.linkCount++
	l := &meshLink{dialed: dialed, from: from, opened: now, heard: now, forgiven: now, budget: peerReadBurst}
	l.clientLink = &clientLink{raw: raw, seed: m.cfg.NetemSeed + m.linkCount, now: now}
	l.clientLink.link = Classify(raw, codecChoice{l})
	l.report = m.reporter(l)
	if dialed {
		l.choose(nil)
	}
	l.setConfig(m.netem)
	if now < m.cutUntil {
		l.cut(m.cutUntil - now)
	}
	m.links = append(m.links, l)
	return l
}

// reporter returns the function that is told of the packets of a link.
func (m *Mesh) reporter(l *meshLink) func(netem.PacketEvent, []byte) {
	return func(e netem.PacketEvent, msg []byte) {
		if m.cfg.OnPacket != nil {
			m.cfg.OnPacket(l.process, e, msg)
		}
	}
}

// send sends a message. A link that is of no more use is dead afterwards.
func (m *Mesh) send(l *meshLink, msg peerwire.Message) {
	if l.dead || l.codec == nil {
		return
	}
	var err error
	if m.buf, err = l.codec.Append(m.buf[:0], msg); err != nil {
		return // the peer's own mistake: others must not pay for it
	}
	class := link.Reliable
	if peerwire.TypeOf(msg).Unreliable {
		class = link.Unreliable
	}
	switch err = l.Send(class, m.buf); {
	case err == nil:
		m.out.Messages++
		m.out.Bytes += uint64(len(m.buf))
	case !errors.Is(err, link.ErrDisconnected): // … what it has said may still wait to be read
		m.drop(l, err.Error())
	}
}

// refuse ends a link, and says why.
func (m *Mesh) refuse(l *meshLink, code, text string) {
	l.choose(nil)
	m.send(l, &peerwire.Refused{Code: code, Text: wire.CleanText(text)})
	m.drop(l, text)
}

// drop gives up a link.
func (m *Mesh) drop(l *meshLink, reason string) {
	if l.dead {
		return
	}
	l.dead = true
	l.close()
	m.book.closed(m.now, l)
	if !l.ready {
		m.trouble = reason
		return
	}
	if m.linkTo(l.process) == nil {
		m.peer.Hangup(l.process)
	}
}

// readLink reads what has come over a link, within the limits.
func (m *Mesh) readLink(l *meshLink) {
	if err := l.advance(m.now); err != nil && !errors.Is(err, link.ErrDisconnected) {
		m.drop(l, err.Error())
		return
	}
	l.budget = min(l.budget+peerReadRate, peerReadBurst)
	for bytes := 0; l.budget > 0 && bytes < peerReadBytes && !l.dead; {
		msg, err := l.receive()
		if err != nil {
			m.drop(l, err.Error())
			return
		}
		if msg == nil {
			return
		}
		l.budget--
		bytes += len(msg)
		l.heard = m.now
		m.in.Messages++
		m.in.Bytes += uint64(len(msg))
		l.choose(msg)
		decoded, err := l.codec.Decode(msg)
		if err != nil {
			m.reject(l, protocolError(err))
			continue
		}
		m.handle(l, decoded)
	}
}

// reject answers a message that breaks the rules. Too many of them end the link;
// before the other end has shown its key, one is too many.
func (m *Mesh) reject(l *meshLink, err *wire.ProtocolError) {
	for l.bad > 0 && m.now-l.forgiven >= time.Second {
		l.bad--
		l.forgiven += time.Second
	}
	if l.bad == 0 {
		l.forgiven = m.now
	}
	l.bad++
	switch {
	case !l.ready:
		m.refuse(l, err.Code, err.Text)
	case l.bad > badMessageLimit:
		m.refuse(l, wire.CodeFlood, "too many bad messages")
	default:
		m.send(l, &peerwire.Error{Code: err.Code, Text: err.Text})
	}
}

// handle takes in a message.
func (m *Mesh) handle(l *meshLink, msg peerwire.Message) {
	switch msg := msg.(type) {
	case *peerwire.Meet:
		m.hearMeet(l, msg)
		return
	case *peerwire.Proof:
		m.hearProof(l, msg)
		return
	case *peerwire.Refused:
		m.hearRefused(l, msg)
		return
	}
	if !l.ready {
		m.refuse(l, wire.CodeUnexpected, "a Meet and a Proof come first")
		return
	}
	switch msg := msg.(type) {
	case *peerwire.Error:
	case *peerwire.Addresses:
		m.hearAddresses(msg)
	case *peerwire.Ping:
		m.send(l, &peerwire.Pong{Token: msg.Token, Time: msg.Time, Here: uint64(m.now.Microseconds())})
	case *peerwire.Pong:
		l.hearPong(m.now, msg)
	case peer.Message:
		m.peer.Receive(l.process, msg)
	}
}

// hearPong measures the link. Jitter is the mean deviation of RFC 3550.
func (l *meshLink) hearPong(now time.Duration, p *peerwire.Pong) {
	sent := time.Duration(p.Time) * time.Microsecond
	if p.Time >= 1<<53 || sent > now || int(p.Token) >= l.pings {
		return
	}
	sample := now - sent
	if l.lastRTT > 0 {
		d := sample - l.lastRTT
		l.jitter += (max(d, -d) - l.jitter) / 16
	}
	l.lastRTT = sample
	l.rtt.Add(sample)
}

// tend keeps a link alive, and gives it up when it is silent.
func (m *Mesh) tend(l *meshLink) {
	switch {
	case !l.ready && m.now-l.opened > meetTimeout:
		m.refuse(l, wire.CodeTimeout, fmt.Sprintf("no handshake within %d seconds", meetTimeout/time.Second))
		return
	case l.ready && m.now-l.heard > peerSilence:
		m.drop(l, fmt.Sprintf("no word for %d seconds", peerSilence/time.Second))
		return
	}
	if l.ready && m.now >= l.nextPing {
		m.send(l, &peerwire.Ping{Token: uint32(l.pings), Time: uint64(m.now.Microseconds())})
		l.pings++
		l.nextPing = m.now + pingInterval
		if l.pings < firstPings {
			l.nextPing = m.now + pingInterval/5
		}
	}
}

// linkTo returns the link to a process, or nil.
func (m *Mesh) linkTo(p peer.Process) *meshLink {
	for _, l := range m.links {
		if l.ready && !l.dead && l.process == p {
			return l
		}
	}
	return nil
}

// readLinks reads all links.
func (m *Mesh) readLinks() {
	for i := 0; i < len(m.links); i++ {
		m.readLink(m.links[i])
	}
}

// sendAll sends what the peer has to say.
func (m *Mesh) sendAll() {
	for _, p := range m.peer.Packets() {
		if l := m.linkTo(p.To); l != nil {
			m.send(l, p.Message)
		} else if w, ok := p.Message.(*peer.Watch); ok && w.Vouch {
			m.sendByThird(p.To, w)
		}
	}
	for i := 0; i < len(m.links); i++ {
		if !m.links[i].dead {
			m.tend(m.links[i])
		}
	}
	m.removeDead()
}

// sendByThird has a third peer, each time another one, pass on that this peer is ready
// to play.
func (m *Mesh) sendByThird(to peer.Process, w *peer.Watch) {
	m.thirds++
	for i := range m.links {
		l := m.links[(m.thirds+i)%len(m.links)]
		if l.ready && !l.dead {
			m.send(l, &peer.Relayed{From: m.Process(), To: to, Message: w})
			return
		}
	}
}

// removeDead forgets the links that have ended.
func (m *Mesh) removeDead() {
	m.links = slices.DeleteFunc(m.links, func(l *meshLink) bool { return l.dead })
}
