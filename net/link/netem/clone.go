package netem

import (
	"bytes"
	"maps"
	"slices"

	"clew/net/link"
)

// Clone makes a copy over a copy of the wrapped link. Packets in flight in l
// are in flight in it too, and meet the same fate. It has no OnPacket.
func (l *Link) Clone(inner link.Link) *Link {
	c := *l
	c.OnPacket = nil
	c.inner = inner
	c.classifier, _ = inner.(link.Classifier)
	c.received = nil
	c.up.inFlight, c.up.overrides = l.up.inFlight.clone(), maps.Clone(l.up.overrides)
	c.down.inFlight, c.down.overrides = l.down.inFlight.clone(), maps.Clone(l.down.overrides)
	return &c
}

func (f *inFlight) clone() inFlight {
	c := inFlight{packets: slices.Clone(f.waiting()), bytes: f.bytes}
	for i := range c.packets {
		c.packets[i].msg = bytes.Clone(c.packets[i].msg)
	}
	return c
}
