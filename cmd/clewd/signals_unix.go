//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// stayInBackground keeps a server that was started with & from being stopped
// because it reads from the terminal: reading fails instead.
func stayInBackground() { signal.Ignore(syscall.SIGTTIN) }
