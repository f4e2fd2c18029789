package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"syscall"
)

// Exit codes, beside cli.ExitInterrupted. A service manager such as systemd need not
// restart the server after exitUsage: only another configuration will help.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError reports in one line how the program was started wrongly.
func usageError(out io.Writer, err error) int {
	fmt.Fprintln(out, "clewd:", err)
	return exitUsage
}

// startError reports why a server with a valid configuration could not start. The
// exit code tells whether the same start may succeed later.
func startError(out io.Writer, err error) int {
	usageError(out, err)
	if isTransient(err) {
		return exitFailed
	}
	return exitUsage
}

// isTransient reports whether a system error may pass: an address that does not
// exist yet, a name that does not resolve, a port in use, a full disk.
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
