package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The service manager is notified when the server is ready, alive, and stopping.
func TestServiceManager(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	t.Setenv("NOTIFY_SOCKET", path)
	t.Setenv("WATCHDOG_USEC", "400000")
	server := start(t, "-level", "spiral")
	hears := func(want string) {
		t.Helper()
		l.SetReadDeadline(time.Now().Add(testTimeout))
		for b := make([]byte, 1000); ; {
			n, err := l.Read(b)
			if err != nil {
				t.Fatalf("before %q: %v", want, err)
			}
			if strings.Contains(string(b[:n]), want) {
				return
			}
		}
	}
	hears("READY=1")
	hears("WATCHDOG=1\nSTATUS=0 of 64 players in \"The Broken Spiral\"")
	hears("WATCHDOG=1")
	server.Process.Signal(syscall.SIGTERM)
	hears("STOPPING=1")
	if code, _ := server.wait(t); code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

// A program that is killed while it writes a config file leaves all of it or nothing.
func TestInitKilled(t *testing.T) {
	want := string(configTemplate())
	whole := 0
	for i := range 40 {
		dir := t.TempDir()
		cmd := exec.Command(program, "config", "init")
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		end := time.AfterFunc(time.Duration(i)*300*time.Microsecond, func() { cmd.Process.Kill() })
		cmd.Wait()
		end.Stop()
		b, err := os.ReadFile(filepath.Join(dir, defaultConfigFile))
		switch {
		case os.IsNotExist(err):
		case err != nil || string(b) != want:
			t.Fatalf("%d bytes of %d, %v", len(b), len(want), err)
		default:
			whole++
		}
	}
	t.Logf("%d of 40 wrote it", whole)
}
