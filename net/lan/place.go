package lan

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// place is a network that this computer is on: an address of it, and where to
// send what all there shall hear.
type place struct {
	name string       // of the interface
	own  netip.Prefix // this computer's address there, and the network
	to   []netip.Addr
}

// places are the networks that this computer is on.
type places []place

// reach tells whether an address is on one of the networks.
func (ps places) reach(a netip.Addr) bool {
	return slices.ContainsFunc(ps, func(p place) bool { return p.own.Contains(a) })
}

// own tells whether an address is this computer's.
func (ps places) own(a netip.Addr) bool {
	return a.IsLoopback() || slices.ContainsFunc(ps, func(p place) bool { return p.own.Addr() == a })
}

// of keeps those places where who listens on an address can be reached.
func (ps places) of(listens netip.Addr) places {
	if listens = listens.Unmap(); !listens.IsValid() || listens.IsUnspecified() {
		return ps
	}
	var kept places
	for _, p := range ps {
		if p.own.Addr() == listens || p.own.Addr().IsLoopback() && p.own.Contains(listens) {
			kept = append(kept, p)
		}
	}
	return kept
}

// others are the addresses, but for loopback ones, which everybody has.
func (ps places) others() []netip.Addr {
	var all []netip.Addr
	for _, p := range ps {
		if a := p.own.Addr(); !a.IsLoopback() {
			all = append(all, a)
		}
	}
	return all
}

// look asks the system for the places that there are now.
func look() (places, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("the system does not tell its networks: %w", err)
	}
	var ps places
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagBroadcast|net.FlagLoopback) == 0 {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // it has just gone away
		}
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				ps = add(ps, i.Name, n)
			}
		}
	}
	return ps, nil
}

// add adds a place, if it is one that has broadcasts.
func add(ps places, name string, n *net.IPNet) places {
	four := n.IP.To4()
	ones, bits := n.Mask.Size()
	if four == nil || bits != 32 || ones > 30 {
		return ps
	}
	p := place{name: name, own: netip.PrefixFrom(netip.AddrFrom4([4]byte(four)), ones)}
	p.to = []netip.Addr{broadcast(p.own)}
	if p.own.Addr().IsLoopback() && !loopbackBroadcasts {
		p.to = append(p.to, p.own.Addr())
	}
	return append(ps, p)
}

// broadcast is the last address of a network.
func broadcast(p netip.Prefix) netip.Addr {
	four := p.Addr().As4()
	last := binary.BigEndian.Uint32(four[:]) | (1<<(32-p.Bits()) - 1)
	binary.BigEndian.PutUint32(four[:], last)
	return netip.AddrFrom4(four)
}
