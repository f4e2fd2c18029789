package bans

import (
	"fmt"
	"net/netip"

	"clew/net/server"
)

// The widest ranges that can be banned, in bits: of IPv4 a 256th of all, of IPv6
// what a provider may have.
const (
	minBits4 = 8
	minBits6 = 16
)

// ParseAddr is what is banned by what a person typed: an address as server.AddrKey
// has it, or a range such as 192.0.2.0/24. Of IPv6 no range is narrower than an
// origin.
func ParseAddr(s string) (origin string, err error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return parseRange(p.Masked())
	}
	if _, err := netip.ParseAddr(s); err != nil {
		return "", fmt.Errorf("%q is no address; write one like 192.0.2.7 or 2001:db8::7, or a range like 192.0.2.0/24", s)
	}
	return server.AddrKey(s), nil
}

// parseRange is a range as the list has it.
func parseRange(p netip.Prefix) (origin string, err error) {
	least := minBits6
	if p.Addr().Is4() {
		least = minBits4
	}
	switch one, _ := prefixOf(server.AddrKey(p.Addr().String())); {
	case p.Bits() < least || p.Addr().Is4In6():
		return "", fmt.Errorf("the range %s is too wide to ban; its number of bits must be at least %d", p, least)
	case p.Bits() >= one.Bits():
		return server.AddrKey(p.Addr().String()), nil
	}
	return p.String(), nil
}

// prefixOf is the range of addresses that an origin stands for.
func prefixOf(origin string) (p netip.Prefix, ok bool) {
	if a, err := netip.ParseAddr(origin); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(origin)
	return p, err == nil
}
