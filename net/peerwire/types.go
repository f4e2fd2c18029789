package peerwire

import "clew/net/peer"

// The letters of the message types. A text message starts with its letter; the
// letter's number is the first element of a msgpack message.
const (
	TypeMeet      = 'G'
	TypeProof     = 'K'
	TypeRefused   = 'B'
	TypeError     = 'E'
	TypeAddresses = 'A'
	TypePing      = 'p'
	TypePong      = 'P'

	TypeProgress = 'R'
	TypePoll     = 'O'
	TypeReport   = 'J'
	TypeProposal = 'F'
	TypeAccept   = 'a'
	TypeRelease  = 'o'
	TypeDecided  = 'D'
	TypeRelayed  = 'x'

	TypePresence = 'e'
	TypeAsk      = 'Q'
	TypeOut      = 'y'
	TypeWatch    = 'w'
	TypeState    = 'Z'
	TypeFeed     = 'v'

	TypeTrace    = 'T'
	TypeDump     = 'Y'
	TypeEvidence = 'V'
)

// The limits of the messages.
const (
	MaxLen        = 512 << 10 // a whole encoded message, in bytes
	MaxCheckpoint = 256 << 10 // of a game, in bytes
	MaxEntry      = 96 << 10  // into a tick of a game, in bytes
	MaxSeats      = 8 * peer.MaxMembers
	MaxRuns       = 32  // in a message but a State, which has MaxSeats
	MaxKeys       = 256 // in a Run
	MaxRunActions = 512 // in a Run; package peer allows less
	MaxMarks      = 256 // in a Trace …
	MaxLastMarks  = 8   // … and in a Progress or Feed
	MaxAddresses  = 64
)

// MessageType describes one type of message.
type MessageType struct {
	Letter     byte
	Name       string // for telemetry, captures and people
	Unreliable bool   // may be lost on the way, because the next one makes it obsolete
	MaxLen     int    // encoded, in bytes
	New        func() Message

	visit  func(c *coder, m Message)
	relays bool // may be in a Relayed
}

// typeOf makes a row of Types.
func typeOf[M any](letter byte, name string, maxLen int, visit func(*coder, *M)) MessageType {
	return MessageType{
		Letter: letter, Name: name, MaxLen: maxLen,
		New:   func() Message { return new(M) },
		visit: func(c *coder, m Message) { visit(c, m.(*M)) },
	}
}

func (t MessageType) unreliable() MessageType { t.Unreliable = true; return t }
func (t MessageType) relayed() MessageType    { t.relays = true; return t }

// Types is the registry of messages. Treat it as a constant.
var Types []MessageType

// byLetter holds, for each letter, 1 + the index of its type in Types.
var byLetter [256]uint8

func init() { // the form of Relayed reaches Types
	const small, medium, large = 1 << 10, 128 << 10, MaxLen
	Types = []MessageType{
		typeOf(TypeMeet, "meet", small, (*coder).meet),
		typeOf(TypeProof, "proof", small, (*coder).proof),
		typeOf(TypeRefused, "refused", small, (*coder).refused),
		typeOf(TypeError, "error", small, (*coder).error),
		typeOf(TypeAddresses, "addresses", 8<<10, (*coder).addresses),
		typeOf(TypePing, "ping", small, (*coder).ping).unreliable(),
		typeOf(TypePong, "pong", small, (*coder).pong).unreliable(),

		typeOf(TypeProgress, "progress", medium, (*coder).progress).unreliable(),
		typeOf(TypePoll, "poll", small, (*coder).poll).relayed(),
		typeOf(TypeReport, "report", medium, (*coder).report).relayed(),
		typeOf(TypeProposal, "proposal", medium, (*coder).proposal).relayed(),
		typeOf(TypeAccept, "accept", small, (*coder).accept).relayed(),
		typeOf(TypeRelease, "release", small, (*coder).release).relayed(),
		typeOf(TypeDecided, "decided", medium, (*coder).decided),
		typeOf(TypeRelayed, "relayed", medium+small, (*coder).relayed),

		typeOf(TypePresence, "presence", small, (*coder).presence).unreliable(),
		typeOf(TypeAsk, "ask", small, (*coder).ask),
		typeOf(TypeOut, "out", 2<<10, (*coder).out),
		typeOf(TypeWatch, "watch", small, (*coder).watch).relayed(),
		typeOf(TypeState, "state", large, (*coder).state),
		typeOf(TypeFeed, "feed", medium, (*coder).feed).unreliable(),

		typeOf(TypeTrace, "trace", 16<<10, (*coder).trace),
		typeOf(TypeDump, "dump", large, (*coder).dump),
		typeOf(TypeEvidence, "evidence", medium, (*coder).evidence),
	}
	for i := range Types {
		byLetter[Types[i].Letter] = uint8(1 + i)
	}
}

// TypeByLetter returns the type with this letter, or nil.
func TypeByLetter(letter byte) *MessageType {
	if i := byLetter[letter]; i > 0 {
		return &Types[i-1]
	}
	return nil
}

// TypeOf returns the type of m, or nil for what is no message.
func TypeOf(m Message) *MessageType { return TypeByLetter(letterOf(m)) }

func letterOf(m Message) byte {
	switch m := m.(type) {
	case *Meet:
		return TypeMeet
	case *Proof:
		return TypeProof
	case *Refused:
		return TypeRefused
	case *Error:
		return TypeError
	case *Addresses:
		return TypeAddresses
	case *Ping:
		return TypePing
	case *Pong:
		return TypePong
	case peer.Message:
		return letterOfPeer(m)
	}
	return 0
}

func letterOfPeer(m peer.Message) byte {
	switch m.(type) {
	case *peer.Progress:
		return TypeProgress
	case *peer.Poll:
		return TypePoll
	case *peer.Report:
		return TypeReport
	case *peer.Proposal:
		return TypeProposal
	case *peer.Accept:
		return TypeAccept
	case *peer.Release:
		return TypeRelease
	case *peer.Decided:
		return TypeDecided
	case *peer.Relayed:
		return TypeRelayed
	case *peer.Presence:
		return TypePresence
	case *peer.Ask:
		return TypeAsk
	case *peer.Out:
		return TypeOut
	case *peer.Watch:
		return TypeWatch
	case *peer.State:
		return TypeState
	case *peer.Feed:
		return TypeFeed
	case *peer.Trace:
		return TypeTrace
	case *peer.Dump:
		return TypeDump
	case *peer.Evidence:
		return TypeEvidence
	}
	return 0
}
