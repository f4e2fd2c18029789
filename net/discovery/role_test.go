package discovery

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"clew/net/wire"
)

// runRole plays a role until standard input ends: its name, and words for it.
func runRole(role string) (code int) {
	words := strings.Fields(role)
	end := make(chan struct{})
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(end)
	}()
	if words[0] == "occupied" { // another program has the port for itself
		s, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), Port), false)
		if err != nil {
			return reportRole(err)
		}
		defer s.close()
		words = words[1:]
	}
	if words[0] == "listening" { // a game is there, which takes whoever connects
		l, err := net.Listen("tcp4", words[2])
		if err != nil {
			return reportRole(err)
		}
		defer l.Close()
		go acceptAll(l)
		words = words[1:]
	}
	var err error
	switch words[0] {
	case "server":
		err = runServerRole(end, words[1:])
	case "finder":
		err = runFinderRole(end, len(words) > 1)
	case "flood":
		err = runFloodRole(end)
	case "lecture":
		err = runLectureRole(end)
	default:
		err = fmt.Errorf("there is no role %q", role)
	}
	if err != nil {
		return reportRole(err)
	}
	return 0
}

// acceptAll lets everybody in, and says nothing.
func acceptAll(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			io.Copy(io.Discard, conn)
			conn.Close()
		}()
	}
}

func reportRole(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// runServerRole announces a game: where it listens, its name, its version's
// distance from ours.
func runServerRole(end <-chan struct{}, words []string) error {
	a := Advertisement{
		GameAddr: netip.MustParseAddrPort(words[0]),
		Info: func() Info {
			return Info{Name: words[1], Level: "Spiral", Players: 2, MaxPlayers: 8, HasPassword: true}
		},
		OnError: func(err error) { fmt.Fprintln(os.Stderr, words[1], "says:", err) },
	}
	if len(words) > 2 {
		a.version = wire.Version + 1
	}
	b, err := Announce(a)
	if err != nil {
		return err
	}
	<-end
	b.Close()
	return nil
}

// runFinderRole prints what it finds, in one line, whenever that is new. It may scan.
func runFinderRole(end <-chan struct{}, scan bool) error {
	f, err := Find(FindOptions{})
	if err != nil {
		return err
	}
	defer f.Close()
	if scan {
		f.Scan()
	}
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for last := "none yet"; ; {
		var now []string
		for _, s := range f.Servers(nil) {
			now = append(now, describe(s))
		}
		if line := strings.Join(now, ", "); line != last {
			last = line
			fmt.Println(line)
		}
		select {
		case <-look.C:
		case <-end:
			return nil
		}
	}
}

// describe says what can be foretold of a server.
func describe(s Server) string {
	text := fmt.Sprintf("%s at %v", s.Name, s.Addr)
	if s.Local {
		text += " here"
	}
	if s.Incompatible() {
		text += fmt.Sprint(" speaks ", s.Version)
	} else if want := (Info{Name: s.Name, Level: "Spiral", Players: 2, MaxPlayers: 8, HasPassword: true}); s.Info != want {
		text += fmt.Sprintf(" is odd: %+v", s.Info)
	}
	if s.RTT <= 0 || s.RTT > cookieTTL {
		text += fmt.Sprintf(" has a ping of %v", s.RTT)
	}
	return text
}

// runFloodRole makes up servers, as fast as it can, at every address that it has.
// Some of them answer.
func runFloodRole(end <-chan struct{}) error {
	near, err := listNetworks()
	if err != nil {
		return err
	}
	var sockets []*socket
	for _, p := range near {
		s, err := openSocket(netip.AddrPortFrom(p.prefix.Addr(), 0), false)
		if err != nil {
			return err
		}
		defer s.close()
		sockets = append(sockets, s)
		go s.read(func(from netip.AddrPort, b []byte) {
			if m, err := parse(b); err == nil && m.kind == fromFinder {
				s.send(from, anyFakeServer().answer(m.nonce))
			}
		})
	}
	fmt.Println("flooding from", len(sockets), "addresses")
	for i := 0; ; i = (i + 1) % len(sockets) {
		select {
		case <-end:
			return nil
		default:
			sockets[i].broadcast(near[i:i+1], Port, anyFakeServer().answer(nonce{}), &errorLog{})
		}
	}
}

func anyFakeServer() fakeServer { return newFakeServer(0, rand.Uint64N(1000)+1) }
