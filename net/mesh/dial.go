package mesh

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"time"

	"clew/net/dial"
	"clew/net/session"
	"clew/net/wire/msgpack"
)

const (
	dialTimeout  = 5 * time.Second
	resolveRetry = 5 * time.Second // after an address that says nothing
)

// dial opens the link that the session has asked for.
func (m *Mesh) dial(addr netip.AddrPort) {
	conn, err := (&net.Dialer{Timeout: dialTimeout}).DialContext(m.ctx, "tcp", addr.String())
	if err == nil {
		if _, err = conn.Write([]byte(msgpack.Magic)); err != nil {
			conn.Close()
		}
	}
	if err != nil {
		m.log.Debug("nobody answers", "addr", addr.String(), "error", err.Error())
		m.tell(func(s *session.Mesh, now time.Duration) { s.DialFailed(now, addr, err) })
		return
	}
	l := newLink(conn, msgpackFraming, nil)
	m.hand(l, func(s *session.Mesh, now time.Duration) { s.Dialed(now, addr, l) })
}

// resolve finds out what an address stands for, and tells the session. It tries until
// it has an answer.
func (m *Mesh) resolve(addr string) {
	for {
		addrs, err := m.lookup(addr)
		if err != nil && m.cfg.Named != "" {
			err = fmt.Errorf("no game on the local network is called %q, and no computer", m.cfg.Named)
		}
		if err == nil {
			m.tell(func(s *session.Mesh, _ time.Duration) { s.Learn(addrs...) })
			return
		}
		m.log.Warn("unknown address", "addr", addr, "error", err.Error())
		m.tell(func(s *session.Mesh, now time.Duration) { s.Unresolved(now, err) })
		if _, err := dial.ParseAddr(addr); err != nil || !m.sleep(resolveRetry) {
			return
		}
	}
}

// lookup returns all addresses that an address stands for.
func (m *Mesh) lookup(addr string) ([]netip.AddrPort, error) {
	ctx, cancel := context.WithTimeout(m.ctx, dialTimeout)
	defer cancel()
	parsed, err := dial.ParseAddr(addr)
	if err != nil {
		return nil, err
	}
	targets, err := dial.Resolve(ctx, parsed)
	if err != nil {
		return nil, err
	}
	var all []netip.AddrPort
	for _, target := range targets {
		host, port, err := net.SplitHostPort(target)
		if err != nil {
			return nil, err
		}
		p, err := net.DefaultResolver.LookupPort(ctx, "tcp", port)
		if err != nil {
			return nil, err
		}
		ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		if err != nil {
			return nil, err
		}
		for _, ip := range ips {
			all = append(all, netip.AddrPortFrom(ip.Unmap(), uint16(p)))
		}
	}
	return all, nil
}
