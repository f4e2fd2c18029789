package netem

import (
	"bytes"
	"maps"
	"slices"

	"clew/net/link"
)

// Clone makes a copy over a copy of the wrapped link: what is under way in l is
// under way in it too, and meets the same fate. It has no Observe.
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
