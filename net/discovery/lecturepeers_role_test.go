package discovery

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// testLecturePeer is the lecture's P2P client, line by line, but for its console:
// it counts what it does on standard output.
type testLecturePeer struct {
	guid string
	udp  *socket

	mu    sync.Mutex
	peers map[string]bool // by IP address
	heard int             // GUIDs of others
}

// runLectureRole acts as a lecture peer until standard input ends or, like the original,
// a dial fails.
func runLectureRole(end <-chan struct{}) error {
	tcp, err := net.Listen("tcp4", fmt.Sprintf("0.0.0.0:%d", lecturePort))
	if err != nil {
		return err
	}
	defer tcp.Close()
	udp, err := openSocket(netip.AddrPortFrom(netip.IPv4Unspecified(), Port), false)
	if err != nil {
		return err
	}
	defer udp.close()
	l := &testLecturePeer{guid: fmt.Sprintf("{%08X-0000-4000-8000-000000000000}", time.Now().UnixNano()&0xFFFFFFFF), udp: udp, peers: make(map[string]bool)}
	failed := make(chan error, 1)
	go l.accept(tcp)
	go udp.read(func(from netip.AddrPort, b []byte) {
		if err := l.hear(from.Addr().String(), b); err != nil {
			failed <- err
		}
	})
	say := time.NewTicker(guidInterval)
	defer say.Stop()
	for {
		near, err := listNetworks()
		if err != nil {
			return err
		}
		udp.broadcast(near, Port, append([]byte(l.guid), 0), &errorLog{})
		select {
		case <-say.C:
		case err := <-failed:
			fmt.Println("exit:", err)
			return nil
		case <-end:
			return nil
		}
	}
}

func (l *testLecturePeer) accept(tcp net.Listener) {
	for {
		conn, err := tcp.Accept()
		if err != nil {
			return
		}
		l.add(conn, conn.RemoteAddr().(*net.TCPAddr).IP.String())
	}
}

// hear dials addresses that it does not know.
func (l *testLecturePeer) hear(ip string, b []byte) error {
	if string(b) == l.guid+"\x00" {
		return nil
	}
	l.mu.Lock()
	known := l.peers[ip]
	l.mu.Unlock()
	if !known {
		conn, err := net.Dial("tcp4", net.JoinHostPort(ip, strconv.Itoa(lecturePort)))
		if err != nil {
			return err
		}
		l.add(conn, ip)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.HasPrefix(string(b), "{") {
		l.heard++
	}
	fmt.Printf("%d GUIDs of others, %d peers\n", l.heard, len(l.peers))
	return nil
}

// add keeps a connection until the other end closes it.
func (l *testLecturePeer) add(conn net.Conn, ip string) {
	l.mu.Lock()
	l.peers[ip] = true
	l.mu.Unlock()
	go func() {
		buf := make([]byte, 1024)
		for n, err := conn.Read(buf); n > 0 && err == nil; n, err = conn.Read(buf) {
		}
		conn.Close()
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.peers, ip)
	}()
}
