// Package netem makes any link as bad as the Internet: it adds latency, jitter,
// loss, duplication and reordering, drawn from a seed, on the caller's clock.
// It is named after the Linux network emulator.
//
// The random draws belong to the packet: each is a pure function of the seed,
// the direction, the packet's number and its purpose. So a change of the
// conditions, or one packet more, doesn't change what happens to the others.
package netem

import (
	"time"

	"clew/net/link"
)

// Link is a link.Link whose messages meet the conditions of its Config. Like
// any link it is for one goroutine at a time. It reads no clock: the owner of
// the clock calls Advance.
//
// At most MaxMessages and about MaxBytes are in flight in each direction.
// Beyond that a Send drops the oldest Unreliable messages in flight, and fails
// with link.ErrSlowReader if there are none; incoming messages stay in the
// wrapped link, which has its own limits.
//
// If the wrapped link is not a link.Classifier, such as one over TCP, all
// incoming messages count as Reliable.
//
// In the steady state nothing is allocated.
type Link struct {
	// OnPacket, where not nil, is called for each packet with what was decided
	// about it and its bytes, which it must not keep. It must not call the
	// Link.
	OnPacket func(e PacketEvent, msg []byte)

	inner      link.Link
	classifier link.Classifier // inner, if it is one
	config     Config
	now        time.Duration // of the last Advance
	up, down   path
	received   []byte     // what Receive returned last
	class      link.Class // how that was sent
	number     uint64     // its number
	sendErr    error      // of inner.Send, or from here: final
	recvErr    error      // of inner.Receive: final, but packets in flight come first
	closed     bool
}

// Stats are the counts of both directions.
type Stats struct{ Up, Down Counts }

// New wraps inner, which from then on belongs to the Link. Its time starts at
// 0.
func New(inner link.Link, seed uint64, cfg Config) *Link {
	classed, _ := inner.(link.Classifier)
	return &Link{
		inner:      inner,
		classifier: classed,
		config:     cfg.clamped(),
		up:         path{seed: seed, dir: Up},
		down:       path{seed: seed, dir: Down},
	}
}

// Config returns the current conditions, each number within its range.
func (l *Link) Config() Config { return l.config }

// SetConfig changes the conditions from now on. It does not affect packets in
// flight.
func (l *Link) SetConfig(cfg Config) { l.config = cfg.clamped() }

// Cut lets nothing pass for a time from the last Advance on, in both
// directions: unreliable packets are lost, reliable ones are held and go on
// their way when the cut is over. Another Cut starts the time again. Packets in
// flight are not affected.
func (l *Link) Cut(d time.Duration) { l.up.cut, l.down.cut = l.now+d, l.now+d }

// IsCut reports whether the link is cut, as of the last Advance.
func (l *Link) IsCut() bool { return l.now < l.up.cut }

// Stats returns the counts so far.
func (l *Link) Stats() Stats { return Stats{l.up.counts(), l.down.counts()} }

// Advance sets the time, which may have any origin, and moves what is due by
// then. It is called every tick. A time before the last one counts as the last
// one. The error is what Send would return.
func (l *Link) Advance(now time.Duration) error {
	if l.closed {
		return link.ErrClosed
	}
	l.now = max(l.now, now)
	err := l.flush()
	l.pull()
	return err
}

// Send puts a message on its way, as of the last Advance. Without any delay in
// the conditions it goes through at once.
func (l *Link) Send(class link.Class, msg []byte) error {
	if l.sendErr != nil {
		return l.sendErr
	}
	if !l.up.makeRoom() {
		return l.fail(link.ErrSlowReader)
	}
	l.report(l.up.send(l.config.Up, l.config.Stream, l.now, class, msg), msg)
	return l.flush()
}

// Receive returns the next message that is due as of the last Advance. What has
// come through the wrapped link since then counts as sent at the last Advance;
// without any delay in the conditions it is due.
func (l *Link) Receive() ([]byte, error) {
	if l.closed {
		return nil, link.ErrClosed
	}
	l.down.recycle(l.received)
	l.received = nil
	l.pull()
	if pk, ok := l.down.arrive(l.now); ok {
		l.received, l.class, l.number = pk.msg, pk.class, pk.number
		return pk.msg, nil
	}
	if len(l.down.waiting()) > 0 {
		return nil, nil
	}
	return nil, l.recvErr
}

// Class implements link.Classifier; it knows as much as the wrapped link.
func (l *Link) Class() link.Class { return l.class }

// PacketNumber returns the number of the message that Receive returned last, as
// OnPacket was told it.
func (l *Link) PacketNumber() uint64 { return l.number }

// Close hands all reliable packets in flight to the wrapped link, at once and
// in order, and closes that. So a goodbye arrives, if a little early: when
// nobody advances the link any more, it could not arrive at all.
func (l *Link) Close() error {
	if l.closed {
		return nil
	}
	for l.sendErr == nil {
		pk, ok := l.up.popReliable()
		if !ok {
			break
		}
		l.sendErr = l.inner.Send(pk.class, pk.msg)
	}
	l.closed = true
	l.sendErr = link.ErrClosed
	l.up.dropAll()
	l.down.dropAll()
	return l.inner.Close()
}

// flush hands what is due to the wrapped link.
func (l *Link) flush() error {
	for l.sendErr == nil {
		pk, ok := l.up.arrive(l.now)
		if !ok {
			break
		}
		if err := l.inner.Send(pk.class, pk.msg); err != nil {
			l.fail(err)
		}
		l.up.recycle(pk.msg)
	}
	return l.sendErr
}

// pull takes over what has come through the wrapped link.
func (l *Link) pull() {
	for l.recvErr == nil && !l.down.full() {
		msg, err := l.inner.Receive()
		if err != nil {
			l.recvErr = err
		}
		if msg == nil {
			break
		}
		class := link.Reliable
		if l.classifier != nil {
			class = l.classifier.Class()
		}
		l.report(l.down.send(l.config.Down, l.config.Stream, l.now, class, msg), msg)
	}
}

func (l *Link) report(e PacketEvent, msg []byte) {
	if l.OnPacket != nil {
		l.OnPacket(e, msg)
	}
}

func (l *Link) fail(err error) error {
	l.sendErr = err
	l.up.dropAll()
	return err
}
