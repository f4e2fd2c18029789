package playback

import (
	"slices"
	"sort"

	"clew/cmd/internal/lab/history"
)

// PeerKind is a kind of item in a game without a server.
type PeerKind uint8

// The kinds of a PeerSelection.
const (
	NoPeerItem PeerKind = iota
	PeerPacket
	PeerEvent
	Rollback
)

// PeerSelection is the selected item of a PeerTrace.
type PeerSelection struct {
	Kind  PeerKind
	Index int // of a PeerPacket or a PeerEvent in the trace
	Peer  int // of a Rollback
	Tick  int // of a Rollback
}

// Selected returns the selection.
func (p *PeerPlayer) Selected() PeerSelection { return p.selected }

// Select selects an item; one that does not exist clears the selection.
func (p *PeerPlayer) Select(sel PeerSelection) {
	t := p.Trace()
	if sel.Kind == PeerPacket && (sel.Index < 0 || sel.Index >= len(t.Packets)) ||
		sel.Kind == PeerEvent && (sel.Index < 0 || sel.Index >= len(t.Events)) ||
		sel.Kind == Rollback && (sel.Peer < 0 || sel.Peer >= p.Peers() || sel.Tick < 1 || sel.Tick > t.Ticks() || t.At(sel.Tick, sel.Peer).Again == 0) {
		sel = PeerSelection{}
	}
	p.selected = sel
}

// searchAhead is how far SelectNext plays to find something.
const searchAhead = 120

// SelectNext selects the next or previous item of a kind by time that concerns a peer.
// If none is selected, it starts at the current tick.
func (p *PeerPlayer) SelectNext(k PeerKind, of, by int) {
	_, last, _ := p.Span()
	p.variant.history.Play(max(p.Tick(), last) + searchAhead)
	t := p.Trace()
	if k == Rollback {
		tick := p.Tick()
		if p.selected.Kind == Rollback {
			tick = p.selected.Tick + by
		}
		for ; tick >= 1 && tick <= t.Ticks(); tick += by {
			if t.At(tick, of).Again > 0 {
				p.Select(PeerSelection{Kind: Rollback, Peer: of, Tick: tick})
				return
			}
		}
		return
	}
	n, concerns, tickOf := len(t.Events), func(int) bool { return true }, func(i int) int { return t.Events[i].Tick }
	if k == PeerPacket {
		n, concerns = len(t.Packets), func(i int) bool { return t.Packets[i].From == of || t.Packets[i].To == of }
		tickOf = func(i int) int { return t.Packets[i].Sent }
	}
	i := p.selected.Index + by
	if p.selected.Kind != k {
		i = sort.Search(n, func(i int) bool { return tickOf(i) >= p.Tick() })
		if by < 0 {
			i--
		}
	}
	for ; i >= 0 && i < n; i += by {
		if concerns(i) {
			p.Select(PeerSelection{Kind: k, Index: i})
			return
		}
	}
}

// Span returns the first and last tick of the selection; ok is false if nothing is
// selected.
func (p *PeerPlayer) Span() (from, to int, ok bool) {
	t := p.Trace()
	switch p.selected.Kind {
	case PeerPacket:
		k := t.Packets[p.selected.Index]
		return k.Sent, max(k.Sent, k.Arrives), true
	case PeerEvent:
		at := t.Events[p.selected.Index].Tick
		return at, at, true
	case Rollback:
		return p.selected.Tick, p.selected.Tick, true
	}
	return 0, 0, false
}

// SeekToStart seeks to the start of the selection.
func (p *PeerPlayer) SeekToStart() {
	if from, _, ok := p.Span(); ok {
		p.Playing = false
		p.Seek(from)
	}
}

// reselect finds the selection of another trace in the present one.
func (p *PeerPlayer) reselect(sel PeerSelection, before *history.PeerTrace) PeerSelection {
	t := p.Trace()
	switch sel.Kind {
	case PeerPacket:
		if sel.Index >= len(t.Packets) || t.Packets[sel.Index] != before.Packets[sel.Index] {
			return PeerSelection{}
		}
	case PeerEvent:
		old := before.Events[sel.Index]
		sel.Index = slices.Index(t.Events, old)
		if sel.Index < 0 {
			return PeerSelection{}
		}
	case Rollback:
		if sel.Peer >= p.Peers() || sel.Tick > t.Ticks() || t.At(sel.Tick, sel.Peer).Again == 0 {
			return PeerSelection{}
		}
	}
	return sel
}
