package discovery

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// network is a network of this computer.
type network struct {
	iface          string       // name of the interface
	prefix         netip.Prefix // this computer's address, and the network's length
	broadcastAddrs []netip.Addr
}

// networks are the networks of this computer.
type networks []network

// contain reports whether an address is on one of the networks.
func (ns networks) contain(a netip.Addr) bool {
	return slices.ContainsFunc(ns, func(p network) bool { return p.prefix.Contains(a) })
}

// isOwnAddr reports whether an address is this computer's.
func (ns networks) isOwnAddr(a netip.Addr) bool {
	return a.IsLoopback() || slices.ContainsFunc(ns, func(p network) bool { return p.prefix.Addr() == a })
}

// reachableAt returns the networks from which a listener on an address can be
// reached.
func (ns networks) reachableAt(addr netip.Addr) networks {
	if addr = addr.Unmap(); !addr.IsValid() || addr.IsUnspecified() {
		return ns
	}
	var reachable networks
	for _, p := range ns {
		if p.prefix.Addr() == addr || p.prefix.Addr().IsLoopback() && p.prefix.Contains(addr) {
			reachable = append(reachable, p)
		}
	}
	return reachable
}

// addrs returns this computer's addresses without loopback ones, which every
// computer has.
func (ns networks) addrs() []netip.Addr {
	var all []netip.Addr
	for _, p := range ns {
		if a := p.prefix.Addr(); !a.IsLoopback() {
			all = append(all, a)
		}
	}
	return all
}

// listNetworks asks the system for the current networks.
func listNetworks() (networks, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("cannot list the networks of this computer: %w", err)
	}
	var ns networks
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagBroadcast|net.FlagLoopback) == 0 {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // it has just disappeared
		}
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				ns = appendNetwork(ns, i.Name, n)
			}
		}
	}
	return ns, nil
}

// appendNetwork appends a network if it has broadcasts.
func appendNetwork(ns networks, name string, n *net.IPNet) networks {
	four := n.IP.To4()
	ones, bits := n.Mask.Size()
	if four == nil || bits != 32 || ones > 30 {
		return ns
	}
	p := network{iface: name, prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte(four)), ones)}
	p.broadcastAddrs = []netip.Addr{broadcastAddr(p.prefix)}
	if p.prefix.Addr().IsLoopback() && !hasLoopbackBroadcast {
		p.broadcastAddrs = append(p.broadcastAddrs, p.prefix.Addr())
	}
	return append(ns, p)
}

// broadcastAddr returns the last address of a network.
func broadcastAddr(p netip.Prefix) netip.Addr {
	four := p.Addr().As4()
	last := binary.BigEndian.Uint32(four[:]) | (1<<(32-p.Bits()) - 1)
	binary.BigEndian.PutUint32(four[:], last)
	return netip.AddrFrom4(four)
}
