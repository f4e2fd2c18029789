package admin

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"clew/cmd/internal/cli"
	"clew/net/server"
)

// The bounds of the port.
const (
	maxAdmins        = 4                // administrators at a time, and as many who have not given the password
	maxLineLen       = 512              // bytes of a line
	loginTimeout     = 30 * time.Second // for the password
	idleTimeout      = 10 * time.Minute // between two commands
	writeTimeout     = 5 * time.Second  // for the other end to read an answer
	acceptRetryDelay = time.Second      // after no connection could be taken
)

// RemoteShell takes commands over a TCP port, line by line, from who gives the
// password first.
type RemoteShell struct {
	Password func() string           // while it is empty, nobody comes in
	Limiter  *server.PasswordLimiter // for nothing else: nobody who plays keeps an administrator out

	// OnRateLimited is told of who guesses without end, and Do carries out a command,
	// both from several goroutines.
	OnRateLimited func(from string)
	Execute       func(from, line string) []string

	Log *slog.Logger
}

// Serve answers on a listener until it is closed. When ctx ends, so do the
// connections.
func (r *RemoteShell) Serve(ctx context.Context, l net.Listener) {
	var work sync.WaitGroup
	defer work.Wait()
	p := newAdminConns()
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			p.pending.Add(conn)
			work.Go(func() { r.serveConn(ctx, conn, p) })
		case errors.Is(err, net.ErrClosed):
			return
		default: // as when too many files are open
			r.Log.Warn("cannot take an administrator's connection", "error", err.Error(), "next try in", acceptRetryDelay)
			select {
			case <-ctx.Done():
			case <-time.After(acceptRetryDelay):
			}
		}
	}
}

// serveConn serves one connection to its end.
func (r *RemoteShell) serveConn(ctx context.Context, conn net.Conn, p *adminConns) {
	defer conn.Close()
	defer p.remove(conn)
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	t := &terminal{conn: conn, in: bufio.NewReaderSize(conn, maxLineLen), addr: conn.RemoteAddr().String()}
	secret, in := r.login(t)
	if !in {
		return
	}
	if !p.admit(conn) {
		t.write(fmt.Sprintf("%d administrators are in, which is all that may; one must quit first\n", maxAdmins))
		return
	}
	r.Log.Info("an administrator came in", "from", t.addr)
	answer := []string{"you are in; 'help' lists the commands, 'quit' leaves"}
	for {
		line, whole, err := t.prompt(idleTimeout, append(answer, "> ")...)
		line = strings.TrimSpace(line)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			t.write(fmt.Sprintf("\nno command came for %s; come in again\n", cli.FormatDuration(idleTimeout)))
			return
		case err != nil || line == "quit" || line == "exit":
			return
		case r.Password() != secret:
			t.write("nothing was done: the admin password is another one now; come in again with it\n")
			return
		case !whole:
			answer = []string{LineTooLong(maxLineLen)}
		default:
			answer = r.Execute(t.addr, line)
		}
	}
}

// login asks for the password, three times. It returns what that was.
func (r *RemoteShell) login(t *terminal) (secret string, in bool) {
	prompt := "password: "
	for range 3 {
		line, _, err := t.prompt(loginTimeout, prompt)
		if err != nil {
			return "", false
		}
		given := strings.TrimSpace(line)
		if strings.HasSuffix(given, " HTTP/1.1") { // a browser, which any page can send here: no guess of anybody
			return "", false
		}
		secret = r.Password()
		ok, wait := r.Limiter.Verify(addrKey(t.addr), given, secret, time.Now())
		switch {
		case ok && secret != "":
			return secret, true
		case wait > 0:
			r.OnRateLimited(t.addr)
			t.write(fmt.Sprintf("too many wrong passwords; wait %d s\n", int(wait/time.Second)+1))
			return "", false
		}
		prompt = "that is not it; password: "
	}
	return "", false
}

// addrKey is what counts as one address at the port: all of this computer's own do,
// of which whoever is on it has millions.
func addrKey(from string) string {
	o := server.AddrKey(from)
	if ip, err := netip.ParseAddr(o); err == nil && ip.IsLoopback() {
		return "this computer"
	}
	return o
}

// terminal is where somebody reads and types, at the other end of a connection.
type terminal struct {
	conn net.Conn
	in   *bufio.Reader
	addr string
}

// write writes lines; the last one has no end unless it says so.
func (t *terminal) write(lines ...string) error {
	t.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	_, err := io.WriteString(t.conn, strings.Join(lines, "\n"))
	return err
}

// prompt says something, and waits so long for a line.
func (t *terminal) prompt(limit time.Duration, lines ...string) (line string, whole bool, err error) {
	if err := t.write(lines...); err != nil {
		return "", false, err
	}
	t.conn.SetReadDeadline(time.Now().Add(limit))
	return ReadLine(t.in)
}
