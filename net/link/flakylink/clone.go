package flakylink

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
	c.Observe = nil
	c.inner = inner
	c.classed, _ = inner.(link.Classed)
	c.received = nil
	c.up.flight, c.up.edits = l.up.flight.clone(), maps.Clone(l.up.edits)
	c.down.flight, c.down.edits = l.down.flight.clone(), maps.Clone(l.down.edits)
	return &c
}

func (f *flight) clone() flight {
	c := flight{packets: slices.Clone(f.waiting()), bytes: f.bytes}
	for i := range c.packets {
		c.packets[i].msg = bytes.Clone(c.packets[i].msg)
	}
	return c
}
