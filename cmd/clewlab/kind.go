package main

import "clew/net/wire"

// kind is what a packet is for.
type kind int

// The kinds of packets.
const (
	inputs kind = iota
	snapshots
	pings    // and pongs, and what is told of them
	reliable // all that must arrive, each in its turn
	kinds
)

// kindOf is the kind of a message, whose letter the tracer gives.
func kindOf(letter string) kind {
	switch letter[0] {
	case wire.TypeInputs:
		return inputs
	case wire.TypeSnapshot:
		return snapshots
	case wire.TypePing, wire.TypePong, wire.TypeHealth:
		return pings
	}
	return reliable
}

// String is what tables and plots call the kind.
func (k kind) String() string {
	return [...]string{"inputs", "snapshots", "pings", "reliable"}[k]
}

// way is a direction.
type way int

// The directions.
const (
	up   way = iota // to the server
	down            // and back
	ways
)

func wayOf(toServer bool) way {
	if toServer {
		return up
	}
	return down
}

// String is what tables and plots call the direction.
func (w way) String() string { return [...]string{"up", "down"}[w] }

// goes tells whether packets of a kind go in a direction at all.
func (w way) goes(k kind) bool {
	return !(w == up && k == snapshots) && !(w == down && k == inputs)
}
