package dial

import (
	"context"
	"net"
)

// Explain exports explain for errors that no test can cause.
var Explain = explain

// SetLookupSRV replaces the DNS.
func (d *Dialer) SetLookupSRV(lookup func(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)) {
	d.lookupSRV = lookup
}

// Targets exports targets.
func (d *Dialer) Targets(ctx context.Context) ([]string, error) { return d.targets(ctx) }
