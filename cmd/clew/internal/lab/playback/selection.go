package playback

import "sort"

// Kind is a kind of item.
type Kind uint8

// The kinds of a Selection.
const (
	Nothing Kind = iota
	Packet
	Input
	Correction
	Entry
)

// Selection is the selected item of the trace.
type Selection struct {
	Kind   Kind
	Index  int    // of a Packet, a Correction or an Entry in the Trace
	Client int    // of an Input
	Seq    uint32 // of an Input
}

// Selected returns the selection.
func (p *Player) Selected() Selection { return p.selected }

// Select selects an item; one that does not exist clears the selection.
func (p *Player) Select(sel Selection) {
	s := p.Trace()
	switch sel.Kind {
	case Packet:
		if sel.Index < 0 || sel.Index >= len(s.Packets) {
			sel = Selection{}
		}
	case Correction:
		if sel.Index < 0 || sel.Index >= len(s.Corrections) {
			sel = Selection{}
		}
	case Entry:
		if sel.Index < 0 || sel.Index >= len(s.Entries) {
			sel = Selection{}
		}
	case Input:
		if sel.Client < 0 || sel.Client >= len(s.Inputs) || s.Input(sel.Client, sel.Seq) == nil {
			sel = Selection{}
		}
	}
	p.selected = sel
}

// SelectNext selects the next or previous item of a kind by time. If none is
// selected, it starts at the current tick.
func (p *Player) SelectNext(k Kind, by int) {
	if k == Input {
		p.nextInput(by)
		return
	}
	n, startOf := p.items(k)
	if n == 0 {
		return
	}
	i := p.selected.Index + by
	if p.selected.Kind != k {
		i = sort.Search(n, func(i int) bool { return startOf(i) >= p.Tick() })
		if by < 0 {
			i--
		}
	}
	p.Select(Selection{Kind: k, Index: min(max(i, 0), n-1)})
}

// items returns the number of items of a kind, and a func for their start
// ticks.
func (p *Player) items(k Kind) (n int, startOf func(int) int) {
	s := p.Trace()
	switch k {
	case Packet:
		return len(s.Packets), func(i int) int { return s.Packets[i].Sent }
	case Entry:
		return len(s.Entries), func(i int) int { return s.Entries[i].Applied }
	}
	return len(s.Corrections), func(i int) int { return s.Corrections[i].Tick }
}

// nextInput selects the next input of the same client.
func (p *Player) nextInput(by int) {
	client := p.selected.Client
	lives := p.Trace().Inputs[client]
	if len(lives) == 0 {
		return
	}
	i := int(p.selected.Seq) - 1 + by
	if p.selected.Kind != Input {
		i = sort.Search(len(lives), func(i int) bool { return lives[i].Sampled >= p.Tick() })
	}
	i = min(max(i, 0), len(lives)-1)
	p.Select(Selection{Kind: Input, Client: client, Seq: lives[i].Seq})
}

// Span returns the first and last tick of the selection; ok is false if nothing
// is selected.
func (p *Player) Span() (from, to int, ok bool) {
	s, sel := p.Trace(), p.selected
	switch sel.Kind {
	case Packet:
		k := s.Packets[sel.Index]
		return k.Sent, max(k.Sent, k.Arrives), true
	case Input:
		l := s.Input(sel.Client, sel.Seq)
		return l.Sampled, max(l.Sampled, l.Arrived, l.Consumed, l.Acked), true
	case Correction:
		c := s.Corrections[sel.Index]
		return p.startTick(sel.Index), c.Tick, true
	case Entry:
		at := s.Entries[sel.Index].Applied
		return at, at, true
	}
	return 0, 0, false
}

// startTick returns the tick of the input that caused a correction.
func (p *Player) startTick(correction int) int {
	c := p.Trace().Corrections[correction]
	if l := p.Trace().Input(c.Client, c.Input); l != nil {
		return l.Sampled
	}
	return c.Tick
}

// SeekToStart seeks to the start of the selection.
func (p *Player) SeekToStart() {
	if from, _, ok := p.Span(); ok {
		p.Playing = false
		p.Seek(from)
	}
}
