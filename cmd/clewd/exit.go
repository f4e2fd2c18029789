package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"syscall"
)

// The exit codes, beside ending.ExitInterrupted. Whoever starts the server again after
// a failure, as systemd does, need not do so after exitUsage: nothing but other
// settings will help.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError says in one line what is wrong with how the program was started.
func usageError(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "clewd:", err)
	return exitUsage
}

// startError is complain for a server whose settings make sense. The exit code
// tells whether the same start may succeed later.
func startError(stderr io.Writer, err error) int {
	usageError(stderr, err)
	if isTransient(err) {
		return exitFailed
	}
	return exitUsage
}

// isTransient reports whether the system refuses something only now: an address that
// is not there yet, a name that is not resolved, a port that is still taken, a
// disk that is full.
func isTransient(err error) bool {
	var dns *net.DNSError
	var listen *net.OpError
	switch {
	case errors.As(err, &dns):
		return true
	case errors.Is(err, fs.ErrPermission):
		return false
	case errors.As(err, &listen):
		return true
	}
	for _, now := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, now) {
			return true
		}
	}
	return false
}
