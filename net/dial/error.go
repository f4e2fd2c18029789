package dial

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"syscall"
)

// Error is why there is no connection: a sentence, without its full stop, that
// says what was wrong and what to do.
type Error struct {
	Kind Kind
	Text string
	Err  error // what the system said; nil where it was not asked
}

func (e *Error) Error() string { return e.Text }

// Kind is what is wrong, for who says it in other words.
type Kind uint8

// The kinds of an Error.
const (
	Other     Kind = iota
	Malformed      // what was typed is no address
	Stopped        // the caller has given up
	NoHost         // there is no host of that name
	NoLookup       // names can't be looked up now
	Refused        // the host is there, and nobody listens
	NoAnswer       // nobody answers in time
	NoWay          // nothing leads there, or nobody is there
)

// Unwrap is what the system said.
func (e *Error) Unwrap() error { return e.Err }

// explain says what an error of the system means to a person.
func explain(target string, err error) error {
	var text string
	var kind Kind
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		kind, text = Stopped, "stopped before %s answered"
	case errors.As(err, &dns) && dns.IsNotFound:
		host, _, _ := net.SplitHostPort(target)
		kind, text, target = NoHost, "there is no host named %s; check how it is spelled", host
	case errors.As(err, &dns):
		kind, text = NoLookup, "the address of %s cannot be looked up now; check that this computer is online, or use the server's number"
	case is(err, syscall.ECONNREFUSED, 10061):
		kind, text = Refused, "no server answers at %s; start one there with clewd, or check the port"
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) || is(err, syscall.ETIMEDOUT, 10060):
		kind, text = NoAnswer, "no answer from %s; check the address, and that no firewall is in between"
	case is(err, syscall.ENETUNREACH, 10051) || is(err, syscall.EHOSTUNREACH, 10065):
		kind, text = NoWay, "there is no way to %s from here; check the address, and that both computers are online"
	default:
		return &Error{Text: fmt.Sprintf("cannot connect to %s; check the address (%v)", target, err), Err: err}
	}
	return &Error{Kind: kind, Text: fmt.Sprintf(text, target), Err: err}
}

// is tells whether err is this error of the system. Windows has numbers of its
// own for what happens to sockets, which package syscall does not name.
func is(err error, unix, windows syscall.Errno) bool {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	return errno == unix || runtime.GOOS == "windows" && errno == windows
}
