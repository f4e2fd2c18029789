package dial

import (
	"context"
	"net"

	"clew/net/tracker"
)

// Explain exports explain for errors that no test can cause.
var Explain = explain

// SetLookupSRV replaces the DNS.
func (d *Dialer) SetLookupSRV(lookup func(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)) {
	d.lookupSRV = lookup
}

// Targets exports targets.
func (d *Dialer) Targets(ctx context.Context) ([]string, error) { return d.targets(ctx) }

// SetFindWord replaces the tracker.
func (d *Dialer) SetFindWord(find func(ctx context.Context, at, word string) (tracker.Game, error)) {
	d.findWord = find
}
