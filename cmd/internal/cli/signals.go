package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// ExitInterrupted is the exit code of a program that was interrupted twice.
const ExitInterrupted = 130

// SignalContext returns a context that is cancelled by the first Ctrl-C or
// SIGTERM. The second one exits the program at once.
func SignalContext() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		stop()
		<-signals
		os.Exit(ExitInterrupted)
	}()
	return ctx
}
