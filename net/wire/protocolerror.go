package wire

import (
	"errors"
	"fmt"
)

// ErrLimit is wrapped by the errors of Append.
var ErrLimit = errors.New("wire: message breaks a limit")

// The codes of Error and Bye, for programs; the sentence beside them is for people.
const (
	CodeType         = "type"    // unknown message type, or one that the peer may not send
	CodeNumber       = "number"  // not a number, or out of range
	CodeText         = "text"    // text that is not valid, or too long
	CodeTooLong      = "long"    // a message over its limit
	CodeMalformed    = "form"    // the message's form is broken: fields missing, or left over
	CodeID           = "id"      // another player's ID, or no player's
	CodeBusy         = "busy"    // more waiting than the server takes
	CodeVersion      = "version" // another version of the protocol
	CodeFull         = "full"    // no place left
	CodeAddressLimit = "address" // too many connections from this address
	CodeUnexpected   = "order"   // a message before its time: nothing but a Hello comes first
	CodeTooFarAhead  = "ahead"   // an input's number is too far ahead
	CodeUnknownToken = "token"   // no player waits for this token
	CodeFlood        = "flood"   // too many bad messages, or too many messages
	CodeTimeout      = "timeout" // silent for too long, or no Hello in time
	CodeSlowReader   = "slow"    // the peer does not read
	CodeQuit         = "quit"    // the peer wanted to leave
	CodeShutdown     = "stop"    // the server stops
	CodeReplaced     = "replace" // the player's token was used by another connection

	CodePassword  = "password" // the server has a password, and this is not it
	CodeBanned    = "banned"   // this address may not play here, for now or forever
	CodeKicked    = "kicked"   // an administrator ended the connection
	CodeIdle      = "idle"     // the player has pressed nothing for long, and others wait for its place
	CodeMuted     = "muted"    // an administrator lets this player say nothing for a while
	CodeSpectator = "watch"    // spectators cannot do this
	CodeNote      = "note"     // nothing was wrong: the server has something to say
)

// ProtocolError says what is wrong with the bytes of a message.
type ProtocolError struct {
	Code string // one of the codes above
	Text string // a sentence for people
}

// Error implements error.
func (e *ProtocolError) Error() string { return e.Code + ": " + e.Text }

// ProtocolErrorf makes a ProtocolError. Its text is formatted as by fmt.Sprintf
// and then cleaned, so that it may quote a stranger and still be sent in an
// Error.
func ProtocolErrorf(code, format string, args ...any) *ProtocolError {
	return &ProtocolError{Code: code, Text: CleanText(fmt.Sprintf(format, args...))}
}

// asError keeps a nil ProtocolError from becoming an error that is not nil.
func (e *ProtocolError) asError() error {
	if e == nil {
		return nil
	}
	return e
}
