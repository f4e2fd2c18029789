package discovery

import (
	"net"
	"net/netip"
	"slices"
	"testing"
)

func TestPlaces(t *testing.T) {
	var ps networks
	for _, cidr := range []string{"127.0.0.1/8", "192.168.1.7/24", "10.9.0.7/20", "fe80::1/64", "10.0.0.1/31", "10.0.0.2/32"} {
		ip, n, err := net.ParseCIDR(cidr)
		if err != nil {
			t.Fatal(err)
		}
		ps = appendNetwork(ps, "if", &net.IPNet{IP: ip, Mask: n.Mask})
	}
	var to []string
	for _, p := range ps {
		to = append(to, p.broadcastAddrs[0].String())
	}
	if want := []string{"127.255.255.255", "192.168.1.255", "10.9.15.255"}; !slices.Equal(to, want) {
		t.Fatalf("broadcasts go to %v, want %v", to, want)
	}
	for addr, want := range map[string]struct{ reach, own bool }{
		"127.0.0.1":     {true, true},
		"127.8.8.8":     {true, true},
		"192.168.1.7":   {true, true},
		"192.168.1.8":   {true, false},
		"192.168.2.7":   {false, false},
		"10.9.15.254":   {true, false},
		"10.9.16.1":     {false, false},
		"8.8.8.8":       {false, false},
		"::1":           {false, true},
		"2001:db8::192": {false, false},
	} {
		a := netip.MustParseAddr(addr)
		if ps.contain(a) != want.reach || ps.isOwnAddr(a) != want.own {
			t.Errorf("%s: reach %v, own %v", addr, ps.contain(a), ps.isOwnAddr(a))
		}
	}
	for listens, want := range map[string]int{
		"0.0.0.0": 3, "::": 3, "192.168.1.7": 1, "::ffff:192.168.1.7": 1, "127.0.0.1": 1, "127.0.0.9": 1, "192.168.1.8": 0, "::1": 0,
	} {
		if got := ps.reachableAt(netip.MustParseAddr(listens)); len(got) != want {
			t.Errorf("who listens on %s is told of in %d places, want %d", listens, len(got), want)
		}
	}
	if got := len(ps.reachableAt(netip.Addr{})); got != 3 {
		t.Errorf("who listens on no special address is told of in %d places", got)
	}
	if got := ps.addrs(); len(got) != 2 || got[0].String() != "192.168.1.7" {
		t.Errorf("others are %v", got)
	}
}

// This computer has a loopback network at the least.
func TestLook(t *testing.T) {
	ps, err := listNetworks()
	if err != nil || !slices.ContainsFunc(ps, func(p network) bool { return p.prefix.Addr() == netip.MustParseAddr("127.0.0.1") }) {
		t.Errorf("%+v, %v", ps, err)
	}
}
