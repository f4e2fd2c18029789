//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreTTIN keeps a server in the background (started with &) from being stopped
// when it reads from the terminal: reads fail instead.
func ignoreTTIN() { signal.Ignore(syscall.SIGTTIN) }

// ignorePipe keeps the server running when nobody reads its output any more, as
// when the terminal of 'clewd 2>&1 | tee log' is closed: writes fail instead, and
// their output is lost.
func ignorePipe() { signal.Ignore(syscall.SIGPIPE) }
