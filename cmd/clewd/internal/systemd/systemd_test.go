package systemd

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

func env(vars map[string]string) func(string) (string, bool) {
	return func(k string) (string, bool) { v, ok := vars[k]; return v, ok }
}

func TestTell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	m := Find(env(map[string]string{"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": strconv.Itoa(os.Getpid())}))
	if m.Pulse() != 15*time.Second {
		t.Errorf("a pulse every %v", m.Pulse())
	}
	for _, what := range []string{Ready, Status("3 players"), Alive, Stopping} {
		if err := m.Tell(what); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, 100)
		l.SetReadDeadline(time.Now().Add(20 * time.Second))
		if n, err := l.Read(b); string(b[:n]) != what {
			t.Errorf("heard %q, %v, want %q", b[:n], err, what)
		}
	}
}

func TestNobodyToTell(t *testing.T) {
	for _, vars := range []map[string]string{
		nil, {"WATCHDOG_USEC": "30000000"},
		{"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"},
		{"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "soon"}, {"NOTIFY_SOCKET": "x", "WATCHDOG_USEC": "-5"},
	} {
		if m := Find(env(vars)); m.Pulse() != 0 {
			t.Errorf("%v: a pulse every %v", vars, m.Pulse())
		}
	}
	if err := (Manager{}).Tell(Ready); err != nil {
		t.Error(err)
	}
	if err := Find(env(map[string]string{"NOTIFY_SOCKET": "/nowhere/x"})).Tell(Ready); err == nil {
		t.Error("a socket that is not there makes no error")
	}
}
