package peerwire

import (
	"net/netip"

	"clew/net/peer"
)

// Message is a message of package peer, or one about the link: *Meet, *Proof,
// *Refused, *Error, *Addresses, *Ping or *Pong.
type Message any

// Meet is what both ends of a link say first.
type Meet struct {
	Version uint32         // of the protocol, wire.Version. Of another version nothing more is read
	Rules   uint64         // the hash of the rules of the game. Both ends must have the same
	Game    peer.BranchID  // the game that the peer plays in or wants into; 0: any
	Key     peer.PublicKey // its Proof follows
	Nonce   uint64         // of its Process
	Share   Share          // drawn for this link
	Name    string         // of the player, may be empty
	Title   string         // of the game that it plays in, may be empty
	Port    uint16         // on which it can be dialed, at the address that it comes from; 0: on none
}

// Process returns the process that a Meet claims to come from. It is only a claim
// until its Proof has been checked.
func (m *Meet) Process() peer.Process { return peer.Process{GUID: m.Key.GUID(), Nonce: m.Nonce} }

// Share is one end's random contribution to a link: a public share of CPace, which
// serves as the challenge for the other end's Proof as well.
type Share [32]byte

// Proof answers the Meet of the other end. See Handshake.
type Proof struct {
	Signature peer.Signature // with the key of the own Meet
	Password  [32]byte       // shows that both ends know the same password
}

// Refused ends a link. It has the form of a server's Bye, so that programs of any
// version understand it.
type Refused struct {
	Code string // one of the Code constants, or of package wire
	Text string // a sentence for people
}

// The codes of Refused, for programs, beside those of package wire.
const (
	CodeRules   = "rules"   // the program plays by other rules
	CodeProof   = "proof"   // the Proof does not fit the Meet
	CodeSelf    = "self"    // both ends have the same key
	CodeGame    = "game"    // the peer plays in another game
	CodeRemoved = "removed" // the players have removed this peer from their game
	CodeSecond  = "second"  // the two peers have another link
)

// Error says what was wrong with a message. The link goes on.
type Error struct {
	Code string // one of the codes of package wire
	Text string // a sentence for people
}

// Addresses tells where peers can be dialed.
type Addresses struct{ List []Address }

// Address is where a peer can be dialed.
type Address struct {
	Process  peer.Process
	AddrPort netip.AddrPort // a unicast address without a zone, and a port other than 0
}

// Ping asks for a Pong. It may get lost.
type Ping struct {
	Token uint32
	Time  uint64 // of the sender's clock, in µs
}

// Pong answers a Ping. From many of them the asking end learns how long messages
// take both ways, and by how much that varies in each direction.
type Pong struct {
	Token uint32
	Time  uint64 // of the Ping
	Here  uint64 // of the answering end's clock, in µs
}
