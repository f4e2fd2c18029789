package reel

import (
	"slices"
	"time"

	"clew/net/link/flakylink"
	"clew/net/rig/film"
	"clew/net/rig/tracer"
)

// Fate is what a person does to a packet.
type Fate uint8

// The fates.
const (
	AsItWas Fate = iota
	Drop
	Delay  // by DelayBy
	Double // a second copy arrives with the first
)

// DelayBy is how much later a delayed packet arrives.
const DelayBy = 100 * time.Millisecond

// Change gives the packet picked out another fate, or its own back if that is
// the fate it has, and plays the game again. The tick looked at stays. It
// reports whether there was a packet to change.
func (r *Reel) Change(f Fate) (bool, error) {
	if r.picked.Kind != Packet {
		return false, nil
	}
	p := r.Story().Packets[r.picked.Index]
	had := r.Fate(p)
	edits := slices.DeleteFunc(slices.Clone(r.edits), func(e film.Edit) bool { return of(e, p) })
	if f != had && f != AsItWas {
		edits = append(edits, edit(p, f))
	}
	return true, r.play(edits)
}

// Undo goes back to the film as it was without any change.
func (r *Reel) Undo() error { return r.play(nil) }

// Changes is how many packets have another fate than their own.
func (r *Reel) Changes() int { return len(r.edits) }

// play plays the game with these edits, and picks the same packet out again.
func (r *Reel) play(edits []film.Edit) error {
	f := r.original
	if len(edits) > 0 {
		var err error
		if f, err = r.original.WhatIf(edits...); err != nil {
			return err
		}
	}
	at, picked, before := r.At(), r.picked, r.Story()
	r.edits = edits
	r.load(f)
	r.game = f.At(at)
	r.picked = again(picked, before, f.Story)
	return nil
}

// again is what was picked out, in another story.
func again(p Pick, before, after *tracer.Trace) Pick {
	switch p.Kind {
	case Packet:
		old := before.Packets[p.Index]
		i := slices.IndexFunc(after.Packets, func(q tracer.Packet) bool { return same(old, q) })
		if i >= 0 {
			return Pick{Kind: Packet, Index: i}
		}
	case Input:
		if after.Input(p.Client, p.Seq) != nil {
			return p
		}
	}
	return Pick{}
}

// same tells whether two packets are the same one, in two films.
func same(a, b tracer.Packet) bool {
	return a.Client == b.Client && a.Link == b.Link && a.Up == b.Up && a.Number == b.Number
}

// Fate is what a person has done to a packet.
func (r *Reel) Fate(p tracer.Packet) Fate {
	for _, e := range r.edits {
		if of(e, p) {
			switch {
			case e.Lose:
				return Drop
			case e.Double:
				return Double
			}
			return Delay
		}
	}
	return AsItWas
}

// of tells whether an edit is of this packet.
func of(e film.Edit, p tracer.Packet) bool {
	return e.Client == p.Client && e.Link == p.Link && e.Number == p.Number && e.Direction == direction(p)
}

func direction(p tracer.Packet) flakylink.Direction {
	if p.Up {
		return flakylink.Up
	}
	return flakylink.Down
}

func edit(p tracer.Packet, f Fate) film.Edit {
	e := film.Edit{Client: p.Client, Link: p.Link, Edit: flakylink.Edit{Direction: direction(p), Number: p.Number}}
	switch f {
	case Drop:
		e.Lose = true
	case Delay:
		e.Delay = DelayBy
	case Double:
		e.Double = true
	}
	return e
}
