package bans

import (
	"fmt"
	"net/netip"

	"clew/net/host"
)

// The widest ranges that can be banned, in bits: of IPv4 a 256th of all, of IPv6
// what a provider may have.
const (
	widest4 = 8
	widest6 = 16
)

// Address is what is banned by what a person typed: an address as host.Origin
// has it, or a range such as 192.0.2.0/24. Of IPv6 no range is narrower than an
// origin.
func Address(s string) (origin string, err error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return span(p.Masked())
	}
	if _, err := netip.ParseAddr(s); err != nil {
		return "", fmt.Errorf("%q is no address; write one like 192.0.2.7 or 2001:db8::7, or a range like 192.0.2.0/24", s)
	}
	return host.Origin(s), nil
}

// span is a range as the list has it.
func span(p netip.Prefix) (origin string, err error) {
	least := widest6
	if p.Addr().Is4() {
		least = widest4
	}
	switch one, _ := block(host.Origin(p.Addr().String())); {
	case p.Bits() < least || p.Addr().Is4In6():
		return "", fmt.Errorf("the range %s is too wide to ban; its number of bits must be at least %d", p, least)
	case p.Bits() >= one.Bits():
		return host.Origin(p.Addr().String()), nil
	}
	return p.String(), nil
}

// block is the range of addresses that an origin stands for.
func block(origin string) (p netip.Prefix, ok bool) {
	if a, err := netip.ParseAddr(origin); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(origin)
	return p, err == nil
}
