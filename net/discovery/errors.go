package discovery

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"sync"
)

// Error says why the local network, or a part of it, cannot be reached. Its text is
// for a terminal; translations go by the kind.
type Error struct {
	Kind   ErrorKind
	Target string // the port, network or address in question; may be empty
	Err    error  // from the system; may be nil
}

// ErrorKind is a kind of Error.
type ErrorKind uint8

// The kinds of errors.
const (
	NoNetwork        ErrorKind = iota // no network has broadcasts
	NoSocket                          // the system has no UDP port to give
	CannotListen                      // the UDP port for broadcasts, Target, is not available
	BroadcastBlocked                  // broadcasts to the network Target are blocked
	NoIPv4                            // the server listens on Target, which is not an IPv4 address
	Silenced                          // a broadcast would make lecture peers exit; they dial the TCP port Target
)

// errorTexts are the texts of errors, with their Target.
var errorTexts = [...]string{
	NoNetwork:        "no network to broadcast on, so players have to connect by address%s",
	NoSocket:         "no UDP port available%s",
	CannotListen:     "cannot listen on UDP port %s; stop any other program that uses it",
	BroadcastBlocked: "cannot broadcast on %s, perhaps because of a firewall; players there have to connect by address",
	NoIPv4:           "the server listens on %s, but broadcasts need an IPv4 address",
	Silenced:         "the lecture's P2P clients on this network would exit, since nothing here listens on TCP port %s; start a server on that port, or connect by address",
}

// Error implements error.
func (e *Error) Error() string {
	text := fmt.Sprintf(errorTexts[e.Kind], e.Target)
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	return text
}

// Unwrap returns the system's error.
func (e *Error) Unwrap() error { return e.Err }

// errNoNetwork is the error without networks that have broadcasts.
var errNoNetwork error = &Error{Kind: NoNetwork}

// errSilenced is the error while lecture peers prevent broadcasts.
var errSilenced error = &Error{Kind: Silenced, Target: strconv.Itoa(lecturePort)}

// maxErrors limits the number of reported errors.
const maxErrors = 32

// errorLog reports each error once.
type errorLog struct {
	onError func(error) // may be nil

	mu       sync.Mutex
	reported map[string]error
	last     error
}

// add reports err if it is new.
func (l *errorLog) add(err error) {
	if err == nil || !l.isNew(err) || l.onError == nil {
		return
	}
	l.onError(err)
}

// isNew stores err, and reports whether it is new.
func (l *errorLog) isNew(err error) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reported[err.Error()] != nil || len(l.reported) >= maxErrors {
		return false
	}
	if l.reported == nil {
		l.reported = make(map[string]error)
	}
	l.reported[err.Error()] = err
	l.last = err
	return true
}

// resolve forgets the errors of a kind, so that they will be reported again.
func (l *errorLog) resolve(kind ErrorKind) {
	matches := func(err error) bool {
		var why *Error
		return errors.As(err, &why) && why.Kind == kind
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	maps.DeleteFunc(l.reported, func(_ string, err error) bool { return matches(err) })
	if matches(l.last) {
		l.last = nil
	}
}

// latest returns the last new error, or nil.
func (l *errorLog) latest() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}
