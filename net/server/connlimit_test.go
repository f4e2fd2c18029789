package server_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/server"
	"clew/net/wire"
)

// One address gets half of the places, so that nobody fills a server alone; further
// clients are told why, in each mode, and a place that gets free is given away again.
func TestOneAddressGetsHalf(t *testing.T) {
	const why = "too many players from your address (5); ask the server's admin to raise max-per-address"
	withVirtualTime(t, server.Config{MaxPlayers: 10}, func(t *testing.T, p *pipeListener) {
		var inside []net.Conn
		for range 5 {
			conn := p.dial()
			go readAll(conn)
			inside = append(inside, conn)
		}
		advance(time.Second)
		for range 6 {
			if got, want := string(<-readAll(p.dial())), "E|address|"+why+"|\nB|address: "+why+"|\n"; got != want {
				t.Errorf("plain: %q, want %q", got, want)
			}
		}
		refused := newPlainClient(p.dial())
		refused.send(t, "H|5||||0|0|1|\n") // it would watch, too
		if got, want := refused.readAll(t), "E|address|"+why+"|\nB|address|"+why+"|\n"; got != want {
			t.Errorf("text: %q, want %q", got, want)
		}
		refused.Close()
		for i := range 5 {
			go readAll(p.dialFrom(fmt.Sprintf("10.0.0.%d", i+2)))
			advance(time.Second)
		}
		if n := p.server.Stats().Players; n != 10 {
			t.Errorf("%d play", n)
		}
		inside[0].Close()
		advance(time.Second)
		again := newPlainClient(p.dial())
		again.readUntil(t, "I|11|")
		again.Close()
	})
}

// Spectators count for their address as well: otherwise it could queue for every
// place that gets free.
func TestSpectatorsCountForTheirAddress(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 1, MaxPerAddr: 2}, func(t *testing.T, p *pipeListener) {
		ann := newPlainClient(p.dialFrom("10.0.0.9"))
		ann.readUntil(t, "I|1|")
		watch := func() *plainClient {
			n := newPlainClient(p.dial())
			n.send(t, "H|5||||0|0|1|\n")
			return n
		}
		ben, cy := watch(), watch()
		ben.readUntil(t, "W|1|")
		cy.readUntil(t, "W|2|")
		dan := watch()
		if got := dan.readAll(t); !strings.Contains(got, "too many players from your address (2)") {
			t.Errorf("%q", got)
		}
		for _, n := range []*plainClient{ann, ben, cy, dan} {
			n.Close()
		}
	})
}

// One address gets its share of the spectators' places and no more, so that others can
// watch and queue too. This computer, and any address without a limit, gets all.
func TestSpectatorsPerAddress(t *testing.T) {
	for name, c := range map[string]struct {
		cfg  server.Config
		from string
		want int
	}{
		"half":          {server.Config{MaxPlayers: 40}, "10.0.0.1", 8},
		"all":           {server.Config{MaxPlayers: 40, MaxPerAddr: 40}, "10.0.0.1", 16},
		"a household":   {server.Config{MaxPlayers: 40, MaxSpectators: 6}, "10.0.0.1", 4},
		"no bound":      {server.Config{MaxPlayers: 40, MaxPerAddr: -1}, "10.0.0.1", 16},
		"this computer": {server.Config{MaxPlayers: 40}, "127.0.0.1", 16},
	} {
		t.Run(name, func(t *testing.T) {
			withVirtualTime(t, c.cfg, func(t *testing.T, p *pipeListener) {
				var in []*plainClient
				for range c.want {
					n := newPlainClient(p.dialFrom(c.from))
					n.send(t, "H|5||||0|0|2|\n")
					n.readUntil(t, "I|5|0|-|")
					in = append(in, n)
				}
				more := newPlainClient(p.dialFrom(c.from))
				more.send(t, "H|5||||0|0|2|\n")
				refusal := fmt.Sprintf("B|address|too many spectators from your address (%d)", c.want)
				if c.want == 16 {
					refusal = "B|full|there are 16 spectators already"
				}
				more.readUntil(t, refusal)
				if c.want < 16 {
					other := newPlainClient(p.dialFrom("10.0.0.2"))
					other.send(t, "H|5||||0|0|2|\n")
					other.readUntil(t, "I|5|0|-|")
					in = append(in, other)
					player := newPlainClient(p.dialFrom(c.from)) // who plays takes none of these
					player.send(t, "H|5||||0|0|1|\n")
					player.readUntil(t, "I|5|1|A|")
					in = append(in, player)
				}
				for _, n := range append(in, more) {
					n.Close()
				}
			})
		})
	}
}

// The server's own computer has no limit: behind a tunnel everybody comes from there.
func TestOwnComputerGetsAll(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 30}, func(t *testing.T, p *pipeListener) {
		for range 30 {
			go readAll(p.dialFrom("127.0.0.1"))
		}
		advance(time.Second)
		if n := p.server.Stats().Players; n != 30 {
			t.Errorf("%d of 30 play", n)
		}
	})
}

// From an address at its limit, players can resume before the server notices that
// their old connections are dead.
func TestComesBackToAFullAddress(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 8}, func(t *testing.T, p *pipeListener) {
		var tokens []string
		var dead []net.Conn
		hello := func(token string) *plainClient {
			n := newPlainClient(p.dial())
			n.send(t, "H|5||"+token+"||0|0|0|\n")
			dead = append(dead, n)
			return n
		}
		for i := range 4 {
			n := hello("")
			tokens = append(tokens, strings.Split(n.readUntil(t, fmt.Sprintf("I|5|%d|", i+1)), "|")[8])
			go io.Copy(io.Discard, n.in)
		}
		advance(time.Second)
		for i, token := range tokens {
			hello(token).readUntil(t, fmt.Sprintf("I|5|%d|", i+1))
		}
		for _, n := range dead {
			n.Close()
		}
	})
}

// A new player, as after a crash, takes the place of a disconnected one from the same
// address, which then cannot resume.
func TestDisconnectedPlayerMakesRoomForItsAddress(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 8}, func(t *testing.T, p *pipeListener) {
		var all []*plainClient
		hello := func(token string) *plainClient {
			n := newPlainClient(p.dial())
			n.send(t, "H|5||"+token+"||0|0|0|\n")
			all = append(all, n)
			return n
		}
		token := ""
		for i := range 4 {
			n := hello("")
			token = strings.Split(n.readUntil(t, fmt.Sprintf("I|5|%d|", i+1)), "|")[8]
			go io.Copy(io.Discard, n.in)
		}
		all[3].Close()
		advance(time.Second)
		n := hello("")
		n.readUntil(t, "I|5|5|")
		go io.Copy(io.Discard, n.in)
		n = hello(token) // that of player 4
		n.readUntil(t, "E|address|too many players from your address (4)")
		for _, n := range all {
			n.Close()
		}
	})
}

// The connections of one address are limited, whatever they send. One too many is
// told so in its own mode, and other addresses are not affected.
func TestOneAddressHoldsSoMany(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPlayers: 100}, func(t *testing.T, p *pipeListener) {
		var idle []net.Conn
		for range 50 + 16 {
			conn := p.dial()
			conn.Write([]byte("H"))
			idle = append(idle, conn)
		}
		const why = "66 connections from your address are open, the maximum; close one"
		for range 6 { // more often than it would be told at the same time
			if got, want := string(<-readAll(p.dial())), "B|address: "+why+"|\n"; got != want {
				t.Errorf("plain: %q, want %q", got, want)
			}
			synctest.Wait()
		}
		refused := p.dial()
		all := readAll(refused)
		refused.Write([]byte(hello("")))
		if got, want := string(<-all), "B|address|"+why+"|\n"; got != want {
			t.Errorf("text: %q, want %q", got, want)
		}
		refused = p.dial()
		all = readAll(refused)
		refused.Write([]byte("\xC1CLW" + string(encodeFrame(t, &wire.Hello{Version: wire.Version}))))
		if got := decodeFrames(t, <-all); len(got) != 1 || *got[0].(*wire.Bye) != (wire.Bye{Code: wire.CodeAddressLimit, Text: why}) {
			t.Errorf("msgpack: %#v", got)
		}
		other := newPlainClient(p.dialFrom("10.0.0.2"))
		other.readUntil(t, "I|1|")
		other.Close()
		for _, conn := range idle {
			conn.Close()
		}
	})
}

// New limits apply to known addresses too.
func TestNewLimits(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		hello := func() string {
			n := newPlainClient(p.dial())
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
		advance(time.Minute)
		if err := p.server.Reconfigure(server.RuntimeConfig{MaxPlayers: 8, MaxPerAddr: 1}); err != nil {
			t.Fatal(err)
		}
		for n, want := range []string{"I|2|", "I|3|", "B|busy: "} {
			if got := hello(); !strings.HasPrefix(got, want) {
				t.Errorf("connection %d gets %q, want %q", n+1, got, want)
			}
			advance(100 * time.Millisecond) // until it is gone
		}
	})
}

// Endless connection attempts from one address are not all answered, and let others
// in.
func TestEndlessConnections(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPerAddr: 2, MaxPlayers: 10}, func(t *testing.T, p *pipeListener) {
		answers := map[string]int{}
		var all []<-chan []byte
		for range 500 {
			all = append(all, readAll(p.dial()))
		}
		advance(time.Second)
		other := newPlainClient(p.dialFrom("10.0.0.2"))
		other.expect(t, "I|3|C|")
		other.Close()
		for _, a := range all {
			kind, _, _ := strings.Cut(string(<-a), "|")
			answers[kind]++
		}
		// Two play, two more than may, and the rest come too fast to be heard.
		if answers["I"] != 2 || answers["E"] != 2 || answers["B"] > 20 || answers[""] < 470 {
			t.Errorf("answers: %v", answers)
		}
	})
}

// New connections from one address are limited in rate, even if each ends at once.
func TestRateOfOneAddress(t *testing.T) {
	withVirtualTime(t, server.Config{MaxPerAddr: 8}, func(t *testing.T, p *pipeListener) {
		try := func() string {
			conn := newPlainClient(p.dial())
			defer synctest.Wait()
			defer conn.Close()
			return conn.readLine(t)
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
		advance(2 * time.Second)
		if got := try(); got[0] != 'I' {
			t.Errorf("two seconds later: %q", got)
		}
	})
}

// A listener that fails for a while, for example without file descriptors, is retried
// with a growing delay.
func TestAcceptFails(t *testing.T) {
	withVirtualTime(t, server.Config{}, func(t *testing.T, p *pipeListener) {
		begin := time.Now()
		for range 12 {
			p.errs <- errors.New("too many open files")
		}
		if d := time.Since(begin); d < 2*time.Second || d > 5*time.Second {
			t.Errorf("12 tries within %v", d)
		}
		person := newPlainClient(p.dial())
		person.expect(t, "I|1|A|")
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
		if got := server.AddrKey(addr); got != want {
			t.Errorf("%s counts as %s, want %s", addr, got, want)
		}
	}
}

// Addresses that are long gone are forgotten.
func TestConnLimiterForgets(t *testing.T) {
	now := time.Now()
	most := 0
	d := server.NewConnLimiter(64, 1000, 16)
	for i := range 10000 {
		now = now.Add(100 * time.Millisecond)
		from := fmt.Sprint("address ", i)
		if !d.AcquireAndRelease(from, now) {
			t.Fatalf("%s may not come in", from)
		}
		most = max(most, d.AddrCount())
	}
	if most > 300 {
		t.Errorf("%d addresses are remembered", most)
	}
}

// A flood from more networks than fit takes limited memory, and forgets nobody who is
// connected.
func TestConnLimiterMemory(t *testing.T) {
	now, d := time.Unix(1e9, 0), server.NewConnLimiter(4, 64, 16)
	leave, in := d.Acquire("2001:db8::/64", now)
	if !in {
		t.Fatal("the first does not get in")
	}
	for i := range 2 * server.MaxAddrs {
		d.AcquireAndRelease(fmt.Sprintf("2001:db8:%x:%x::/64", i>>16, i&0xffff), now)
	}
	if n := d.AddrCount(); n > server.MaxAddrs+1000 {
		t.Errorf("%d networks are remembered", n)
	}
	leave()
}
