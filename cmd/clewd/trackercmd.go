package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"

	"clew/net/server"
	"clew/net/tracker"
)

const trackerUsage = `clewd tracker runs a tracker: a list of games on the internet. Servers that run with
'clewd -tracker HOST' announce themselves to it, and players who start 'clew -tracker HOST'
find them. It needs nothing but its UDP port, and stores nothing.

  -listen HOST:PORT   listen on this UDP address (default :8857)
`

// runTracker runs the subcommand tracker until ctx ends.
func runTracker(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("clewd tracker", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	listen := fs.String("listen", fmt.Sprintf(":%d", tracker.Port), "")
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, trackerUsage)
		return exitOK
	case err == nil && fs.NArg() > 0:
		err = fmt.Errorf("unknown argument %q", fs.Arg(0))
	case err == nil:
		if addrErr := checkListenAddr(*listen); addrErr != nil {
			err = fmt.Errorf("-listen is %q; %w", *listen, addrErr)
		}
	}
	if err != nil {
		return usageError(stderr, fmt.Errorf("%w ('clewd tracker -h' shows how to use it)", err))
	}
	conn, err := tracker.Listen(*listen)
	if err != nil {
		return startError(stderr, fmt.Errorf("cannot run a tracker on %s: %w", *listen, err))
	}
	fmt.Fprintf(stdout, "the tracker listens on UDP %v; stop it with Ctrl-C\n", conn.LocalAddr())
	if err := tracker.Serve(ctx, conn); err != nil {
		return startError(stderr, err)
	}
	return exitOK
}

// announceToTracker announces a server to a tracker until stop is called. It only
// logs problems, since players can still join by address.
func (d *daemon) announceToTracker(srv *server.Server) (stop func()) {
	_, port, _ := net.SplitHostPort(srv.Addr().String())
	n, _ := strconv.ParseUint(port, 10, 16)
	a := tracker.Announce(tracker.Advertisement{
		Tracker: d.opts.tracker,
		Port:    uint16(n),
		Info:    serverInfo(srv, d.opts.name),
		OnChange: func(listed netip.AddrPort, err error) {
			if err != nil {
				d.log.Warn("not listed by the tracker", "error", err.Error())
				return
			}
			word := tracker.Word(&tracker.Game{Addr: listed})
			d.log.Info("listed by the tracker", "tracker", d.opts.tracker, "addr", listed.String(), "word", word)
		},
	})
	return a.Close
}
