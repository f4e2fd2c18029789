package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Guessing at the players' password, or at /login, does not lock administrators from the
// same address out of the admin port.
func TestPlayersDontLockTheAdminPort(t *testing.T) {
	server := start(t, "-password", "xyzzy", "-admin-password", "sesame", "-admin", "127.0.0.1:0")
	ann := server.join(t)
	for range 5 {
		ann.send(t, "c|1|thyme|", "E|password|wrong password")
	}
	ann.send(t, "c|1|xyzzy|", "E|busy|too many wrong passwords")
	i := strings.Index(server.output(), "admin port open")
	nc := connect(t, "127.0.0.1", address(server.output()[i:]))
	nc.send(t, "sesame", "password: logged in")

	ben := connect(t, "127.0.0.2", server.addr)
	ben.send(t, "c|1|xyzzy|", "U|1|")
	for range 5 {
		ben.send(t, "c|1|/login thyme|", "E|note|wrong admin password|")
	}
	nc = connect(t, "127.0.0.2", address(server.output()[i:]))
	nc.send(t, "sesame", "password: logged in")
}

// However many guesses there are, the log has the first ones and counts the rest.
func TestFailedLoginLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		g := newFailedLoginLog(slog.New(slog.NewTextHandler(&b, nil)))
		for range failedLoginBurst + 7 {
			g.warn("from", "10.0.0.1")
		}
		if n := strings.Count(b.String(), "\n"); n != failedLoginBurst {
			t.Errorf("%d lines", n)
		}
		b.Reset()
		time.Sleep(failedLoginInterval) // of virtual time
		g.warn("from", "10.0.0.1")
		if !strings.Contains(b.String(), `from=10.0.0.1 suppressed=7`) {
			t.Errorf("%q", b.String())
		}
	})
}
