package player

import "sort"

// Kind is a kind of item.
type Kind uint8

// The kinds of a Selection.
const (
	Nothing Kind = iota
	Packet
	Input
	Correction
)

// Selection is the selected item of the trace.
type Selection struct {
	Kind   Kind
	Index  int    // of a Packet or a Correction in the Trace
	Client int    // of an Input
	Seq    uint32 // of an Input
}

// Selected returns the selection.
func (r *Player) Selected() Selection { return r.selected }

// Select selects an item; one that does not exist clears the selection.
func (r *Player) Select(p Selection) {
	s := r.Trace()
	switch p.Kind {
	case Packet:
		if p.Index < 0 || p.Index >= len(s.Packets) {
			p = Selection{}
		}
	case Correction:
		if p.Index < 0 || p.Index >= len(s.Corrections) {
			p = Selection{}
		}
	case Input:
		if p.Client < 0 || p.Client >= len(s.Inputs) || s.Input(p.Client, p.Seq) == nil {
			p = Selection{}
		}
	}
	r.selected = p
}

// SelectNext selects the next or previous item of a kind by time. If none is
// selected, it starts at the current tick.
func (r *Player) SelectNext(k Kind, by int) {
	if k == Input {
		r.nextInput(by)
		return
	}
	n, when := r.items(k)
	if n == 0 {
		return
	}
	i := r.selected.Index + by
	if r.selected.Kind != k {
		i = sort.Search(n, func(i int) bool { return when(i) >= r.Tick() })
		if by < 0 {
			i--
		}
	}
	r.Select(Selection{Kind: k, Index: min(max(i, 0), n-1)})
}

// items returns the number of items of a kind, and a func for their start
// ticks.
func (r *Player) items(k Kind) (n int, when func(int) int) {
	s := r.Trace()
	if k == Packet {
		return len(s.Packets), func(i int) int { return s.Packets[i].Sent }
	}
	return len(s.Corrections), func(i int) int { return s.Corrections[i].Tick }
}

// nextInput selects the next input of the same client.
func (r *Player) nextInput(by int) {
	client := r.selected.Client
	lives := r.Trace().Inputs[client]
	if len(lives) == 0 {
		return
	}
	i := int(r.selected.Seq) - 1 + by
	if r.selected.Kind != Input {
		i = sort.Search(len(lives), func(i int) bool { return lives[i].Sampled >= r.Tick() })
	}
	i = min(max(i, 0), len(lives)-1)
	r.Select(Selection{Kind: Input, Client: client, Seq: lives[i].Seq})
}

// Span returns the first and last tick of the selection; ok is false if nothing
// is selected.
func (r *Player) Span() (from, to int, ok bool) {
	s, p := r.Trace(), r.selected
	switch p.Kind {
	case Packet:
		k := s.Packets[p.Index]
		return k.Sent, max(k.Sent, k.Arrives), true
	case Input:
		l := s.Input(p.Client, p.Seq)
		return l.Sampled, max(l.Sampled, l.Arrived, l.Consumed, l.Acked), true
	case Correction:
		c := s.Corrections[p.Index]
		return r.startTick(p.Index), c.Tick, true
	}
	return 0, 0, false
}

// startTick returns the tick of the input that caused a correction.
func (r *Player) startTick(correction int) int {
	c := r.Trace().Corrections[correction]
	if l := r.Trace().Input(c.Client, c.Input); l != nil {
		return l.Sampled
	}
	return c.Tick
}

// SeekToStart seeks to the start of the selection.
func (r *Player) SeekToStart() {
	if from, _, ok := r.Span(); ok {
		r.Playing = false
		r.Seek(from)
	}
}
