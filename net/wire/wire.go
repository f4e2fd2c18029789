// Package wire says what client and server can tell each other: the messages,
// their limits, and the Codec that turns one into bytes and back. The two
// codecs, textwire and packwire, carry the same messages.
//
// Messages are plain data. A Codec checks every field that it decodes against
// the limits below, so whoever gets a Message from one may rely on them.
package wire

import (
	"errors"
	"fmt"

	"clew/engine/sim"
)

// Version is the version of the protocol. Peers of different versions do not
// play together; they tell each other so and part. What must stay as it is in
// every version, so that they can: how a connection starts, the forms of
// Hello up to its Version, of Error and of Bye.
const Version = 1

// The limits of the messages. Lengths of text are in bytes of UTF-8.
const (
	MaxMoves      = 32        // inputs in one Inputs
	MaxNameLen    = 48        // a player's, a server's or a level's name …
	MaxNameRunes  = 16        // … and a player's in runes as well
	MaxTextLen    = 240       // chat, and the sentences of Error and Bye
	MaxTokenLen   = 64        // a resume token
	MaxCodeLen    = 16        // a code of Error and Bye
	MaxFromClient = 1024      // a whole encoded message from a client
	MaxFromServer = 256 << 10 // a whole encoded message from a server
)

// Message is one of the message types of this package, as a pointer.
type Message interface {
	// Lossy tells whether the message may be lost on the way, because the
	// next one of its kind makes it obsolete.
	Lossy() bool
}

// Codec turns messages into bytes and back. One value serves one connection
// and is not safe for concurrent use.
type Codec interface {
	// Append appends the encoded m to dst. It fails only where m breaks a
	// limit, which is the caller's mistake. It does not keep m, and in the
	// steady state it allocates nothing but what dst needs.
	Append(dst []byte, m Message) ([]byte, error)

	// Decode reads exactly one message from b, which may come from a
	// stranger. It does not keep b. The error is a *Fault, fit to be sent
	// back as an Error.
	Decode(b []byte) (Message, error)
}

// Fault is what is wrong with the bytes of a message.
type Fault struct {
	Code string // one of the codes of errors.go
	Text string // a sentence for people
}

func (f *Fault) Error() string { return f.Code + ": " + f.Text }

// Faultf makes a Fault; the sentence is formatted as by fmt.Sprintf.
func Faultf(code, format string, args ...any) *Fault {
	return &Fault{Code: code, Text: fmt.Sprintf(format, args...)}
}

// ErrLimit is wrapped by the errors of Append.
var ErrLimit = errors.New("wire: message breaks a limit")

// The codes of Error and Bye, for programs; the sentence beside them is for people.
const (
	CodeType    = "type"    // unknown message type, or one that the peer may not send
	CodeNumber  = "number"  // not a number, or out of range
	CodeText    = "text"    // text that is not valid, or too long
	CodeLong    = "long"    // a message over its limit
	CodeForm    = "form"    // the message's form is broken: fields missing, or left over
	CodeID      = "id"      // somebody else's ID
	CodeBusy    = "busy"    // more waiting than the server takes
	CodeVersion = "version" // another version of the protocol
	CodeFull    = "full"    // no place left
	CodeOrder   = "order"   // a message before its time: nothing but a Hello comes first
	CodeAhead   = "ahead"   // an input's number is too far ahead
	CodeToken   = "token"   // no player waits for this token
	CodeFlood   = "flood"   // too many bad messages, or too many messages
	CodeTimeout = "timeout" // silent for too long, or no Hello in time
	CodeSlow    = "slow"    // the peer does not read
	CodeQuit    = "quit"    // the peer wanted to leave
	CodeStop    = "stop"    // the server stops
	CodeReplace = "replace" // the player's token was used by another connection
)

// Who may send what, and in which order:
//
//	client                                server
//	  Hello          ────────────────▶
//	                 ◀────────────────      Welcome
//	                 ◀────────────────      Level, its Rows
//	                 ◀────────────────      Who, one for each player
//	  Inputs         ─ ─ ─ ─ ─ ─ ─ ─ ▶                            lossy
//	                 ◀ ─ ─ ─ ─ ─ ─ ─ ─      Snapshot              lossy
//	  Ping           ─ ─ ─ ─ ─ ─ ─ ─ ▶                            lossy
//	                 ◀ ─ ─ ─ ─ ─ ─ ─ ─      Pong                  lossy
//	  Say, Rename    ────────────────▶
//	                 ◀────────────────      Chat, Who, Left, Exited, Error
//	  Quit           ────────────────▶
//	                 ◀────────────────      Bye, and the end

// Hello opens a connection of a game client.
type Hello struct {
	Version uint32
	Name    string // may be empty: the server then names the player after its letter
	Token   string // of the player to return to; empty for a new one
}

// Welcome answers Hello.
type Welcome struct {
	Version  uint32
	ID       sim.ID
	Avatar   rune     // the player's letter, unique among those present
	TickRate uint32   // ticks a second, 1 to 1000
	Interval uint32   // ticks from one Snapshot to the next, 1 to 1000
	Tick     sim.Tick // the server's, when it wrote this
	Seq      uint32   // the last input that it consumed of this player: 0 for a new one
	Token    string   // gives the player back to a client that was cut off
	Resumed  bool     // this is the player that the Hello's token named
	Server   string   // the server's name
}

// Level starts a level; its Rows follow at once, in order.
type Level struct {
	W, H int    // cells, maze.MinSize to maze.MaxSize
	Name string // what the level is called
}

// Row is one row of the level: as many of the characters of maze.Tile as the
// Level is wide.
type Row struct {
	Y     int
	Tiles string
}

// Move is one tick of one player: what was held, and what was seen meanwhile.
type Move struct {
	Keys sim.Input
	Tick sim.Tick // the tick of the others that the player was looking at
}

// Inputs are numbered inputs of one player. Moves[0] has number First, the
// next First+1, and so on: every message repeats those that the server has not
// acknowledged yet, so that a lost one does no harm.
type Inputs struct {
	ID    sim.ID
	First uint32 // from 1
	Moves []Move // 1 to MaxMoves
}

// Body is a player in a Snapshot.
type Body struct {
	sim.Player
	Avatar rune
}

// Snapshot is the state of a tick, whole, as one client may see it.
type Snapshot struct {
	Tick    sim.Tick
	Ack     uint32 // the last input of this client that the server consumed
	Waiting uint32 // inputs of this client that wait in the server's queue, after this tick
	Bodies  []Body // by ascending ID, at most sim.MaxPlayers
}

// Who introduces a player, or gives its new name.
type Who struct {
	ID     sim.ID
	Avatar rune
	Name   string
}

// Left tells that a player is gone.
type Left struct{ ID sim.ID }

// Say is chat on its way to the server.
type Say struct {
	ID   sim.ID
	Text string
}

// Chat is chat from player ID; its author does not get it.
type Chat struct {
	ID   sim.ID
	Text string
}

// Rename asks for a name.
type Rename struct {
	ID   sim.ID
	Name string
}

// Exited tells that a player found the exit, and in which tick.
type Exited struct {
	ID   sim.ID
	Tick sim.Tick
}

// Ping asks for a Pong.
type Ping struct {
	Time uint64 // the client's clock in microseconds; it means nothing to the server
}

// Pong answers a Ping.
type Pong struct {
	Time uint64   // as it stood in the Ping
	Tick sim.Tick // the server's, when it answered
}

// Error tells what was wrong with a message; the connection goes on.
type Error struct {
	Code string
	Text string
}

// Bye is the last message of a connection: why the server ends it.
type Bye struct {
	Code string
	Text string
}

// Quit tells the server that the player leaves for good.
type Quit struct{ ID sim.ID }

// Walk asks for a walk of one cell. Only plain text clients send it.
type Walk struct {
	ID  sim.ID
	Dir sim.Input // one direction
}

// Cell tells a plain text client in which cell a player is.
type Cell struct {
	ID     sim.ID
	Avatar rune
	X, Y   int
}

func (*Inputs) Lossy() bool   { return true }
func (*Snapshot) Lossy() bool { return true }
func (*Ping) Lossy() bool     { return true }
func (*Pong) Lossy() bool     { return true }
func (*Hello) Lossy() bool    { return false }
func (*Welcome) Lossy() bool  { return false }
func (*Level) Lossy() bool    { return false }
func (*Row) Lossy() bool      { return false }
func (*Who) Lossy() bool      { return false }
func (*Left) Lossy() bool     { return false }
func (*Say) Lossy() bool      { return false }
func (*Chat) Lossy() bool     { return false }
func (*Rename) Lossy() bool   { return false }
func (*Exited) Lossy() bool   { return false }
func (*Error) Lossy() bool    { return false }
func (*Bye) Lossy() bool      { return false }
func (*Quit) Lossy() bool     { return false }
func (*Walk) Lossy() bool     { return false }
func (*Cell) Lossy() bool     { return false }
