package session

import (
	"io"
	"maps"
	"slices"

	"clew/engine/game"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/peer"
	"clew/net/wire/text"
)

// Clone returns a copy, as of between two ticks, over copies of its links, which
// copyLink makes. Given the same from there on, both do the same; they share nothing
// that either changes. The copy has no Events yet, and tells nobody anything until
// Observe is called.
func (m *Mesh) Clone(copyLink func(link.Link) link.Link) *Mesh {
	c := *m
	c.cfg.OnPacket, c.cfg.Peer.OnSettled, c.cfg.Peer.OnEvent = nil, nil, nil
	if r, ok := m.cfg.Random.(interface{ Clone() io.Reader }); ok {
		c.cfg.Random = r.Clone()
	}
	c.peer = m.peer.Clone(c.noteSettled, c.notePeerEvent)
	c.events, c.buf = nil, nil
	c.links = nil
	for _, l := range m.links {
		c.links = append(c.links, l.cloneFor(&c, copyLink(l.raw)))
	}
	c.guests = nil
	for _, g := range m.guests {
		c.guests = append(c.guests, g.clone(copyLink(g.link)))
	}
	c.book = m.book.clone()
	c.netemOf, c.cutOf, c.muted = maps.Clone(m.netemOf), maps.Clone(m.cutOf), maps.Clone(m.muted)
	c.shown = m.shown.clone()
	return &c
}

// Observe replaces MeshConfig.OnPacket, and OnSettled and OnEvent of its Peer. Each may
// be nil.
func (m *Mesh) Observe(onPacket func(peer.Process, netem.PacketEvent, []byte), onSettled func(*game.Entry, *game.State, []game.Event), onEvent func(peer.Event)) {
	m.cfg.OnPacket, m.cfg.Peer.OnSettled, m.cfg.Peer.OnEvent = onPacket, onSettled, onEvent
}

// cloneFor returns a copy of a link for a copy of its Mesh.
func (l *meshLink) cloneFor(m *Mesh, raw link.Link) *meshLink {
	c := *l
	if l.codec != nil {
		c.codec = l.newCodec()
	}
	if l.shake != nil {
		shake := *l.shake
		c.shake = &shake
	}
	c.clientLink = l.clientLink.clone(raw, codecChoice{&c}, m.reporter(&c))
	return &c
}

func (g *meshGuest) clone(l link.Link) *meshGuest {
	c := *g
	c.link, c.codec, c.cells, c.walker = l, text.NewPlain(), slices.Clone(g.cells), g.walker.Clone()
	if g.lecture != nil {
		k := *g.lecture
		k.buf, k.recent = slices.Clone(k.buf), slices.Clone(k.recent)
		c.lecture = &k
	}
	return &c
}

func (b *addressBook) clone() addressBook {
	c := *b
	c.entries = nil
	for _, e := range b.entries {
		copied := *e
		c.entries = append(c.entries, &copied)
	}
	return c
}

func (k *presentation) clone() presentation {
	c := *k
	c.roster, c.left, c.drawn = slices.Clone(k.roster), slices.Clone(k.left), slices.Clone(k.drawn)
	c.waiting = maps.Clone(k.waiting)
	return c
}
