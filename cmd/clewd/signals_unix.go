//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreTTIN keeps a daemon that was started with & from being stopped
// because it reads from the terminal: reading fails instead.
func ignoreTTIN() { signal.Ignore(syscall.SIGTTIN) }

// ignorePipe keeps the daemon from being ended because nobody reads its
// output any more, as when the terminal of 'clewd 2>&1 | tee log' is closedLevel:
// writing fails instead, and what was to be playerCommand is lost.
func ignorePipe() { signal.Ignore(syscall.SIGPIPE) }
