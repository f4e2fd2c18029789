package discovery

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"sync"
)

// Error is why the local network, or a part of it, is not reached. What it says
// is for a terminal; whoever speaks another language goes by the kind.
type Error struct {
	Kind   ErrorKind
	Target string // the port, the network or the address that it is about; may be empty
	Err    error  // the system's; may be nil
}

// ErrorKind is a kind of Trouble.
type ErrorKind uint8

// The kinds.
const (
	NoNetwork        ErrorKind = iota // there is no network that can broadcast
	NoSocket                          // the system gives no UDP port
	CannotListen                      // … nor the one, Where, on which broadcasts come
	BroadcastBlocked                  // the system does not let broadcasts into the network Where
	NoIPv4                            // the server listens on Where, which broadcasts cannot name
	Silenced                          // a broadcast would end the lecture peers nearby; the TCP port that they dial is Where
)

// errorTexts are what a Trouble says, with its Where.
var errorTexts = [...]string{
	NoNetwork:        "there is no network to broadcast on, so players have to connect by address%s",
	NoSocket:         "no UDP port can be had%s",
	CannotListen:     "cannot hear broadcasts on UDP port %s; if another program uses this port, stop that one",
	BroadcastBlocked: "cannot broadcast on %s, maybe a firewall forbids it; nobody there is found that way",
	NoIPv4:           "it listens on %s, but broadcasts need an IPv4 address",
	Silenced:         "the lecture's P2P clients are on this network and would end, since nothing here listens on TCP port %s; start a server on it, or connect by address",
}

// Error implements error.
func (t *Error) Error() string {
	text := fmt.Sprintf(errorTexts[t.Kind], t.Target)
	if t.Err != nil {
		text += fmt.Sprintf(" (%v)", t.Err)
	}
	return text
}

// Unwrap is the system's error.
func (t *Error) Unwrap() error { return t.Err }

// errNoNetwork is for who is on no network, or listens on none that can broadcast.
var errNoNetwork error = &Error{Kind: NoNetwork}

// errSilenced is for who keeps silent because of lecture peers.
var errSilenced error = &Error{Kind: Silenced, Target: strconv.Itoa(lecturePort)}

// maxErrors is how many there may be before it is of no use to tell more.
const maxErrors = 32

// errorLog remembers what went wrong, so that each is told once.
type errorLog struct {
	onError func(error) // may be nil

	mu       sync.Mutex
	reported map[string]error
	last     error
}

// add tells err, if it is one and a new one.
func (t *errorLog) add(err error) {
	if err == nil || !t.isNew(err) || t.onError == nil {
		return
	}
	t.onError(err)
}

// isNew tells whether err is new.
func (t *errorLog) isNew(err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.reported[err.Error()] != nil || len(t.reported) >= maxErrors {
		return false
	}
	if t.reported == nil {
		t.reported = make(map[string]error)
	}
	t.reported[err.Error()] = err
	t.last = err
	return true
}

// resolve forgets what is of a kind and works again, so that it is told anew when it
// does not.
func (t *errorLog) resolve(kind ErrorKind) {
	is := func(err error) bool {
		var why *Error
		return errors.As(err, &why) && why.Kind == kind
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.reported, func(_ string, err error) bool { return is(err) })
	if is(t.last) {
		t.last = nil
	}
}

// latest is the last that was new, or nil.
func (t *errorLog) latest() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.last
}
