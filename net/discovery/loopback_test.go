package discovery

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"clew/net/wire"
)

// isolated returns overrides for the loopback network only, and a port that nobody else
// uses.
func isolated(t *testing.T) overrides {
	t.Helper()
	s, err := openSocket(netip.MustParseAddrPort("0.0.0.0:0"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close) // until then the port is nobody else's
	lo := netip.MustParsePrefix("127.0.0.1/8")
	ps := networks{{iface: "lo", prefix: lo, broadcastAddrs: []netip.Addr{broadcastAddr(lo)}}}
	return overrides{port: portOf(s), listNetworks: func() (networks, error) { return ps, nil }}
}

func portOf(s *socket) uint16 { return uint16(s.conn.LocalAddr().(*net.UDPAddr).Port) }

// announce announces a game until the test ends.
func announce(t *testing.T, s overrides, game string, info Info) *Announcer {
	t.Helper()
	b, err := Announce(Advertisement{
		GameAddr:  netip.MustParseAddrPort(game),
		Info:      func() Info { return info },
		OnError:   func(err error) { t.Errorf("it does not work: %v", err) },
		overrides: s,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func find(t *testing.T, o FindOptions) *Finder {
	t.Helper()
	f, err := Find(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

// testTimeout is how long anything may take, on a machine that has much else to do.
const testTimeout = 60 * time.Second

// until waits for a condition, and fails the test if it never holds.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		if time.Since(begin) > testTimeout {
			t.Fatalf("waited %v in vain: %s", testTimeout, what)
		}
		<-look.C
	}
}

// Two servers and two finders on this computer: each finder finds both servers, and sees
// changes and exits.
func TestOneComputer(t *testing.T) {
	t.Parallel() // it waits
	s := isolated(t)
	first := announce(t, s, "0.0.0.0:8856", Info{Name: "Ariadne's", Level: "Spiral", Players: 3, MaxPlayers: 64})
	early := find(t, FindOptions{overrides: s})
	until(t, "the first server is found", func() bool { return len(early.Servers(nil)) == 1 })
	second := announce(t, s, "127.0.0.1:4242", Info{Name: "Theseus'", Level: "First Thread", MaxPlayers: 8, HasPassword: true})
	late := find(t, FindOptions{overrides: s})
	for who, f := range map[string]*Finder{"early": early, "late": late} {
		until(t, who+" finds both", func() bool { return len(f.Servers(nil)) == 2 })
		got := f.Servers(nil)
		for i, ping := range []time.Duration{got[0].RTT, got[1].RTT} {
			if ping <= 0 || ping > cookieTTL {
				t.Errorf("%s: a ping of %v", who, ping)
			}
			got[i].RTT = 0
		}
		want := []Server{
			{ID: first.ID(), Addr: netip.MustParseAddrPort("127.0.0.1:8856"), Local: true, Version: wire.Version,
				Info: Info{Name: "Ariadne's", Level: "Spiral", Players: 3, MaxPlayers: 64}},
			{ID: second.ID(), Addr: netip.MustParseAddrPort("127.0.0.1:4242"), Local: true, Version: wire.Version,
				Info: Info{Name: "Theseus'", Level: "First Thread", MaxPlayers: 8, HasPassword: true}},
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s found %+v, want %+v", who, got, want)
		}
		if err := f.LastError(); err != nil {
			t.Error(err)
		}
	}
	first.Close()
	first.Close() // once more does nothing
	until(t, "only the second is left", func() bool {
		got := late.Servers(nil)
		return len(got) == 1 && got[0].ID == second.ID()
	})
}

// A host does not find its own game, unless it wants to.
func TestExclude(t *testing.T) {
	s := isolated(t)
	mine := announce(t, s, "0.0.0.0:8856", Info{Name: "Mine"})
	other := announce(t, s, "0.0.0.0:8857", Info{Name: "Other"})
	f := find(t, FindOptions{Exclude: []ID{mine.ID()}, overrides: s})
	until(t, "the other is found", func() bool { return len(f.Servers(nil)) > 0 })
	if got := f.Servers(nil); len(got) != 1 || got[0].ID != other.ID() {
		t.Errorf("found %+v", got)
	}
}

// A server of another version is found and marked.
func TestAnotherVersion(t *testing.T) {
	s := isolated(t)
	other := s
	other.version = wire.Version + 1
	b := announce(t, other, "0.0.0.0:8856", Info{Name: "The future"})
	f := find(t, FindOptions{overrides: s})
	until(t, "it is found", func() bool { return len(f.Servers(nil)) == 1 })
	if got := f.Servers(nil)[0]; !got.Incompatible() || got.Version != wire.Version+1 || got.ID != b.ID() || got.Addr.Port() != 8856 || got.Name != "" {
		t.Errorf("found %+v", got)
	}
}

// What is told becomes what is listed.
func TestInfoChanges(t *testing.T) {
	s := isolated(t)
	var mu sync.Mutex
	players := 0
	b, err := Announce(Advertisement{GameAddr: netip.MustParseAddrPort("0.0.0.0:8856"), overrides: s, Info: func() Info {
		mu.Lock()
		defer mu.Unlock()
		return Info{Name: "Crete", Players: players}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	f := find(t, FindOptions{overrides: s})
	for _, n := range []int{7, 2} {
		mu.Lock()
		players = n
		mu.Unlock()
		until(t, "the number of players is the new one", func() bool {
			got := f.Servers(nil)
			return len(got) == 1 && got[0].Players == n
		})
	}
}

// Where another program has the port for itself, each says once what is wrong,
// and works on.
func TestPortInUse(t *testing.T) {
	for _, who := range []string{"server", "finder"} {
		t.Run(who, func(t *testing.T) {
			s := isolated(t)
			occupied, err := openSocket(netip.MustParseAddrPort("0.0.0.0:0"), false)
			if err != nil {
				t.Fatal(err)
			}
			defer occupied.close()
			hurt := s
			hurt.port = portOf(occupied)
			var told []error
			var mu sync.Mutex
			a := Advertisement{GameAddr: netip.MustParseAddrPort("0.0.0.0:8856"), Info: func() Info { return Info{} }, overrides: hurt,
				OnError: func(err error) { mu.Lock(); told = append(told, err); mu.Unlock() }}
			b, err := Announce(a)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			f := find(t, FindOptions{overrides: hurt})
			mu.Lock()
			defer mu.Unlock()
			problems := map[string]error{"finder": f.LastError(), "server": errors.Join(told...)}
			if err := problems[who]; err == nil || !strings.Contains(err.Error(), "stop any other program that uses it") || strings.Contains(err.Error(), "\n") {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// What can't be announced at all.
func TestCannotAnnounce(t *testing.T) {
	kinds := map[string]ErrorKind{"broadcasts need an IPv4 address": NoIPv4, "no UDP port available": NoSocket}
	for game, want := range map[string]string{
		"[::1]:8856":      "broadcasts need an IPv4 address",
		"0.0.0.0:0":       "has no port",
		"192.0.2.77:8856": "no UDP port available", // not an address of this computer
	} {
		b, err := Announce(Advertisement{GameAddr: netip.MustParseAddrPort(game), overrides: isolated(t)})
		if err == nil {
			b.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", game, err)
		}
		if kind, ok := kinds[want]; ok {
			var why *Error
			if !errors.As(err, &why) || why.Kind != kind {
				t.Errorf("%s: %v is no trouble of kind %d", game, err, kind)
			}
		}
	}
}

// Each problem is told once, and endlessly many different ones are not.
func TestTroubles(t *testing.T) {
	s := isolated(t)
	failing := errors.New("the system does not tell")
	s.listNetworks = func() (networks, error) { return nil, failing }
	f := find(t, FindOptions{overrides: s})
	until(t, "it says that it is nowhere", func() bool { return f.LastError() == errNoNetwork })

	var told []string
	tr := errorLog{onError: func(err error) { told = append(told, err.Error()) }}
	for i := range 100 {
		tr.add(nil)
		tr.add(failing)
		tr.add(errors.New(strings.Repeat("x", i)))
	}
	if len(told) != maxErrors || told[0] != failing.Error() {
		t.Errorf("told %q", told)
	}
}

// Of a peer on port 8856 the bare GUID is heard, after a beacon that names it, so that
// only a lecture peer would dial it. One on another port, and one that is in no game,
// keep it to themselves.
func TestBareGUID(t *testing.T) {
	for _, c := range []struct {
		port uint16
		game GameID
		want bool
	}{{8856, 7, true}, {4242, 7, false}, {8856, 0, false}} {
		t.Run(fmt.Sprint(c.port, " ", c.game), func(t *testing.T) {
			s := isolated(t)
			ear, err := openListener(s.port)
			if err != nil {
				t.Fatal(err)
			}
			defer ear.close()
			a, err := Announce(Advertisement{
				GameAddr: netip.AddrPortFrom(netip.IPv4Unspecified(), c.port), Peer: idOf(7),
				Info:      func() Info { return Info{Name: "Ada and Bo", Game: c.game} },
				overrides: s,
			})
			if err != nil {
				t.Fatal(err)
			}
			beacons, guids := 0, 0
			for beacons < 2 && c.game != 0 {
				b := make([]byte, 256)
				n, _, err := ear.conn.ReadFromUDPAddrPort(b)
				if err != nil {
					t.Fatal(err)
				}
				if id, ok := parseGUID(b[:n]); ok && id == idOf(7) && beacons > 0 && string(b[:n]) == a.ID().GUID()+"\x00" {
					guids++
				} else if m, err := parse(b[:n]); err == nil && m.kind == fromPeer && m.id == idOf(7) && m.Game == c.game {
					beacons++
				} else {
					t.Fatalf("heard % x", b[:n])
				}
			}
			a.Close()
			ear.conn.SetReadDeadline(time.Now().Add(time.Millisecond))
			if n, _, err := ear.conn.ReadFromUDPAddrPort(make([]byte, 256)); c.game == 0 && err == nil {
				t.Errorf("it is in no game and sent %d bytes", n)
			}
			if (guids == 1) != c.want || guids > 1 {
				t.Errorf("its bare GUID was heard %d times", guids)
			}
			if got := a.LecturePeers(nil); len(got) > 0 {
				t.Errorf("it took %+v for lecture peers", got)
			}
		})
	}
}
