package dial

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"clew/net/invite"
	"clew/net/link"
	"clew/net/tracker"
)

// Limits of what a DNS answer can make a client do.
const (
	maxServers    = 16              // tried of one name
	lookupTimeout = 2 * time.Second // for the SRV records
	allTimeout    = 15 * time.Second
)

// Dialer dials one address again and again. If the address is a name without a
// port, its DNS records say where the servers are: SRV records of _clew._tcp.NAME,
// tried in their order, and then the host NAME itself at DefaultPort. If it is an
// invitation by a tracker, WORD@HOST, the tracker says.
type Dialer struct {
	addr      string
	wire      Wire
	last      string // where Dial has last succeeded: a resume must reach the same server
	lookupSRV func(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)
	findWord  func(ctx context.Context, at, word string) (tracker.Game, error)
}

// NewDialer returns a Dialer for addr, which may be anything that ParseAddr
// understands.
func NewDialer(addr string, w Wire) *Dialer {
	return &Dialer{addr: addr, wire: w, lookupSRV: net.DefaultResolver.LookupSRV, findWord: tracker.Find}
}

// Resolve returns what to dial for addr, host:port each, the best first: what a Dialer
// of servers tries, or the members of a game of peers.
func Resolve(ctx context.Context, addr string) ([]string, error) {
	return NewDialer(addr, Msgpack).targets(ctx)
}

// Dial connects to the address. Each server has 5 s to answer, all together have
// 15 s; Dial gives up when ctx ends, too, but the link does not depend on ctx. Use
// it with codecs of CodecFor. The error is an *Error.
func (d *Dialer) Dial(ctx context.Context) (link.Link, error) {
	targets, err := d.targets(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, allTimeout)
	defer cancel()
	var first error // of the server that should have answered
	for _, target := range targets {
		l, err := dialTarget(ctx, target, d.wire)
		if err == nil {
			d.last = target
			return l, nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, first
}

// targets returns what to dial, the best first.
func (d *Dialer) targets(ctx context.Context) ([]string, error) {
	plain, err := ParseAddr(d.addr)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSpace(d.addr)
	if invite.IsWord(name) {
		return d.findByWord(ctx, name)
	}
	if !mayHaveSRV(name) {
		return []string{plain}, nil
	}
	var targets []string
	add := func(target string) {
		if target == d.last {
			targets = append([]string{target}, targets...)
		} else {
			targets = append(targets, target)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	_, records, err := d.lookupSRV(ctx, "clew", "tcp", name) // without any, the plain address is right
	var dns *net.DNSError
	if unknown := err != nil && !(errors.As(err, &dns) && dns.IsNotFound); unknown && len(records) == 0 && d.last != "" && d.last != plain {
		add(d.last) // after an outage, names may be resolved later than servers are reached
	}
	for _, r := range records[:min(len(records), maxServers)] {
		if host := strings.TrimSuffix(r.Target, "."); host != "" && r.Port != 0 {
			add(net.JoinHostPort(host, strconv.Itoa(int(r.Port))))
		}
	}
	add(plain)
	return targets, nil
}

// findByWord asks the tracker of an invitation for its game.
func (d *Dialer) findByWord(ctx context.Context, addr string) ([]string, error) {
	word, at, err := parseWord(addr)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, allTimeout)
	defer cancel()
	g, err := d.findWord(ctx, at, word)
	var refused *tracker.Error
	switch {
	case errors.As(err, &refused):
		return nil, &Error{Kind: NotListed, Text: refused.Error(), Err: err}
	case err != nil:
		return nil, explain(at, err)
	case len(g.Doors) == 0:
		return []string{g.Addr.String()}, nil
	}
	var targets []string
	for _, door := range g.Doors {
		targets = append(targets, door.String())
	}
	return targets, nil
}

// mayHaveSRV reports whether an address is a name in the DNS, without a port. A name
// without a dot is one of the local network.
func mayHaveSRV(addr string) bool {
	_, err := netip.ParseAddr(addr)
	return err != nil && strings.Contains(addr, ".") && !strings.ContainsAny(addr, ":[]/") && !strings.HasSuffix(addr, ".local")
}
