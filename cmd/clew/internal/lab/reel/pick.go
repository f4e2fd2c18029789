package reel

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

// Pick is what is picked out of the story.
type Pick struct {
	Kind   Kind
	Index  int    // of a Packet or a Correction in the Trace
	Client int    // of an Input
	Seq    uint32 // of an Input
}

// Picked is what is picked out now.
func (r *Reel) Picked() Pick { return r.picked }

// Pick picks something out. What is not in the story picks nothing.
func (r *Reel) Pick(p Pick) {
	s := r.Story()
	switch p.Kind {
	case Packet:
		if p.Index < 0 || p.Index >= len(s.Packets) {
			p = Pick{}
		}
	case Correction:
		if p.Index < 0 || p.Index >= len(s.Corrections) {
			p = Pick{}
		}
	case Input:
		if p.Client < 0 || p.Client >= len(s.Inputs) || s.Input(p.Client, p.Seq) == nil {
			p = Pick{}
		}
	}
	r.picked = p
}

// Next picks the next thing of a kind, in the order of time, or the one before;
// where none is picked, the first that is not before the tick looked at.
func (r *Reel) Next(k Kind, by int) {
	if k == Input {
		r.nextInput(by)
		return
	}
	n, when := r.list(k)
	if n == 0 {
		return
	}
	i := r.picked.Index + by
	if r.picked.Kind != k {
		i = sort.Search(n, func(i int) bool { return when(i) >= r.At() })
		if by < 0 {
			i--
		}
	}
	r.Pick(Pick{Kind: k, Index: min(max(i, 0), n-1)})
}

// list is how many things of a kind there are, and when each began.
func (r *Reel) list(k Kind) (n int, when func(int) int) {
	s := r.Story()
	if k == Packet {
		return len(s.Packets), func(i int) int { return s.Packets[i].Sent }
	}
	return len(s.Corrections), func(i int) int { return s.Corrections[i].Tick }
}

// nextInput picks the next input of the same client.
func (r *Reel) nextInput(by int) {
	client := r.picked.Client
	lives := r.Story().Inputs[client]
	if len(lives) == 0 {
		return
	}
	i := int(r.picked.Seq) - 1 + by
	if r.picked.Kind != Input {
		i = sort.Search(len(lives), func(i int) bool { return lives[i].Made >= r.At() })
	}
	i = min(max(i, 0), len(lives)-1)
	r.Pick(Pick{Kind: Input, Client: client, Seq: lives[i].Seq})
}

// Span is from when to when the thing picked out lasts; ok is false where
// nothing is.
func (r *Reel) Span() (from, to int, ok bool) {
	s, p := r.Story(), r.picked
	switch p.Kind {
	case Packet:
		k := s.Packets[p.Index]
		return k.Sent, max(k.Sent, k.Arrives), true
	case Input:
		l := s.Input(p.Client, p.Seq)
		return l.Made, max(l.Made, l.Arrived, l.Consumed, l.Acked), true
	case Correction:
		c := s.Corrections[p.Index]
		return r.began(p.Index), c.Tick, true
	}
	return 0, 0, false
}

// began is the tick in which the input was made that a correction began with.
func (r *Reel) began(correction int) int {
	c := r.Story().Corrections[correction]
	if l := r.Story().Input(c.Client, c.Input); l != nil {
		return l.Made
	}
	return c.Tick
}

// Visit looks at the tick in which the thing picked out began.
func (r *Reel) Visit() {
	if from, _, ok := r.Span(); ok {
		r.Playing = false
		r.Go(from)
	}
}
