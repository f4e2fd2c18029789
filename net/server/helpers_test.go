package server_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/server"
	"clew/net/session"
	"clew/net/wire"

	"go.uber.org/goleak"
)

// playRole makes the test binary play a role in an attack, rather than test, if
// its environment asks for one. It is nil where the attacks don't run.
var playRole func() bool

func TestMain(m *testing.M) {
	if playRole != nil && playRole() {
		return
	}
	goleak.VerifyTestMain(m)
}

// smallLevel returns the level of the seed protocol's example, as high as a level
// must be.
func smallLevel(t testing.TB) *maze.Level {
	t.Helper()
	return levelOf(t, "#####", "#S.E#", "#####", "#####", "#####")
}

func levelOf(t testing.TB, rows ...string) *maze.Level {
	t.Helper()
	m, err := maze.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "Closet", Maze: m}
}

// start runs a server on a free port of this machine until the test ends.
func start(t testing.TB, cfg server.Config) *server.Server {
	t.Helper()
	cfg.Addr = "127.0.0.1:0"
	if cfg.Level == nil {
		cfg.Level = smallLevel(t)
	}
	h, err := server.Start(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Shutdown("the test is over") })
	return h
}

// withVirtualTime runs use with a server in virtual time, which is reached over pipes.
func withVirtualTime(t *testing.T, cfg server.Config, use func(t *testing.T, p *pipeListener)) {
	synctest.Test(t, func(t *testing.T) {
		p := newPipeListener()
		cfg.Listeners = []net.Listener{p}
		if cfg.Level == nil {
			cfg.Level = smallLevel(t)
		}
		h, err := server.Start(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer h.Shutdown("the test is over")
		p.server = h
		use(t, p)
	})
}

// advance lets virtual time pass.
func advance(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// pipeListener is a listener without a network.
type pipeListener struct {
	server *server.Server
	conns  chan net.Conn
	errs   chan error // what Accept fails with
	closed chan struct{}
	once   sync.Once
	port   int // the last one of dialNewPort
}

func newPipeListener() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), errs: make(chan error), closed: make(chan struct{})}
}

func (p *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case err := <-p.errs:
		return nil, err
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipeListener) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8856} }

// dialFrom connects from an address such as "10.0.0.1".
func (p *pipeListener) dialFrom(ip string) net.Conn { return p.connect(ip, 1000) }

// dialNewPort acts like dialFrom, but uses a new port each time.
func (p *pipeListener) dialNewPort(ip string) net.Conn {
	p.port++
	return p.connect(ip, 1000+p.port)
}

func (p *pipeListener) connect(ip string, port int) net.Conn {
	near, far := net.Pipe()
	p.conns <- addrConn{far, &net.TCPAddr{IP: net.ParseIP(ip), Port: port}}
	return near
}

func (p *pipeListener) dial() net.Conn { return p.dialFrom("10.0.0.1") }

// addrConn is a connection that says where it comes from.
type addrConn struct {
	net.Conn
	addr net.Addr
}

func (f addrConn) RemoteAddr() net.Addr { return f.addr }

// plainClient is a person with nothing but nc.
type plainClient struct {
	net.Conn
	in *bufio.Reader
}

func newPlainClient(conn net.Conn) *plainClient { return &plainClient{conn, bufio.NewReader(conn)} }

// send sends text.
func (n *plainClient) send(t testing.TB, s string) {
	t.Helper()
	if _, err := io.WriteString(n, s); err != nil {
		t.Fatalf("typing %q: %v", s, err)
	}
}

// expect reads exactly these lines.
func (n *plainClient) expect(t testing.TB, want ...string) {
	t.Helper()
	for _, w := range want {
		if got := n.readLine(t); got != w {
			t.Fatalf("saw %q, want %q", got, w)
		}
	}
}

// readUntil reads lines up to one with a prefix.
func (n *plainClient) readUntil(t testing.TB, prefix string) string {
	t.Helper()
	for {
		if got := n.readLine(t); strings.HasPrefix(got, prefix) {
			return got
		}
	}
}

func (n *plainClient) readLine(t testing.TB) string {
	t.Helper()
	n.SetReadDeadline(time.Now().Add(20 * time.Second))
	s, err := n.in.ReadString('\n')
	if err != nil {
		t.Fatalf("after %q: %v", s, err)
	}
	return strings.TrimSuffix(s, "\n")
}

// readAll reads to the end of the connection.
func (n *plainClient) readAll(t testing.TB) string {
	t.Helper()
	n.SetReadDeadline(time.Now().Add(20 * time.Second))
	b, err := io.ReadAll(n.in)
	if err != nil {
		t.Fatalf("after %q: %v", b, err)
	}
	return string(b)
}

// gameClient is a whole game client.
type gameClient struct {
	*session.Client
	begin     time.Time
	keys      sim.Input
	snapshots []sim.Tick // those that came
}

// newGameClient returns a client on a connection, or without one if it is nil.
func newGameClient(t testing.TB, conn net.Conn, w dial.Wire) *gameClient {
	t.Helper()
	p := &gameClient{begin: time.Now()}
	p.Client = session.NewClient(session.ClientConfig{
		Name:     "Ann",
		NewCodec: func() wire.Codec { return snapshotSpy{dial.CodecFor(w)(), p} },
	})
	if conn != nil {
		l, err := dial.Wrap(conn, w)
		if err != nil {
			t.Fatal(err)
		}
		p.attach(t, l)
	}
	return p
}

func (p *gameClient) now() time.Duration { return time.Since(p.begin) }

func (p *gameClient) attach(t testing.TB, l link.Link) {
	t.Helper()
	if !p.ShouldDial(p.now()) {
		t.Fatal("the client wants no link")
	}
	p.SetLink(p.now(), l)
}

// snapshotSpy is a codec that tells its player of snapshots.
type snapshotSpy struct {
	wire.Codec
	p *gameClient
}

func (s snapshotSpy) Decode(b []byte) (wire.Message, error) {
	m, err := s.Codec.Decode(b)
	if snap, ok := m.(*wire.Snapshot); ok {
		s.p.snapshots = append(s.p.snapshots, snap.Tick)
	}
	return m, err
}

// runUntil runs the client until a condition holds, for at most 20 s.
func (p *gameClient) runUntil(t testing.TB, what string, so func() bool) {
	t.Helper()
	ticker := time.NewTicker(replica.TickDuration)
	defer ticker.Stop()
	for late := time.After(20 * time.Second); !so(); {
		select {
		case <-ticker.C:
			p.Tick(p.now(), p.keys)
		case <-late:
			t.Fatalf("never %s: %+v", what, p.Status())
		}
	}
}

func (p *gameClient) runUntilPhase(t testing.TB, phase session.State) {
	t.Helper()
	p.runUntil(t, "in that phase", func() bool { return p.Status().State == phase })
}

// runFor runs the client for a time.
func (p *gameClient) runFor(t testing.TB, d time.Duration) {
	t.Helper()
	end := time.Now().Add(d)
	p.runUntil(t, "over", func() bool { return !time.Now().Before(end) })
}

// checkNoGaps checks that every snapshot came.
func (p *gameClient) checkNoGaps(t testing.TB, least int) {
	t.Helper()
	if len(p.snapshots) < least {
		t.Errorf("only %d snapshots came, want %d", len(p.snapshots), least)
	}
	for i, tick := range p.snapshots[1:] {
		if tick != p.snapshots[i]+2 {
			t.Errorf("after the snapshot of tick %d came that of tick %d", p.snapshots[i], tick)
		}
	}
}

// encodeFrame returns a message in msgpack mode.
func encodeFrame(t testing.TB, m wire.Message) []byte {
	t.Helper()
	b, err := dial.CodecFor(dial.Msgpack)().Append(make([]byte, 4), m)
	if err != nil {
		t.Fatal(err)
	}
	b[2], b[3] = byte((len(b)-4)>>8), byte(len(b)-4)
	return b
}

// decodeFrames decodes frames.
func decodeFrames(t testing.TB, b []byte) (msgs []wire.Message) {
	t.Helper()
	for len(b) > 0 {
		n := 4 + (int(b[1])<<16 | int(b[2])<<8 | int(b[3]))
		m, err := dial.CodecFor(dial.Msgpack)().Decode(b[4:n])
		if err != nil {
			t.Fatal(err)
		}
		msgs, b = append(msgs, m), b[n:]
	}
	return msgs
}

// readAll reads from conn in a goroutine, until it ends.
func readAll(conn net.Conn) <-chan []byte {
	all := make(chan []byte, 1)
	go func() {
		b, err := io.ReadAll(conn)
		if err != nil && !errors.Is(err, io.ErrClosedPipe) {
			b = append(b, err.Error()...)
		}
		conn.Close()
		all <- slices.Clip(b)
	}()
	return all
}
