package screen

import (
	"bufio"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/server"
)

// pipeListener accepts connections made with net.Pipe.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipeListener() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8856} }

// textClient is a client of the text protocol, as nc would be.
type textClient struct {
	net.Conn
	in *bufio.Reader
}

func (l *pipeListener) dial(t *testing.T) *textClient {
	t.Helper()
	near, far := net.Pipe()
	l.conns <- far
	c := &textClient{near, bufio.NewReader(near)}
	c.until(t, "U|")
	return c
}

// until reads up to a line with this prefix.
func (c *textClient) until(t *testing.T, begin string) {
	t.Helper()
	c.SetDeadline(time.Now().Add(time.Minute))
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			t.Fatalf("waiting for %q: %v", begin, err)
		}
		if strings.HasPrefix(line, begin) {
			return
		}
	}
}

// If the next level cannot be loaded, players are not left standing at the exit.
func TestHostedLevelThatHasGone(t *testing.T) {
	hall := filepath.Join(t.TempDir(), "hall.txt")
	if err := os.WriteFile(hall, []byte("name: The Hall\n\n########\n########\n#S....E#\n########\n########\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		l := newPipeListener()
		o, err := startLocalServer(hall, func(string) string { return "nowhere" }, true, "", server.Config{Listeners: []net.Listener{l}})
		if err != nil {
			t.Fatal(err)
		}
		defer synctest.Wait()
		defer o.close("the test is over")
		ann := l.dial(t)
		ann.Write([]byte(strings.Repeat("r|1|", 5)))
		ann.until(t, "U|1|A|6|2|")
		ann.until(t, "M|8|5|")
		ann.until(t, "U|1|A|1|2|")
	})
}

// intermission is the time between the last finish and the next level.
const intermission = authority.DefaultIntermission / sim.TickRate * time.Second

// A hosted server announces the next level and changes to it a while after the last
// player has found the exit.
func TestHostedLevelsFollowEachOther(t *testing.T) {
	dir := t.TempDir()
	hall, closet := filepath.Join(dir, "hall.txt"), filepath.Join(dir, "closet.txt")
	for path, level := range map[string]string{
		hall: "name: The Hall\n\n########\n########\n#S....E#\n########\n########\n", closet: "name: The Closet\n\n#####\n#####\n#S.E#\n#####\n#####\n",
	} {
		if err := os.WriteFile(path, []byte(level), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	after := func(arg string) string { return map[string]string{hall: closet, closet: hall}[arg] }
	for _, rotates := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			l := newPipeListener()
			o, err := startLocalServer(hall, after, rotates, "", server.Config{Listeners: []net.Listener{l}})
			if err != nil {
				t.Fatal(err)
			}
			defer synctest.Wait()
			defer o.close("the test is over")
			ann, ben := l.dial(t), l.dial(t)
			go io.Copy(io.Discard, ben.in)
			ann.Write([]byte(strings.Repeat("r|1|", 5)))
			ann.until(t, "U|1|A|6|2|")
			time.Sleep(2 * intermission) // virtual
			if o.Stats().Level != "The Hall" {
				t.Error("it goes on without the one who has not found the exit")
			}
			ben.Write([]byte(strings.Repeat("r|2|", 5)))
			ann.until(t, "U|2|B|6|2|")
			begin := time.Now()
			if !rotates {
				time.Sleep(2 * intermission)
				if o.Stats().Level != "The Hall" {
					t.Error("it goes on by itself")
				}
				return
			}
			ann.until(t, "E|note|everybody is out; the next level begins in 10 s|")
			ann.until(t, "M|5|5|")
			if d := time.Since(begin); d < intermission || d > intermission+time.Second {
				t.Errorf("the next level came after %v", d)
			}
			time.Sleep(time.Second)
			if o.Stats().Level != "The Closet" {
				t.Errorf("now it is %q", o.Stats().Level)
			}
		})
	}
}
