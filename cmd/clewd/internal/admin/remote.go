package admin

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

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
	Guard    *guess.Guard
	Do       func(from, line string) []string // from several goroutines
	Log      *slog.Logger
}

// Serve answers on a listener until it is closed. When ctx ends, so do the
// connections.
func (r *Remote) Serve(ctx context.Context, l net.Listener) {
	var work sync.WaitGroup
	defer work.Wait()
	p := &porch{}
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			p.enter(conn)
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
	from := conn.RemoteAddr().String()
	in := bufio.NewScanner(conn)
	in.Buffer(make([]byte, 0, maxLine), maxLine)
	ask := func(limit time.Duration, lines ...string) bool {
		conn.SetWriteDeadline(time.Now().Add(sendTime))
		if _, err := io.WriteString(conn, strings.Join(lines, "\n")); err != nil {
			return false
		}
		conn.SetReadDeadline(time.Now().Add(limit))
		return in.Scan()
	}
	if !r.login(from, in, ask) {
		return
	}
	if !p.admit(conn) {
		ask(0, fmt.Sprintf("%d administrators are in, which is all that may; one must quit first\n", maxRemote))
		return
	}
	r.Log.Info("an administrator came in", "from", from)
	answer := []string{"you are in; 'help' lists the commands, 'quit' leaves", "> "}
	for ask(idleTime, answer...) {
		line := strings.TrimSpace(in.Text())
		if line == "quit" || line == "exit" {
			return
		}
		answer = append(r.Do(from, line), "> ")
	}
}

// login asks for the password, three times.
func (r *Remote) login(from string, in *bufio.Scanner, ask func(time.Duration, ...string) bool) bool {
	prompt := "password: "
	for range 3 {
		if !ask(loginTime, prompt) {
			return false
		}
		secret := r.Password()
		ok, wait := r.Guard.Check(host.Origin(from), strings.TrimSpace(in.Text()), secret, time.Now())
		switch {
		case ok && secret != "":
			return true
		case wait > 0:
			r.Log.Warn("someone guesses at the admin password", "from", from)
			ask(0, fmt.Sprintf("too many wrong passwords; wait %d s\n", int(wait/time.Second)+1))
			return false
		}
		prompt = "that is not it; password: "
	}
	return false
}
