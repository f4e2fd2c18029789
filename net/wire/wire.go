// Package wire defines what client and server can tell each other: the
// messages, their limits, and the Codec that turns one into bytes and back.
// Types is the list of all messages. Three codecs in two packages carry them:
// msgpack and the numbered mode of text carry all that the game client needs,
// the plain mode of text the few that a person at a terminal needs.
// net/PROTOCOL.md describes the bytes.
//
// Messages are plain data. A Codec checks every field that it decodes with
// Check, so code that gets a Message from one may rely on the limits below.
//
// The messages in the game client's modes, and their order:
//
//	client                                server
//	  Hello          ────────────────▶
//	                 ◀────────────────      Welcome
//	                 ◀────────────────      Level, its Rows
//	                 ◀────────────────      PlayerInfo, one for each player
//	  Inputs         ─ ─ ─ ─ ─ ─ ─ ─ ▶                            unreliable
//	                 ◀ ─ ─ ─ ─ ─ ─ ─ ─      Snapshot              unreliable
//	  Ping           ─ ─ ─ ─ ─ ─ ─ ─ ▶                            unreliable
//	                 ◀ ─ ─ ─ ─ ─ ─ ─ ─      Pong, ConnectionStats unreliable
//	  SendChat,      ────────────────▶
//	  Rename,        ◀────────────────      Chat, PlayerInfo, PlayerLeft,
//	  SetAppearance                         ReachedExit, Score, Countdown, Record,
//	                                        QueuePosition, Error; for another level also
//	                                        Level, its Rows, PlayerInfos
//	  Quit           ────────────────▶
//	                 ◀────────────────      Bye, and the end
//
// and in plain text mode:
//
//	               ◀────────────────      Welcome, Level, its Rows
//	WalkCell       ────────────────▶
//	               ◀────────────────      PlayerCell
//	SendChat,      ────────────────▶
//	Rename         ◀────────────────      Chat, PlayerLeft, Error
//	Quit           ────────────────▶
//	               ◀────────────────      Bye, and the end
package wire

import (
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/sim"
)

// Version is the version of the protocol. Peers of different versions do not
// play together; they tell each other so and part. For that, some things stay
// the same in every version: how a connection starts, the forms of Hello and
// Welcome up to their Version, and those of Error and Bye.
const Version = 5

// The limits of the messages. Lengths of text are in bytes of UTF-8.
const (
	MaxInputFrames     = 32                // inputs in one Inputs
	MaxNameLen         = game.MaxNameLen   // a player's, a server's or a level's name …
	MaxNameRunes       = game.MaxNameRunes // … and a player's in runes as well
	MaxTextLen         = game.MaxTextLen   // chat, and the sentences of Error and Bye
	MaxTokenLen        = 64                // a resume token, and a password
	MaxCodeLen         = 16                // a code of Error and Bye
	MaxRate            = 1000              // ticks a second, and ticks from one Snapshot to the next
	MaxRTT             = 9999              // a round trip in milliseconds; longer ones are sent as this
	MaxIdle            = 65535             // seconds without a key press; longer ones are sent as this
	MaxFromClient      = 1024              // a whole encoded message from a client
	MaxFromServer      = 256 << 10         // a whole encoded message from a server
	MaxFromPlainClient = 512               // a whole encoded message from a plain text client
)

// The limits that follow from the game.
const (
	MaxID     sim.ID = game.MaxID                     // the least is 1
	MaxCoord         = maze.MaxSize*sim.CellUnits - 1 // a coordinate in units; the least is 0
	MaxPoints        = game.MaxPoints
)

// Message is a pointer to one of the message types of this package.
type Message interface {
	// Type returns the letter of the message's type, see Types.
	Type() byte

	// check does what Check does.
	check() *ProtocolError
}

// Codec turns messages into bytes and back. One value serves one connection
// and is not safe for concurrent use.
type Codec interface {
	// Append appends the encoded m to dst. It fails only where m breaks a
	// limit or has no form in this codec, which is the caller's mistake:
	// the error then wraps ErrLimit, and dst comes back as it was. It does
	// not keep m, and in the steady state it allocates nothing but what
	// dst needs.
	Append(dst []byte, m Message) ([]byte, error)

	// Decode reads exactly one message from b, which may come from a
	// stranger. It does not keep b. An *Inputs is the caller's until the
	// next Decode only: they come by the thousand, and are used again. The
	// error is a *ProtocolError, fit to be sent back as an Error.
	Decode(b []byte) (Message, error)

	// Type returns the type of the encoded message, one of the Type constants
	// below, and reads no more of it. For bytes that are not a message it may
	// return anything.
	Type(b []byte) byte

	// Unreliable reports, from its type alone, whether the encoded message may
	// be lost on the way. For bytes that are not a message it may return
	// anything, but false for less than a type.
	Unreliable(b []byte) bool
}
