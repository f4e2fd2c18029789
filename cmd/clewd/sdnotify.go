// Package main tells the service manager of the same name how a service is
// doing, as sd_notify(3) does: it is a datagram to a socket that the manager
// names. Under any other manager it does nothing.
package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
	"time"
)

// Notifier is who started this program. The zero Manager wants to know nothing.
type Notifier struct {
	socket   string
	watchdog time.Duration // how long the manager waits for a sign of life; 0: it does not
}

// FindNotifier finds the manager in the environment.
func FindNotifier(lookup func(string) (string, bool)) Notifier {
	var m Notifier
	m.socket, _ = lookup("NOTIFY_SOCKET")
	if pid, ok := lookup("WATCHDOG_PID"); ok && pid != strconv.Itoa(os.Getpid()) {
		return m
	}
	text, _ := lookup("WATCHDOG_USEC")
	if us, err := strconv.ParseInt(text, 10, 64); err == nil && us > 0 && us < int64(24*time.Hour/time.Microsecond) {
		m.watchdog = time.Duration(us) * time.Microsecond
	}
	return m
}

// WatchdogInterval is how often to give a sign of life, which is twice as often as is
// asked for; 0 is never.
func (m Notifier) WatchdogInterval() time.Duration {
	if m.socket == "" {
		return 0
	}
	return m.watchdog / 2
}

// What to Tell.
const (
	NotifyReady    = "READY=1"
	NotifyWatchdog = "WATCHDOG=1"
	NotifyStopping = "STOPPING=1"
)

// NotifyStatus is a line for 'systemctl status'.
func NotifyStatus(text string) string { return "STATUS=" + text }

// notifyTimeout is how long a manager may take that does not read what it is told.
const notifyTimeout = time.Second

// Notify tells the manager something.
func (m Notifier) Notify(what string) error {
	if m.socket == "" {
		return nil
	}
	conn, err := net.Dial("unixgram", m.socket)
	if err != nil {
		return fmt.Errorf("the service manager cannot be told %q: %w", what, err)
	}
	defer conn.Close()
	conn.SetWriteDeadline(time.Now().Add(notifyTimeout))
	if _, err := conn.Write([]byte(what)); err != nil {
		return fmt.Errorf("the service manager cannot be told %q: %w", what, err)
	}
	return nil
}
