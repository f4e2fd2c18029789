package session

import (
	"clew/net/peer"
	"clew/net/replica"
)

// MeshEventKind says what happened.
type MeshEventKind uint8

// The kinds of a MeshEvent.
const (
	MeshGame      MeshEventKind = iota // in the game: see Game
	MeshLost                           // a peer is out of reach; its player stands for a minute
	MeshBack                           // a peer is in the game again
	MeshLeftOut                        // the others play on without this peer, which tries to come back
	MeshIsland                         // this peer plays on alone, on a branch of its own
	MeshMerged                         // this peer is back with the others
	MeshCheated                        // a peer has signed two different inputs for one tick
	MeshDesync                         // two peers do not compute the same game: Text names the field
	MeshMended                         // … and do again
	MeshRemoved                        // a majority has removed a peer, perhaps this one
	MeshVoted                          // a peer votes for the next level, or for removing another: Text
	MeshRefused                        // somebody lets this peer not in: Code and Text
	MeshGuestTold                      // a guest of this peer was told an error: Code and Text
)

// MeshEvent is something that a user may want to know.
type MeshEvent struct {
	Kind MeshEventKind

	// Game is what happened, with MeshGame. With the others, its ID, Avatar, Name
	// and Appearance are those of the player of the peer concerned, as far as it has
	// one.
	Game    replica.Event
	Process peer.Process // the peer concerned; not with MeshGame
	Code    string       // see wire.Error
	Text    string
}

// Events returns the events since the last call, the newest of them if there were
// more than replica.MaxEvents.
func (m *Mesh) Events() []MeshEvent {
	events := m.events
	m.events = nil
	return events
}
