package session

import (
	"time"

	"clew/net/link"
	"clew/net/link/netem"
)

// clientLink is a client's link, or one between peers. It numbers the packets of each direction and
// reports them. While the network is simulated, or cut, a netem.Link stands
// between it and the link underneath; otherwise nothing does.
type clientLink struct {
	raw    link.Link // as it was handed over
	link   link.Classifier
	netem  *netem.Link // over link; nil: packets pass as they are
	config netem.Config
	seed   uint64
	report func(p netem.PacketEvent, msg []byte)

	now    time.Duration
	next   [2]uint64 // the numbers of the next packets by direction, while netem is nil
	number uint64    // of the packet that receive returned last
}

// advance tells the time and moves what is due. The error is what Send would
// return.
func (l *clientLink) advance(now time.Duration) error {
	l.now = max(l.now, now)
	if l.netem == nil {
		return nil
	}
	if l.netem.Transparent() {
		l.next = l.netem.NextNumbers()
		l.netem = nil
		return nil
	}
	return l.netem.Advance(now)
}

// simulate puts a netem.Link over the link, where there is none yet.
func (l *clientLink) simulate() *netem.Link {
	if l.netem == nil {
		l.netem = netem.NewAt(l.link, l.seed, l.config, l.now, l.next)
		l.netem.OnPacket = l.report
	}
	return l.netem
}

// setConfig changes the conditions from now on. Packets under way keep their
// fate: a netem.Link that is no longer wanted stays until the last of them has
// arrived.
func (l *clientLink) setConfig(c netem.Config) {
	l.config = c
	if l.netem != nil || !c.Perfect() {
		l.simulate().SetConfig(c)
	}
}

// cut lets nothing pass for a time.
func (l *clientLink) cut(d time.Duration) { l.simulate().Cut(d) }

// override changes the fate of one packet.
func (l *clientLink) override(o netem.Override) { l.simulate().Override(o) }

// Send sends a message.
func (l *clientLink) Send(class link.Class, msg []byte) error {
	if l.netem != nil {
		return l.netem.Send(class, msg)
	}
	l.reportPassed(netem.Up, class, msg)
	return l.link.Send(class, msg)
}

// receive returns the next message that has arrived, or nil.
func (l *clientLink) receive() ([]byte, error) {
	if l.netem != nil {
		msg, err := l.netem.Receive()
		l.number = l.netem.PacketNumber()
		return msg, err
	}
	msg, err := l.link.Receive()
	if msg != nil {
		l.number = l.reportPassed(netem.Down, l.link.Class(), msg)
	}
	return msg, err
}

// reportPassed reports a packet that passes at once, and returns its number.
func (l *clientLink) reportPassed(dir netem.Direction, class link.Class, msg []byte) uint64 {
	n := l.next[dir]
	l.next[dir]++
	l.report(netem.PacketEvent{
		Direction: dir, Number: n, Class: class, Size: len(msg),
		SentAt: l.now, ArrivesAt: l.now, DuplicateAt: l.now,
	}, msg)
	return n
}

// close closes the link underneath.
func (l *clientLink) close() {
	if l.netem != nil {
		l.netem.Close()
		return
	}
	l.link.Close()
}

// clone returns a copy over a copy of the link underneath. It reports to nobody.
func (l *clientLink) clone(raw link.Link, codec classifier, report func(netem.PacketEvent, []byte)) *clientLink {
	c := *l
	c.raw, c.link, c.report = raw, Classify(raw, codec), report
	if l.netem != nil {
		c.netem = l.netem.Clone(c.link)
		c.netem.OnPacket = report
	}
	return &c
}
