package bans

import (
	"fmt"
	"net/netip"

	"clew/net/server"
)

// The widest ranges that can be banned, in bits: a 256th of IPv4, and what an
// IPv6 provider may have.
const (
	minBits4 = 8
	minBits6 = 16
)

// ParseAddr parses what a person typed: an address, which it returns as an address
// key (see server.AddrKey), or a range such as 192.0.2.0/24. No IPv6 range is
// narrower than an address key.
func ParseAddr(s string) (addr string, err error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return parseRange(p.Masked())
	}
	if _, err := netip.ParseAddr(s); err != nil {
		return "", fmt.Errorf("invalid address %q; use one such as 192.0.2.7 or 2001:db8::7, or a range such as 192.0.2.0/24", s)
	}
	return server.AddrKey(s), nil
}

// parseRange returns a range as the list stores it.
func parseRange(p netip.Prefix) (addr string, err error) {
	minBits := minBits6
	if p.Addr().Is4() {
		minBits = minBits4
	}
	switch one, _ := prefixOf(server.AddrKey(p.Addr().String())); {
	case p.Bits() < minBits || p.Addr().Is4In6():
		return "", fmt.Errorf("the range %s is too wide to ban; use a prefix of at least %d bits", p, minBits)
	case p.Bits() >= one.Bits():
		return server.AddrKey(p.Addr().String()), nil
	}
	return p.String(), nil
}

// prefixOf returns the range of addresses that an address key stands for.
func prefixOf(addr string) (p netip.Prefix, ok bool) {
	if a, err := netip.ParseAddr(addr); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(addr)
	return p, err == nil
}
