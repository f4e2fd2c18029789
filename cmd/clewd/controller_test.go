package main

import (
	"bufio"
	"bytes"
	"context"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/cmd/internal/rotation"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/server"
)

// pipeListener is a listener without a network, so that time can be virtual.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (p *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipeListener) Close() error   { p.once.Do(func() { close(p.closed) }); return nil }
func (p *pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8856} }

// testServer is a controller with its server, in virtual time.
type testServer struct {
	*controller
	listener *pipeListener
	log      bytes.Buffer
	work     sync.WaitGroup
}

// withVirtualTime runs use with a server in virtual time.
func withVirtualTime(t *testing.T, opts options, use func(t *testing.T, p *testServer)) {
	synctest.Test(t, func(t *testing.T) {
		p := &testServer{listener: &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}}
		levels, faults := rotation.New(opts.level)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		list, err := bans.Open("", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		p.controller = newController(opts, levels, list, slog.New(slog.NewTextHandler(&p.log, nil)))
		p.reparse = func() (options, error) { return opts, nil }
		cfg := opts.serverConfig(levels, p.listener)
		p.setHooks(&cfg)
		h, err := server.Start(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		p.attach(h)
		p.work.Go(p.run)
		defer p.work.Wait()
		defer h.Shutdown("the test is over")
		use(t, p)
	})
}

// join lets a plain text player join.
func (p *testServer) join(t *testing.T) *testPlayer {
	t.Helper()
	near, far := net.Pipe()
	p.listener.conns <- far
	ann := &testPlayer{near, bufio.NewReader(near)}
	ann.readUntil(t, "U|")
	return ann
}

// leave reads to the end, and disconnects.
func (p *testPlayer) leave() {
	p.Close()
	synctest.Wait()
}

func TestCountdown(t *testing.T) {
	withVirtualTime(t, defaults(), func(t *testing.T, p *testServer) {
		ann := p.join(t)
		heard := make(chan string, 100)
		go func() {
			for lines := bufio.NewScanner(ann.in); lines.Scan(); {
				if strings.HasPrefix(lines.Text(), "E|note|") || strings.HasPrefix(lines.Text(), "B|") {
					heard <- lines.Text()
				}
			}
			close(heard)
			ann.Close()
		}()
		p.Execute("test", "stop 90s")
		if got := strings.Join(p.Execute("test", "status"), "\n"); !strings.HasSuffix(got, "\nthe server stops in 90 seconds") {
			t.Errorf("%s", got)
		}
		time.Sleep(50 * time.Second)
		p.Execute("test", "stop cancel")
		p.Execute("test", "stop 2m dinner")
		begin := time.Now()
		var all []string
		for l := range heard {
			all = append(all, l)
		}
		want := []string{
			"E|note|the server stops in 90 seconds|", "E|note|the server stops in 1 minute|", "E|note|the stop was canceled|",
			"E|note|the server stops in 2 minutes: dinner|", "E|note|the server stops in 1 minute: dinner|",
			"E|note|the server stops in 30 seconds: dinner|", "E|note|the server stops in 10 seconds: dinner|",
			"E|note|the server stops in 5 seconds: dinner|", "E|note|the server stops in 4 seconds: dinner|",
			"E|note|the server stops in 3 seconds: dinner|", "E|note|the server stops in 2 seconds: dinner|",
			"E|note|the server stops in 1 second: dinner|", "B|stop: dinner|",
		}
		if got := strings.Join(all, "\n"); got != strings.Join(want, "\n") {
			t.Errorf("heard\n%s", got)
		}
		if d := time.Since(begin); d < 2*time.Minute || d > 2*time.Minute+2*time.Second {
			t.Errorf("it took %v", d)
		}
		if got := p.Execute("test", "who"); len(got) != 1 || got[0] != "the server has stopped" {
			t.Errorf("%q", got)
		}
	})
}

// rotationOptions returns options for a rotation of a.txt and b.txt in a directory.
func rotationOptions(t *testing.T) (opts options, dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, dir+"/a.txt", hall)
	write(t, dir+"/b.txt", shortLevel)
	opts = defaults()
	opts.level = dir + "/a.txt," + dir + "/b.txt"
	return opts, dir
}

// A planned stop does not keep the next level from starting.
func TestLevelsFollowUntilTheStop(t *testing.T) {
	opts, _ := rotationOptions(t)
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann := p.join(t)
		p.Execute("test", "stop 12s")
		ann.send(t, strings.Repeat("r|1|", 5), "U|1|A|6|1|")
		ann.readUntil(t, "E|note|everybody is out; the next level begins in 10 s|")
		if got := strings.Join(p.Execute("test", "status"), "\n"); !strings.Contains(got, "\nthe next level begins in ") || !strings.Contains(got, "\nthe server stops in ") {
			t.Errorf("%s", got)
		}
		ann.readUntil(t, "E|note|the server stops in 4 seconds|")
		ann.readUntil(t, "M|5|5|")
		ann.readUntil(t, "B|stop")
		ann.leave()
	})
}

// When all players have finished, the next level of the rotation begins, and after the
// last one the first. A server with one level begins it again.
func TestLevelsFollowEachOther(t *testing.T) {
	opts, dir := rotationOptions(t)
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann := p.join(t)
		ann.send(t, strings.Repeat("r|1|", 5), "U|1|A|6|1|")
		begin := time.Now()
		ann.readUntil(t, "M|5|5|")
		const intermission = authority.DefaultIntermission / sim.TickRate * time.Second
		if d := time.Since(begin); d < intermission || d > intermission+time.Second {
			t.Errorf("the next level came after %v", d)
		}
		ann.send(t, strings.Repeat("r|1|", 2), "U|1|A|3|1|")
		ann.readUntil(t, "M|8|5|")
		if got := p.Execute("test", "level"); !strings.HasPrefix(got[0], "* ") {
			t.Errorf("%q", got)
		}
		if got := p.Execute("test", "level next"); got[0] != `switched to "The Hall"` {
			t.Errorf("%q", got)
		}
		ann.readUntil(t, "M|5|5|")
		ann.leave()
	})
	opts.level = dir + "/b.txt"
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann := p.join(t)
		ann.send(t, strings.Repeat("r|1|", 2), "U|1|A|3|1|")
		ann.readUntil(t, "M|5|5|")
		ann.send(t, "r|1|", "U|1|A|2|1|")
		ann.leave()
	})
}

// Commands require the password, as long as it is current.
func TestAdministrators(t *testing.T) {
	opts := defaults()
	opts.adminPassword = "sesame"
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann := p.join(t)
		ann.send(t, "c|1|/who|", "E|note|commands are for administrators; type /login PASSWORD first|")
		ann.send(t, "c|1|/login|", "E|note|wrong admin password|")
		ann.send(t, "c|1|/login  sesame |", "E|note|logged in as administrator")
		ann.send(t, "c|1|/who|", `E|note|1 A "walker A"`)
		time.Sleep(10 * time.Second)
		ann.send(t, "c|1|/help|", "E|note|stop [TIME]")
		ann.send(t, "c|1|/logout|", "E|note|logged out|")
		ann.send(t, "c|1|/who|", "E|note|commands are for")
		ann.send(t, "c|1|/LOGIN sesame|", "E|note|logged in as administrator")
		time.Sleep(10 * time.Second)
		p.reparse = func() (options, error) { o := opts; o.adminPassword = "thyme"; return o, nil }
		ann.send(t, "c|1|/reload|", "E|note|settings reloaded|")
		ann.send(t, "c|1|/who|", "E|note|commands are for")
		ann.leave()
		if s := p.log.String(); strings.Contains(s, "sesame") || !strings.Contains(s, "player logged in as administrator") {
			t.Errorf("the log:\n%s", s)
		}
	})
}

func TestAdminGuesses(t *testing.T) {
	opts := defaults()
	opts.adminPassword = "sesame"
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann := p.join(t)
		for range 5 {
			ann.send(t, "c|1|/login thyme|", "E|note|wrong admin password|")
			time.Sleep(time.Second)
		}
		ann.send(t, "c|1|/login sesame|", "E|note|too many wrong passwords; wait ")
		time.Sleep(7 * time.Second)
		ann.send(t, "c|1|/login sesame|", "E|note|logged in as administrator")
		ann.leave()
	})
	withVirtualTime(t, defaults(), func(t *testing.T, p *testServer) {
		ann := p.join(t)
		ann.send(t, "c|1|/login |", "E|note|this server has no admin password|")
		ann.leave()
	})
}

func TestConsole(t *testing.T) {
	var out strings.Builder
	console(strings.NewReader("who\n\nstatus\n"), &out, func(from, line string) []string {
		if from != "console" || line == "" {
			return nil
		}
		return []string{"did " + line, "done"}
	})
	if out.String() != "did who\ndone\ndid status\ndone\n" {
		t.Errorf("%q", out.String())
	}
	for _, n := range []int{maxConsoleLine, maxConsoleLine + 1, 3 * maxConsoleLine} { // what comes after a line without end is heard again
		out.Reset()
		console(strings.NewReader(strings.Repeat("x", n)+"\nwho"), &out, func(_, line string) []string { return []string{"did " + line} })
		if out.String() != "nothing was done: the line is longer than 4096 bytes\ndid who\n" {
			t.Errorf("%q", out.String())
		}
	}
}

func TestCut(t *testing.T) {
	lines := strings.Split(strings.Repeat("x\n", 100), "\n")
	if got := truncateReply(lines); len(got) != maxReplyLines+1 || !strings.Contains(got[maxReplyLines], "71 more lines") {
		t.Errorf("%q", got)
	}
}
