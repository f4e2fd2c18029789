//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// stayInBackground keeps a server that was started with & from being stopped
// because it reads from the terminal: reading fails instead.
func stayInBackground() { signal.Ignore(syscall.SIGTTIN) }

// outliveReaders keeps the server from being ended because nobody reads its
// output any more, as when the terminal of 'clewd 2>&1 | tee log' is closed:
// writing fails instead, and what was to be said is lost.
func outliveReaders() { signal.Ignore(syscall.SIGPIPE) }
