package main

import "clew/net/wire"

// packetKind says what a packet is for.
type packetKind int

// The kinds of packets.
const (
	inputs packetKind = iota
	snapshots
	pings    // and pongs, and what is told of them
	reliable // all that must arrive, each in its turn
	numKinds
)

// kindOf returns the kind of a message by the letter of its type.
func kindOf(letter string) packetKind {
	switch letter[0] {
	case wire.TypeInputs:
		return inputs
	case wire.TypeSnapshot:
		return snapshots
	case wire.TypePing, wire.TypePong, wire.TypeConnectionStats:
		return pings
	}
	return reliable
}

// String returns the name of the kind in tables and plots.
func (k packetKind) String() string {
	return [...]string{"inputs", "snapshots", "pings", "reliable"}[k]
}

// direction is a direction of travel.
type direction int

// The directions.
const (
	up   direction = iota // to the server
	down                  // and back
	numDirections
)

func directionOf(toServer bool) direction {
	if toServer {
		return up
	}
	return down
}

// String returns the name of the direction in tables and plots.
func (w direction) String() string { return [...]string{"up", "down"}[w] }

// carries reports whether packets of a kind travel in a direction at all.
func (w direction) carries(k packetKind) bool {
	return !(w == up && k == snapshots) && !(w == down && k == inputs)
}
