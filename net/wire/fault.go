package wire

import (
	"errors"
	"fmt"
)

// ErrLimit is wrapped by the errors of Append.
var ErrLimit = errors.New("wire: message breaks a limit")

// The codes of Error and Bye, for programs; the sentence beside them is for people.
const (
	CodeType    = "type"    // unknown message type, or one that the peer may not send
	CodeNumber  = "number"  // not a number, or out of range
	CodeText    = "text"    // text that is not valid, or too long
	CodeLong    = "long"    // a message over its limit
	CodeForm    = "form"    // the message's form is broken: fields missing, or left over
	CodeID      = "id"      // somebody else's ID, or nobody's
	CodeBusy    = "busy"    // more waiting than the server takes
	CodeVersion = "version" // another version of the protocol
	CodeFull    = "full"    // no place left
	CodeAddress = "address" // as many from this address as may
	CodeOrder   = "order"   // a message before its time: nothing but a Hello comes first
	CodeAhead   = "ahead"   // an input's number is too far ahead
	CodeToken   = "token"   // no player waits for this token
	CodeFlood   = "flood"   // too many bad messages, or too many messages
	CodeTimeout = "timeout" // silent for too long, or no Hello in time
	CodeSlow    = "slow"    // the peer does not read
	CodeQuit    = "quit"    // the peer wanted to leave
	CodeStop    = "stop"    // the server stops
	CodeReplace = "replace" // the player's token was used by another connection

	CodePassword = "password" // the server has a password, and this is not it
	CodeBanned   = "banned"   // this address may not play here, for now or for ever
	CodeKicked   = "kicked"   // an administrator ended the connection
	CodeIdle     = "idle"     // the player has pressed nothing for long, and others wait for its place
	CodeMuted    = "muted"    // an administrator lets this player say nothing for a while
	CodeWatch    = "watch"    // who watches has no player to do this with
	CodeNote     = "note"     // nothing was wrong: the server has something to say
)

// Fault is what is wrong with the bytes of a message.
type Fault struct {
	Code string // one of the codes above
	Text string // a sentence for people
}

// Error makes a Fault an error.
func (f *Fault) Error() string { return f.Code + ": " + f.Text }

// Faultf makes a Fault; the sentence is formatted as by fmt.Sprintf and then
// cleaned, so that it may quote a stranger and still be sent in an Error.
func Faultf(code, format string, args ...any) *Fault {
	return &Fault{Code: code, Text: CleanText(fmt.Sprintf(format, args...))}
}

// err keeps a nil Fault from becoming an error that is not nil.
func (f *Fault) err() error {
	if f == nil {
		return nil
	}
	return f
}
