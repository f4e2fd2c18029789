package discovery

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// network is a network that this computer is on: an address of it, and where to
// send what all there shall hear.
type network struct {
	iface          string       // of the interface
	prefix         netip.Prefix // this computer's address there, and the network
	broadcastAddrs []netip.Addr
}

// networks are the networks that this computer is on.
type networks []network

// contain tells whether an address is on one of the networks.
func (ps networks) contain(a netip.Addr) bool {
	return slices.ContainsFunc(ps, func(p network) bool { return p.prefix.Contains(a) })
}

// isOwnAddr tells whether an address is this computer's.
func (ps networks) isOwnAddr(a netip.Addr) bool {
	return a.IsLoopback() || slices.ContainsFunc(ps, func(p network) bool { return p.prefix.Addr() == a })
}

// reachableAt keeps those places where who listens on an address can be reached.
func (ps networks) reachableAt(listens netip.Addr) networks {
	if listens = listens.Unmap(); !listens.IsValid() || listens.IsUnspecified() {
		return ps
	}
	var kept networks
	for _, p := range ps {
		if p.prefix.Addr() == listens || p.prefix.Addr().IsLoopback() && p.prefix.Contains(listens) {
			kept = append(kept, p)
		}
	}
	return kept
}

// addrs are the addresses, but for loopback ones, which everybody has.
func (ps networks) addrs() []netip.Addr {
	var all []netip.Addr
	for _, p := range ps {
		if a := p.prefix.Addr(); !a.IsLoopback() {
			all = append(all, a)
		}
	}
	return all
}

// listNetworks asks the system for the places that there are now.
func listNetworks() (networks, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("the system does not tell its networks: %w", err)
	}
	var ps networks
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
				ps = appendNetwork(ps, i.Name, n)
			}
		}
	}
	return ps, nil
}

// appendNetwork adds a place, if it is one that has broadcasts.
func appendNetwork(ps networks, name string, n *net.IPNet) networks {
	four := n.IP.To4()
	ones, bits := n.Mask.Size()
	if four == nil || bits != 32 || ones > 30 {
		return ps
	}
	p := network{iface: name, prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte(four)), ones)}
	p.broadcastAddrs = []netip.Addr{broadcastAddr(p.prefix)}
	if p.prefix.Addr().IsLoopback() && !hasLoopbackBroadcast {
		p.broadcastAddrs = append(p.broadcastAddrs, p.prefix.Addr())
	}
	return append(ps, p)
}

// broadcastAddr is the last address of a network.
func broadcastAddr(p netip.Prefix) netip.Addr {
	four := p.Addr().As4()
	last := binary.BigEndian.Uint32(four[:]) | (1<<(32-p.Bits()) - 1)
	binary.BigEndian.PutUint32(four[:], last)
	return netip.AddrFrom4(four)
}
