package discovery

import (
	"bytes"
	"net/netip"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// No address gets more than its share, nor do all of them together, however
// they ask.
func TestThrottle(t *testing.T) {
	for _, c := range []struct {
		what      string
		addresses int
		want      int // in 5 s
	}{
		{"one address", 1, 5*answersPerAddr + addrBurst},
		{"a network", 10, 10 * (5*answersPerAddr + addrBurst)},
		{"many addresses", 100_000, 5*totalRate + totalRate/8},
	} {
		limiter, passed := newRateLimiter(answersPerAddr), 0
		const span = 5 * time.Second
		for i := range 200_000 {
			now := span * time.Duration(i) / 200_000
			if limiter.allow(addrPort(uint32(i%c.addresses), 1).Addr(), now) {
				passed++
			}
		}
		if passed > c.want || passed < c.want*98/100 {
			t.Errorf("%s: %d passed in %v, want %d", c.what, passed, span, c.want)
		}
	}
}

// Those who ask too often take nothing from others of their network, and all of
// a small network together nothing from a newcomer in it.
func TestThrottleOthers(t *testing.T) {
	limiter := newRateLimiter(probesPerAddr)
	for i := range 1_000_000 {
		limiter.allow(addrPort(2+uint32(i%250), 1).Addr(), 10*time.Second*time.Duration(i)/1_000_000)
	}
	if !limiter.allow(addrPort(1, 1).Addr(), 10*time.Second) {
		t.Error("one who asked once was not served")
	}
}

// Whatever a server or a finder hears, what it says to that is not longer.
func TestNoAmplifier(t *testing.T) {
	answer, probe := examples()
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom([]message{answer, probe}).Draw(t, "message")
		b := m.append(nil)
		b[7] += rapid.SampledFrom([]byte{0, 1}).Draw(t, "version")
		if rapid.Bool().Draw(t, "unverified") {
			clear(b[8:24])
		}
		b = append(b, make([]byte, 300)...)[:rapid.IntRange(0, len(b)+300).Draw(t, "length")]
		for who, said := range map[string][]byte{
			"server": newTestServer(2, 1).answers(0, addrPort(9, 9), b),
			"finder": newTestSearch().handle(nil, 0, addrPort(9, 9), b),
		} {
			if len(said) > len(b) {
				t.Fatalf("a %s says %d bytes to %d", who, len(said), len(b))
			}
		}
	})
}

// A server answers calls and probes of those on its networks, with their nonce,
// and nobody else.
func TestCrier(t *testing.T) {
	n := newTestServer(2, 1)
	_, probe := examples()
	other := probe
	other.version++
	for _, c := range []struct {
		what  string
		from  netip.AddrPort
		b     []byte
		heard bool
	}{
		{"a probe", finderAt, probe.append(nil), true},
		{"one of another version", finderAt, other.append(nil), true},
		{"a longer one of another version", finderAt, append(other.append(nil), "more"...), true},
		{"a shorter one of another version", finderAt, other.append(nil)[:datagramSize-1], false},
		{"from far away", netip.MustParseAddrPort("8.8.8.8:53"), probe.append(nil), false},
		{"its own beacon", n.at, n.beaconBytes(), false},
		{"noise", finderAt, bytes.Repeat([]byte("CLAN"), 48), false},
	} {
		answer := n.answers(0, c.from, c.b)
		if (answer != nil) != c.heard {
			t.Errorf("%s: the answer is % x", c.what, answer)
			continue
		}
		if m, err := parse(answer); c.heard && (err != nil || m.nonce != probe.nonce || m.id != n.id || m.Info != n.info) {
			t.Errorf("%s: the answer is %+v, %v", c.what, m, err)
		}
	}
	if m, err := parse(n.beaconBytes()); err != nil || m.nonce != (nonce{}) {
		t.Errorf("the beacon is %+v, %v", m, err)
	}
}
