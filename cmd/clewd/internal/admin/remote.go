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

	"clew/cmd/internal/timespan"
	"clew/net/host"
	"clew/net/host/guess"
)

// The bounds of the port.
const (
	maxRemote = 4                // administrators at a time, and as many who have not given the password
	maxLine   = 512              // bytes of a line
	loginTime = 30 * time.Second // for the password
	idleTime  = 10 * time.Minute // between two commands
	sendTime  = 5 * time.Second  // for the other end to read an answer
	retryTime = time.Second      // after no connection could be taken
)

// Remote takes commands over a TCP port, line by line, from who gives the
// password first.
type Remote struct {
	Password func() string // while it is empty, nobody comes in
	Guard    *guess.Guard  // for nothing else: nobody who plays keeps an administrator out

	// Guessed is told of who guesses without end, and Do carries out a command,
	// both from several goroutines.
	Guessed func(from string)
	Do      func(from, line string) []string

	Log *slog.Logger
}

// Serve answers on a listener until it is closed. When ctx ends, so do the
// connections.
func (r *Remote) Serve(ctx context.Context, l net.Listener) {
	var work sync.WaitGroup
	defer work.Wait()
	p := newPorch()
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			p.standing.Enter(conn)
			work.Go(func() { r.talk(ctx, conn, p) })
		case errors.Is(err, net.ErrClosed):
			return
		default: // as when too many files are open
			r.Log.Warn("cannot take an administrator's connection", "error", err.Error(), "next try in", retryTime)
			select {
			case <-ctx.Done():
			case <-time.After(retryTime):
			}
		}
	}
}

// talk serves one connection to its end.
func (r *Remote) talk(ctx context.Context, conn net.Conn, p *porch) {
	defer conn.Close()
	defer p.leave(conn)
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	t := &terminal{conn: conn, in: bufio.NewReaderSize(conn, maxLine), from: conn.RemoteAddr().String()}
	secret, in := r.login(t)
	if !in {
		return
	}
	if !p.admit(conn) {
		t.say(fmt.Sprintf("%d administrators are in, which is all that may; one must quit first\n", maxRemote))
		return
	}
	r.Log.Info("an administrator came in", "from", t.from)
	answer := []string{"you are in; 'help' lists the commands, 'quit' leaves"}
	for {
		line, whole, err := t.ask(idleTime, append(answer, "> ")...)
		line = strings.TrimSpace(line)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			t.say(fmt.Sprintf("\nno command came for %s; come in again\n", timespan.Short(idleTime)))
			return
		case err != nil || line == "quit" || line == "exit":
			return
		case r.Password() != secret:
			t.say("nothing was done: the admin password is another one now; come in again with it\n")
			return
		case !whole:
			answer = []string{TooLong(maxLine)}
		default:
			answer = r.Do(t.from, line)
		}
	}
}

// login asks for the password, three times. It returns what that was.
func (r *Remote) login(t *terminal) (secret string, in bool) {
	prompt := "password: "
	for range 3 {
		line, _, err := t.ask(loginTime, prompt)
		if err != nil {
			return "", false
		}
		given := strings.TrimSpace(line)
		if strings.HasSuffix(given, " HTTP/1.1") { // a browser, which any page can send here: no guess of anybody
			return "", false
		}
		secret = r.Password()
		ok, wait := r.Guard.Check(origin(t.from), given, secret, time.Now())
		switch {
		case ok && secret != "":
			return secret, true
		case wait > 0:
			r.Guessed(t.from)
			t.say(fmt.Sprintf("too many wrong passwords; wait %d s\n", int(wait/time.Second)+1))
			return "", false
		}
		prompt = "that is not it; password: "
	}
	return "", false
}

// origin is what counts as one address at the port: all of this computer's own do,
// of which whoever is on it has millions.
func origin(from string) string {
	o := host.Origin(from)
	if ip, err := netip.ParseAddr(o); err == nil && ip.IsLoopback() {
		return "this computer"
	}
	return o
}

// terminal is where somebody reads and types, at the other end of a connection.
type terminal struct {
	conn net.Conn
	in   *bufio.Reader
	from string
}

// say writes lines; the last one has no end unless it says so.
func (t *terminal) say(lines ...string) error {
	t.conn.SetWriteDeadline(time.Now().Add(sendTime))
	_, err := io.WriteString(t.conn, strings.Join(lines, "\n"))
	return err
}

// ask says something, and waits so long for a line.
func (t *terminal) ask(limit time.Duration, lines ...string) (line string, whole bool, err error) {
	if err := t.say(lines...); err != nil {
		return "", false, err
	}
	t.conn.SetReadDeadline(time.Now().Add(limit))
	return ReadLine(t.in)
}
