package dial_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"clew/net/dial"
	"clew/net/tracker"
)

// fakeDNS answers with these records, and notes which names it was asked for.
type fakeDNS struct {
	records []*net.SRV
	err     error
	asked   []string
}

func (f *fakeDNS) LookupSRV(_ context.Context, service, proto, name string) (string, []*net.SRV, error) {
	f.asked = append(f.asked, "_"+service+"._"+proto+"."+name)
	return "", f.records, f.err
}

// A name without a port is looked up, and nothing else is.
func TestTargets(t *testing.T) {
	srv := []*net.SRV{{Target: "one.example.", Port: 9}, {Target: ".", Port: 1}, {Target: "two.example", Port: 10}}
	var many []*net.SRV
	for i := range 40 {
		many = append(many, &net.SRV{Target: fmt.Sprint("host", i, ".example."), Port: 1})
	}
	for _, c := range []struct {
		addr  string
		dns   fakeDNS
		want  []string
		asked string
	}{
		{"maze.example", fakeDNS{records: srv}, []string{"one.example:9", "two.example:10", "maze.example:8856"}, "_clew._tcp.maze.example"},
		{" maze.example ", fakeDNS{err: &net.DNSError{IsNotFound: true}}, []string{"maze.example:8856"}, "_clew._tcp.maze.example"},
		{"maze.example", fakeDNS{err: errors.New("the resolver is away")}, []string{"maze.example:8856"}, "_clew._tcp.maze.example"},
		{"maze.example:8856", fakeDNS{records: srv}, []string{"maze.example:8856"}, ""},
		{"localhost", fakeDNS{records: srv}, []string{"localhost:8856"}, ""},
		{"printer.local", fakeDNS{records: srv}, []string{"printer.local:8856"}, ""},
		{"10.0.0.7", fakeDNS{records: srv}, []string{"10.0.0.7:8856"}, ""},
		{"::ffff:10.0.0.7", fakeDNS{records: srv}, []string{"[::ffff:10.0.0.7]:8856"}, ""},
		{"", fakeDNS{records: srv}, []string{"localhost:8856"}, ""},
	} {
		d := dial.NewDialer(c.addr, dial.Msgpack)
		d.SetLookupSRV(c.dns.LookupSRV)
		got, err := d.Targets(t.Context())
		if !slices.Equal(got, c.want) || err != nil {
			t.Errorf("%q leads to %q, %v, want %q", c.addr, got, err, c.want)
		}
		if asked := fmt.Sprint(c.dns.asked); asked != "["+c.asked+"]" {
			t.Errorf("%q asks for %s, want [%s]", c.addr, asked, c.asked)
		}
	}
	d := dial.NewDialer("maze.example", dial.Msgpack)
	d.SetLookupSRV((&fakeDNS{records: many}).LookupSRV)
	if got, _ := d.Targets(t.Context()); len(got) != 17 || got[16] != "maze.example:8856" {
		t.Errorf("many records lead to %q", got)
	}
}

// listen accepts connections until the test ends.
func listen(t *testing.T) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().(*net.TCPAddr)
}

// The first server that answers is joined, and joined again when the order has
// changed: the place there is still kept.
func TestDialerReturns(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	record := func(a net.Addr) *net.SRV {
		return &net.SRV{Target: "127.0.0.1.", Port: uint16(a.(*net.TCPAddr).Port)}
	}
	one, two := record(listen(t)), record(listen(t))
	dns := &fakeDNS{records: []*net.SRV{record(closed.Addr()), one, two}}
	d := dial.NewDialer("maze.invalid", dial.Msgpack)
	d.SetLookupSRV(dns.LookupSRV)
	l, err := d.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	dial.WaitClosed(l)
	dns.records = []*net.SRV{two, one}
	got, err := d.Targets(t.Context())
	want := fmt.Sprintf("127.0.0.1:%d", one.Port)
	if err != nil || got[0] != want || len(got) != 3 {
		t.Errorf("then it dials %q, %v, want %s first", got, err, want)
	}
	dns.records, dns.err = nil, &net.DNSError{IsTimeout: true}
	if got, err = d.Targets(t.Context()); err != nil || !slices.Equal(got, []string{want, "maze.invalid:8856"}) {
		t.Errorf("without an answer it dials %q, %v, want %s first", got, err, want)
	}
	dns.err = &net.DNSError{IsNotFound: true}
	if got, err = d.Targets(t.Context()); err != nil || !slices.Equal(got, []string{"maze.invalid:8856"}) {
		t.Errorf("without records it dials %q, %v", got, err)
	}
}

// When no server answers, the error is about the first.
func TestDialerError(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	d := dial.NewDialer("maze.invalid", dial.Msgpack)
	d.SetLookupSRV((&fakeDNS{records: []*net.SRV{{Target: "127.0.0.1.", Port: uint16(closed.Addr().(*net.TCPAddr).Port)}}}).LookupSRV)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err = d.Dial(ctx)
	var e *dial.Error
	if !errors.As(err, &e) || e.Kind != dial.Refused {
		t.Errorf("%v, want that nothing listens", err)
	}
}

// An invitation by a tracker leads to the game's addresses; the error says what the
// tracker answers.
func TestDialByWord(t *testing.T) {
	listed := map[string]tracker.Game{
		"SERVER": {Addr: netip.MustParseAddrPort("20.0.0.9:8856")},
		"PEERS1": {Addr: netip.MustParseAddrPort("20.0.0.1:8856"), Doors: []netip.AddrPort{netip.MustParseAddrPort("20.0.0.1:8856"), netip.MustParseAddrPort("20.0.0.2:8856")}},
	}
	find := func(_ context.Context, at, word string) (tracker.Game, error) {
		if g, ok := listed[word]; ok && at == "tracker.example:8857" {
			return g, nil
		}
		return tracker.Game{}, &tracker.Error{Kind: tracker.UnknownWord, Tracker: at}
	}
	for typed, want := range map[string][]string{
		"server@tracker.example":        {"20.0.0.9:8856"},
		" peers1@tracker.example:8857 ": {"20.0.0.1:8856", "20.0.0.2:8856"},
	} {
		d := dial.NewDialer(typed, dial.Msgpack)
		d.SetFindWord(find)
		if got, err := d.Targets(t.Context()); !slices.Equal(got, want) || err != nil {
			t.Errorf("%q leads to %q, %v, want %q", typed, got, err, want)
		}
	}
	for typed, want := range map[string]string{
		"000000@tracker.example": "the tracker tracker.example:8857 lists no game with this word",
		"short@tracker.example":  "an invitation by a tracker is six letters",
		"SERVER@a:b:c":           "use a host, such as tracker.example",
	} {
		d := dial.NewDialer(typed, dial.Msgpack)
		d.SetFindWord(find)
		var e *dial.Error
		if got, err := d.Targets(t.Context()); !errors.As(err, &e) || !strings.HasPrefix(e.Text, want) {
			t.Errorf("%q leads to %q, %v, want %q …", typed, got, err, want)
		}
	}
}
