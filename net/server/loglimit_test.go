package server_test

import (
	"bytes"
	"io"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"clew/net/server"
)

// A client that reconnects endlessly does not fill the log: the first lines about its
// address are logged, then few, and the rest is counted. Lines about others are logged
// meanwhile.
func TestReconnectingDoesNotFillTheLog(t *testing.T) {
	var b bytes.Buffer
	cfg := server.Config{Logger: slog.New(slog.NewTextHandler(&b, nil)), MaxPerAddr: -1}
	withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) {
		come := func(from string) {
			n := newPlainClient(p.dialFrom(from))
			n.send(t, "c|1|hi|")
			n.readUntil(t, "I|")
			n.Close()
		}
		for i := range 2000 {
			come("10.0.0.1")
			if i == 1500 {
				come("10.0.0.2")
			}
		}
		advance(time.Second)
	})
	log := b.String()
	lines := strings.Count(log, "\n")
	if !strings.Contains(log, "msg=joined id=60 ") || !strings.Contains(log, "from=10.0.0.2") {
		t.Error("the log lacks the first ones, or who came from elsewhere")
	}
	if lines > 400 {
		t.Errorf("%d lines of %d", lines, 3*2000)
	}
	left := 0
	for _, m := range regexp.MustCompile(`msg="log lines suppressed" count=(\d+) top_source=10\.0\.0\.1 suppressed\.connection_lost=\d+ suppressed\.joined=\d+ suppressed\.left=\d+`).FindAllStringSubmatch(log, -1) {
		n, _ := strconv.Atoi(m[1])
		left += n
		lines-- // this one
	}
	if all := 3*2001 + 1; lines+left != all {
		t.Errorf("%d lines and %d left out, of %d:\n%s", lines, left, all, log)
	}
}

// Nor does a client that guesses passwords as fast as it can.
func TestGuessingDoesNotFillTheLog(t *testing.T) {
	var b bytes.Buffer
	cfg := server.Config{Logger: slog.New(slog.NewTextHandler(&b, nil)), Password: "sesame"}
	withVirtualTime(t, cfg, func(t *testing.T, p *pipeListener) {
		n := newPlainClient(p.dial())
		n.readUntil(t, "E|password|")
		go io.WriteString(n, strings.Repeat("c|1|thyme|", 5000))
		if got := n.readAll(t); !strings.Contains(got, "B|flood: ") {
			t.Errorf("at last it hears %q", got[len(got)-200:])
		}
		n.Close()
	})
	if log := b.String(); strings.Count(log, `msg="too many wrong passwords"`) < 10 || strings.Count(log, "\n") > 400 || !strings.Contains(log, `suppressed.too_many_wrong_passwords=`) {
		t.Errorf("%d lines:\n%s", strings.Count(log, "\n"), log)
	}
}
