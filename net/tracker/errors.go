package tracker

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
)

// Error says why a tracker does not do what it was asked. Its text is for a terminal;
// translations go by the kind.
type Error struct {
	Kind    ErrorKind
	Tracker string // host:port
	Err     error  // from the system; may be nil
}

// ErrorKind is a kind of Error.
type ErrorKind uint8

// The kinds of errors.
const (
	Unreachable   ErrorKind = iota // there is no way to it
	HostNotFound                   // no host has this name, or names can't be resolved
	NotRunning                     // the host is there, but no tracker
	Silent                         // no answer
	Full                           // it has no room for another game
	TooManyGames                   // this address has announced too many games
	OtherFormat                    // it speaks another format
	UnknownWord                    // it lists no game with the word
	AmbiguousWord                  // it lists several
)

// errorTexts are the texts of errors, with their tracker.
var errorTexts = [...]string{
	Unreachable:   "the tracker %s cannot be reached; check that this computer is online",
	HostNotFound:  "the tracker %s has no address; check its name, and that this computer is online",
	NotRunning:    "no tracker is running at %s; start one there with 'clewd tracker', or check the port",
	Silent:        "the tracker %s does not answer; check its name, and that no firewall blocks its UDP port",
	Full:          "the tracker %s is full; it will be asked again",
	TooManyGames:  "the tracker %s lists no more games of this address; stop another server",
	OtherFormat:   "the tracker %s has another version than this program; update the older one",
	UnknownWord:   "the tracker %s lists no game with this word; compare it with the original, or the game has ended",
	AmbiguousWord: "the tracker %s lists several games with this word; use an address instead",
}

// Error implements error.
func (e *Error) Error() string {
	text := fmt.Sprintf(errorTexts[e.Kind], e.Tracker)
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	return text
}

// Unwrap returns the system's error.
func (e *Error) Unwrap() error { return e.Err }

// refusalKinds are the kinds of errors for refusals.
var refusalKinds = map[refusal]ErrorKind{refusedFull: Full, refusedTooMany: TooManyGames, refusedFormat: OtherFormat}

// systemError explains an error of the system.
func systemError(tracker string, err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &dns):
		return &Error{Kind: HostNotFound, Tracker: tracker}
	case errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.Errno(10054)) || errors.Is(err, syscall.Errno(10061)): // Windows has its own numbers
		return &Error{Kind: NotRunning, Tracker: tracker}
	}
	return &Error{Kind: Unreachable, Tracker: tracker, Err: err}
}
