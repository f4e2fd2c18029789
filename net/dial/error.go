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

// Error is why there is no connection: a sentence, without its full stop, that
// says what was wrong and what to do.
type Error struct {
	Kind ErrorKind
	Text string
	Err  error // what the system said; nil where it was not asked
}

func (e *Error) Error() string { return e.Text }

// ErrorKind is what is wrong, for who says it in other words.
type ErrorKind uint8

// The kinds of an Error.
const (
	Unknown      ErrorKind = iota
	BadAddress             // what was typed is no address
	Canceled               // the caller has given up
	HostNotFound           // there is no host of that name
	LookupFailed           // names can't be looked up now
	Refused                // the host is there, and nobody listens
	Timeout                // nobody answers in time
	Unreachable            // nothing leads there, or nobody is there
)

// Unwrap is what the system said.
func (e *Error) Unwrap() error { return e.Err }

// explain says what an error of the system means to a person.
func explain(target string, err error) error {
	var text string
	var kind ErrorKind
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		kind, text = Canceled, "stopped before %s answered"
	case errors.As(err, &dns) && dns.IsNotFound:
		host, _, _ := net.SplitHostPort(target)
		kind, text, target = HostNotFound, "there is no host named %s; check how it is spelled", host
	case errors.As(err, &dns):
		kind, text = LookupFailed, "the address of %s cannot be looked up now; check that this computer is online, or use the server's number"
	case tcp.IsErrno(err, syscall.ECONNREFUSED, 10061):
		kind, text = Refused, "no server answers at %s; start one there with clewd, or check the port"
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) || tcp.IsErrno(err, syscall.ETIMEDOUT, 10060):
		kind, text = Timeout, "no answer from %s; check the address, and that no firewall is in between"
	case tcp.IsErrno(err, syscall.ENETUNREACH, 10051) || tcp.IsErrno(err, syscall.EHOSTUNREACH, 10065):
		kind, text = Unreachable, "there is no way to %s from here; check the address, and that both computers are online"
	default:
		return &Error{Text: fmt.Sprintf("cannot connect to %s; check the address (%v)", target, err), Err: err}
	}
	return &Error{Kind: kind, Text: fmt.Sprintf(text, target), Err: err}
}
