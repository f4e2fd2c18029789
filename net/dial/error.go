package dial

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"

	"clew/net/link/tcp"
)

// Error says why there is no connection, in a sentence without its full stop: what
// was wrong and what to do.
type Error struct {
	Kind ErrorKind
	Text string
	Err  error // from the operating system; may be nil
}

func (e *Error) Error() string { return e.Text }

// Unwrap returns the operating system's error.
func (e *Error) Unwrap() error { return e.Err }

// ErrorKind tells a caller that has words of its own what is wrong.
type ErrorKind uint8

// The kinds of an Error.
const (
	Unknown      ErrorKind = iota
	BadAddress             // what was typed is not an address
	Canceled               // the caller gave up
	HostNotFound           // no host has this name
	LookupFailed           // names cannot be resolved now
	Refused                // the host is there, but nothing listens
	Timeout                // there was no answer in time
	Unreachable            // there is no route to the host
	NotListed              // a tracker does not answer, or knows no such game
)

// explain says what an error of the operating system means.
func explain(target string, err error) error {
	var text string
	var kind ErrorKind
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		kind, text = Canceled, "stopped before %s answered"
	case errors.As(err, &dns) && dns.IsNotFound:
		host, _, _ := net.SplitHostPort(target)
		kind, text, target = HostNotFound, "there is no host named %s; check the spelling", host
	case errors.As(err, &dns):
		kind, text = LookupFailed, "cannot resolve %s; check that this computer is online, or use the server's IP address"
	case tcp.IsErrno(err, syscall.ECONNREFUSED, 10061):
		kind, text = Refused, "no server is running at %s; start one there with clewd, or check the port"
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) || tcp.IsErrno(err, syscall.ETIMEDOUT, 10060):
		kind, text = Timeout, "no answer from %s; check the address, and that no firewall blocks it"
	case tcp.IsErrno(err, syscall.ENETUNREACH, 10051) || tcp.IsErrno(err, syscall.EHOSTUNREACH, 10065):
		kind, text = Unreachable, "%s is unreachable; check the address, and that both computers are online"
	default:
		return &Error{Text: fmt.Sprintf("cannot connect to %s; check the address (%v)", target, err), Err: err}
	}
	return &Error{Kind: kind, Text: fmt.Sprintf(text, target), Err: err}
}
