package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"

	"clew/net/wire"
)

// hello joins as a game client in text mode with a token, and returns its Welcome.
func (p *testServer) hello(t *testing.T, token string) (*testPlayer, []string) {
	t.Helper()
	near, far := net.Pipe()
	p.listener.conns <- far
	one := &testPlayer{near, bufio.NewReader(near)}
	welcome := one.send(t, fmt.Sprintf("H|%d||%s||0|0|0|\n", wire.Version, token), "I|")
	return one, strings.Split(welcome, "|")
}

// command sends a command, and returns the first note.
func (p *testPlayer) command(t *testing.T, id, line string) string {
	t.Helper()
	return p.send(t, "c|"+id+"|"+line+"|\n", "E|note|")
}

// Whoever takes over an administrator's player with a stolen token is not logged in; nor
// is the owner who comes back, before entering the password again.
func TestRightsEndWithTheConnection(t *testing.T) {
	opts := defaults()
	opts.adminPassword = "sesame"
	withVirtualTime(t, opts, func(t *testing.T, p *testServer) {
		ann, w := p.hello(t, "")
		id, token := w[2], w[8]
		if got := ann.command(t, id, "/login sesame"); !strings.HasPrefix(got, "E|note|logged in as administrator") {
			t.Fatal(got)
		}
		eve, w := p.hello(t, token)
		if w[2] != id || w[8] == token {
			t.Fatalf("%q", w)
		}
		for _, line := range []string{"/kick 1", "/who", "/logout", "/stop 0"} {
			if got := eve.command(t, id, line); got != "E|note|this is a new connection; type /login PASSWORD again|" {
				t.Errorf("%s: %q", line, got)
			}
		}
		ann.Close()
		ann, _ = p.hello(t, w[8]) // the owner, whom the attacker has thrown out
		if got := ann.command(t, id, "/who"); !strings.HasPrefix(got, "E|note|this is a new connection") {
			t.Error(got)
		}
		if got := ann.command(t, id, "/login sesame"); !strings.HasPrefix(got, "E|note|logged in as administrator") {
			t.Error(got)
		}
		if got := ann.command(t, id, "/who"); !strings.HasPrefix(got, "E|note|1 A") {
			t.Error(got)
		}
		eve.Close()
		ann.leave()
	})
}
