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

// Limits of the admin port.
const (
	maxAdmins        = 4                // logged in, and as many pending logins
	maxLineLen       = 512              // bytes
	loginTimeout     = 30 * time.Second // for each password
	idleTimeout      = 10 * time.Minute // between two commands
	writeTimeout     = 5 * time.Second  // for each answer
	acceptRetryDelay = time.Second      // after an error of Accept
)

// RemoteShell serves a Shell over TCP, line by line, to those who enter the admin
// password.
type RemoteShell struct {
	Password func() string           // while it returns "", nobody can log in
	Limiter  *server.PasswordLimiter // not shared, so that players cannot lock administrators out

	// OnRateLimited is called when somebody guesses passwords endlessly, and Execute
	// executes a command; both are called on several goroutines.
	OnRateLimited func(from string)
	Execute       func(from, line string) []string

	Log *slog.Logger
}

// Serve serves a listener until it is closed. When ctx ends, so do the
// connections.
func (r *RemoteShell) Serve(ctx context.Context, l net.Listener) {
	var wg sync.WaitGroup
	defer wg.Wait()
	conns := newAdminConns()
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			conns.pending.Add(conn)
			wg.Go(func() { r.serveConn(ctx, conn, conns) })
		case errors.Is(err, net.ErrClosed):
			return
		default: // such as too many open files
			r.Log.Warn("accept failed on the admin port", "error", err.Error(), "retry_in", acceptRetryDelay)
			select {
			case <-ctx.Done():
			case <-time.After(acceptRetryDelay):
			}
		}
	}
}

// serveConn serves one connection to its end.
func (r *RemoteShell) serveConn(ctx context.Context, conn net.Conn, conns *adminConns) {
	defer conn.Close()
	defer conns.remove(conn)
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	term := &terminal{conn: conn, in: bufio.NewReaderSize(conn, maxLineLen), addr: conn.RemoteAddr().String()}
	password, in := r.login(term)
	if !in {
		return
	}
	if !conns.admit(conn) {
		term.write(fmt.Sprintf("%d administrators are logged in, the maximum; one of them must quit first\n", maxAdmins))
		return
	}
	r.Log.Info("administrator logged in", "from", term.addr)
	answer := []string{"logged in; 'help' lists the commands, 'quit' closes the connection"}
	for {
		line, whole, err := term.prompt(idleTimeout, append(answer, "> ")...)
		line = strings.TrimSpace(line)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			term.write(fmt.Sprintf("\nclosed after %s without a command\n", cli.FormatDuration(idleTimeout)))
			return
		case err != nil || line == "quit" || line == "exit":
			return
		case r.Password() != password:
			term.write("nothing was done: the admin password has changed; log in again\n")
			return
		case !whole:
			answer = []string{LineTooLong(maxLineLen)}
		default:
			answer = r.Execute(term.addr, line)
		}
	}
}

// login asks for the password up to three times, and returns it.
func (r *RemoteShell) login(term *terminal) (password string, in bool) {
	prompt := "password: "
	for range 3 {
		line, _, err := term.prompt(loginTimeout, prompt)
		if err != nil {
			return "", false
		}
		given := strings.TrimSpace(line)
		if strings.HasSuffix(given, " HTTP/1.1") { // a browser, which any web page can send here; not a guess
			return "", false
		}
		password = r.Password()
		ok, wait := r.Limiter.Verify(addrKey(term.addr), given, password, time.Now())
		switch {
		case ok && password != "":
			return password, true
		case wait > 0:
			r.OnRateLimited(term.addr)
			term.write(fmt.Sprintf("too many wrong passwords; wait %d s\n", int(wait/time.Second)+1))
			return "", false
		}
		prompt = "wrong password; password: "
	}
	return "", false
}

// addrKey returns what counts as one address: all of this computer's own do, since
// its users have millions of them.
func addrKey(addr string) string {
	key := server.AddrKey(addr)
	if ip, err := netip.ParseAddr(key); err == nil && ip.IsLoopback() {
		return "this computer"
	}
	return key
}

// terminal is the other end of a connection.
type terminal struct {
	conn net.Conn
	in   *bufio.Reader
	addr string
}

// write writes lines, without a line end after the last one.
func (t *terminal) write(lines ...string) error {
	t.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	_, err := io.WriteString(t.conn, strings.Join(lines, "\n"))
	return err
}

// prompt writes lines, and waits for a line until the timeout.
func (t *terminal) prompt(limit time.Duration, lines ...string) (line string, whole bool, err error) {
	if err := t.write(lines...); err != nil {
		return "", false, err
	}
	t.conn.SetReadDeadline(time.Now().Add(limit))
	return ReadLine(t.in)
}
