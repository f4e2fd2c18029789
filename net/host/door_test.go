package host_test

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/host"
	"clew/net/wire"
)

// The 65th connection from an address is told why it may not stay, in its own
// mode; other addresses are not its concern, and a place that is free again is
// given away again.
func TestOneAddressHoldsSoMany(t *testing.T) {
	virtual(t, host.Config{MaxPlayers: 100}, func(t *testing.T, p *pipes) {
		var inside []net.Conn
		for range 64 {
			conn := p.dial()
			go readAll(conn)
			inside = append(inside, conn)
		}
		pass(time.Second)

		const why = "64 connections from your address are open, which is all it may have; close one"
		for range 6 { // more often than it would be told at the same time
			if got, want := string(<-readAll(p.dial())), "B|full: "+why+"|\n"; got != want {
				t.Errorf("plain: %q, want %q", got, want)
			}
			synctest.Wait()
		}
		refused := p.dial()
		all := readAll(refused)
		refused.Write([]byte("H|2|"))
		if got, want := string(<-all), "B|full|"+why+"|\n"; got != want {
			t.Errorf("text: %q, want %q", got, want)
		}
		refused = p.dial()
		all = readAll(refused)
		refused.Write([]byte("\xC1CLW"))
		if got := unframe(t, <-all); len(got) != 1 || *got[0].(*wire.Bye) != (wire.Bye{Code: "full", Text: why}) {
			t.Errorf("msgpack: %#v", got)
		}

		other := netcat(p.dialFrom("10.0.0.2"))
		other.until(t, "I|65|")
		go readAll(other)
		inside[0].Close()
		pass(time.Second)
		again := netcat(p.dial())
		again.until(t, "I|66|")
		again.Close()
	})
}

// A new bound holds for those too who are known already.
func TestOtherBounds(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		hello := func() string {
			n := netcat(p.dial())
			defer n.Close()
			line, err := n.in.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			return line
		}
		if got := hello(); !strings.HasPrefix(got, "I|1|") {
			t.Fatal(got)
		}
		pass(time.Minute)
		if err := p.host.SetRules(host.Rules{MaxPlayers: 8, PerAddress: 1}); err != nil {
			t.Fatal(err)
		}
		for n, want := range []string{"I|2|", "I|3|", "B|busy: "} {
			if got := hello(); !strings.HasPrefix(got, want) {
				t.Errorf("connection %d gets %q, want %q", n+1, got, want)
			}
			pass(100 * time.Millisecond) // until it is gone
		}
	})
}

// Who knocks without end is not answered without end, and lets others in.
func TestKnockingForever(t *testing.T) {
	virtual(t, host.Config{PerAddress: 2, MaxPlayers: 10}, func(t *testing.T, p *pipes) {
		answers := map[string]int{}
		var all []<-chan []byte
		for range 500 {
			all = append(all, readAll(p.dial()))
		}
		for _, a := range all[2:] {
			answers[string(<-a)]++
		}
		if len(answers) != 2 || answers[""] < 400 {
			t.Errorf("answers: %v", answers)
		}
		other := netcat(p.dialFrom("10.0.0.2"))
		other.sees(t, "I|3|C|")
		other.Close()
	})
}

// New connections from one address come at a bounded rate, even if each ends
// at once.
func TestRateOfOneAddress(t *testing.T) {
	virtual(t, host.Config{PerAddress: 8}, func(t *testing.T, p *pipes) {
		try := func() string {
			conn := netcat(p.dial())
			defer synctest.Wait()
			defer conn.Close()
			return conn.line(t)
		}
		in := 0
		for in < 100 && try()[0] == 'I' {
			in++
		}
		// Twice as many as it may hold, and as each takes 250 ms, some of
		// the one more in each second.
		if in < 16 || in > 24 {
			t.Errorf("%d got in", in)
		}
		if got := try(); !strings.HasPrefix(got, "B|busy: too many new connections from your address") {
			t.Errorf("the next hears %q", got)
		}
		pass(2 * time.Second)
		if got := try(); got[0] != 'I' {
			t.Errorf("two seconds later: %q", got)
		}
	})
}

// When all places for connections are taken, the server says so to nobody, but
// lives.
func TestAllPlacesTaken(t *testing.T) {
	virtual(t, host.Config{MaxPlayers: 1}, func(t *testing.T, p *pipes) {
		var conns []net.Conn
		for i := range 257 {
			conn := p.dialFrom(fmt.Sprintf("10.0.%d.%d", i/250, i%250+1))
			conn.Write([]byte("H"))
			conns = append(conns, conn)
		}
		if got := <-readAll(p.dialFrom("10.1.1.1")); len(got) > 0 {
			t.Errorf("got %q", got)
		}
		for _, c := range conns {
			c.Close()
		}
		pass(time.Second)
		person := netcat(p.dialFrom("10.1.1.1"))
		person.sees(t, "I|1|A|")
		person.Close()
	})
}

// A listener that fails for a while, as when there are no more sockets, is
// tried again, more and more seldom.
func TestAcceptFails(t *testing.T) {
	virtual(t, host.Config{}, func(t *testing.T, p *pipes) {
		begin := time.Now()
		for range 12 {
			p.errs <- errors.New("too many open files")
		}
		if d := time.Since(begin); d < 2*time.Second || d > 5*time.Second {
			t.Errorf("12 tries within %v", d)
		}
		person := netcat(p.dial())
		person.sees(t, "I|1|A|")
		person.Close()
	})
}

func TestOrigin(t *testing.T) {
	for addr, want := range map[string]string{
		"10.0.0.1:5":                "10.0.0.1",
		"[::ffff:10.0.0.1]:5":       "10.0.0.1",
		"[2001:db8:1:2:3:4:5:6]:5":  "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:77": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:5":          "fe80::/64",
		"[::1]:5":                   "::1",
		"pipe":                      "pipe",
		"10.0.0.1":                  "10.0.0.1",
		"2001:db8:1:2:3:4:5:6":      "2001:db8:1:2::/64",
		"2001:db8:1:2::/64":         "2001:db8:1:2::/64",
	} {
		if got := host.Origin(addr); got != want {
			t.Errorf("%s counts as %s, want %s", addr, got, want)
		}
	}
}

// Addresses that are long gone are forgotten.
func TestDoorForgets(t *testing.T) {
	now := time.Now()
	most := 0
	d := host.NewDoor(64, 1000)
	for i := range 10000 {
		now = now.Add(100 * time.Millisecond)
		from := fmt.Sprint("address ", i)
		if !d.Visit(from, now) {
			t.Fatalf("%s may not come in", from)
		}
		most = max(most, d.Known())
	}
	if most > 300 {
		t.Errorf("%d addresses are remembered", most)
	}
}
