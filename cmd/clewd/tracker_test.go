package main

import (
	"bytes"
	"context"
	"net"
	"strings"
	"syscall"
	"testing"

	"clew/net/tracker"
)

// A server with -tracker is found by the tracker's clients while it runs.
func TestTracker(t *testing.T) {
	conn, err := tracker.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := conn.LocalAddr().String()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- tracker.Serve(ctx, conn) }()
	p := start(t, "-name", "Listed", "-max-players", "7", "-lan=false", "-tracker", at)
	_, port, _ := net.SplitHostPort(p.addr)
	found := func() (list []tracker.Game) {
		b := tracker.Browse(at)
		defer b.Close()
		until(t, func() bool { asked, _ := b.Status(); return asked })
		return b.Games(nil)
	}
	until(t, func() bool {
		g := found()
		return len(g) == 1 && g[0].Name == "Listed" && g[0].MaxPlayers == 7 && g[0].Addr.String() == "127.0.0.1:"+port && !g[0].Incompatible()
	})
	p.Process.Signal(syscall.SIGTERM)
	until(t, func() bool { return len(found()) == 0 })
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestTrackerCommand(t *testing.T) {
	for args, want := range map[string]string{
		"tracker -h":            "UDP port",
		"tracker -nope":         "clewd tracker -h",
		"tracker more":          `unknown argument "more"`,
		"tracker -listen 1:2:3": `-listen is "1:2:3"; use a host and a port`,
		"-tracker a:b:c":        "-tracker is \"a:b:c\"; use a host, such as tracker.example",
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), strings.Fields(args), func(string) (string, bool) { return "", false }, strings.NewReader(""), &stdout, &stderr)
		if out := stdout.String() + stderr.String(); !strings.Contains(out, want) || (code == exitOK) != (args == "tracker -h") {
			t.Errorf("clewd %s: code %d, %q", args, code, out)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"tracker", "-listen", "127.0.0.1:0"}, nil, nil, &stdout, &stderr); code != exitOK || !strings.Contains(stdout.String(), "listens on UDP 127.0.0.1:") {
		t.Errorf("code %d, %q, %q", code, stdout.String(), stderr.String())
	}
}
