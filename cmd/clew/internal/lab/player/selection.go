package player

import "sort"

// Kind is what sort of thing is picked out.
type Kind uint8

// The kinds of a Pick.
const (
	Nothing Kind = iota
	Packet
	Input
	Correction
)

// Selection is what is picked out of the story.
type Selection struct {
	Kind   Kind
	Index  int    // of a Packet or a Correction in the Trace
	Client int    // of an Input
	Seq    uint32 // of an Input
}

// Selected is what is picked out now.
func (r *Player) Selected() Selection { return r.selected }

// Select picks something out. What is not in the story picks nothing.
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

// SelectNext picks the next thing of a kind, in the order of time, or the one before;
// where none is picked, the first that is not before the tick looked at.
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

// items is how many things of a kind there are, and when each began.
func (r *Player) items(k Kind) (n int, when func(int) int) {
	s := r.Trace()
	if k == Packet {
		return len(s.Packets), func(i int) int { return s.Packets[i].Sent }
	}
	return len(s.Corrections), func(i int) int { return s.Corrections[i].Tick }
}

// nextInput picks the next input of the same client.
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

// Span is from when to when the thing picked out lasts; ok is false where
// nothing is.
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

// startTick is the tick in which the input was made that a correction began with.
func (r *Player) startTick(correction int) int {
	c := r.Trace().Corrections[correction]
	if l := r.Trace().Input(c.Client, c.Input); l != nil {
		return l.Sampled
	}
	return c.Tick
}

// SeekToStart looks at the tick in which the thing picked out began.
func (r *Player) SeekToStart() {
	if from, _, ok := r.Span(); ok {
		r.Playing = false
		r.Seek(from)
	}
}
