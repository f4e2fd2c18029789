package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func lookupIn(vars map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) { v, ok := vars[k]; return v, ok }
}

func TestNotify(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	m := newNotifier(lookupIn(map[string]string{"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": strconv.Itoa(os.Getpid())}))
	if m.watchdogInterval() != 15*time.Second {
		t.Errorf("a pulse every %v", m.watchdogInterval())
	}
	for _, what := range []string{msgReady, msgStatus("3 players"), msgWatchdog, msgStopping} {
		if err := m.notify(what); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, 100)
		l.SetReadDeadline(time.Now().Add(20 * time.Second))
		if n, err := l.Read(b); string(b[:n]) != what {
			t.Errorf("heard %q, %v, want %q", b[:n], err, what)
		}
	}
}

func TestNoNotifySocket(t *testing.T) {
	for _, vars := range []map[string]string{
		nil, {"WATCHDOG_USEC": "30000000"},
		{"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"},
		{"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "soon"}, {"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "-5"},
	} {
		if m := newNotifier(lookupIn(vars)); m.watchdogInterval() != 0 {
			t.Errorf("%v: a pulse every %v", vars, m.watchdogInterval())
		}
	}
	if err := (notifier{}).notify(msgReady); err != nil {
		t.Error(err)
	}
	if err := newNotifier(lookupIn(map[string]string{"NOTIFY_SOCKET": "/nowhere/x"})).notify(msgReady); err == nil {
		t.Error("a socket that is not there makes no error")
	}
}
