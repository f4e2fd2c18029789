package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
	"time"
)

// notifier sends messages to the service manager, as sd_notify(3) does: datagrams
// to a socket that the manager names. The zero notifier sends nothing.
type notifier struct {
	socket   string
	watchdog time.Duration // the manager's timeout for msgWatchdog; 0: none
}

// newNotifier returns the notifier that the environment describes.
func newNotifier(lookup func(string) (string, bool)) notifier {
	var n notifier
	n.socket, _ = lookup("NOTIFY_SOCKET")
	if pid, ok := lookup("WATCHDOG_PID"); ok && pid != strconv.Itoa(os.Getpid()) {
		return n
	}
	text, _ := lookup("WATCHDOG_USEC")
	if us, err := strconv.ParseInt(text, 10, 64); err == nil && us > 0 && us < int64(24*time.Hour/time.Microsecond) {
		n.watchdog = time.Duration(us) * time.Microsecond
	}
	return n
}

// watchdogInterval returns how often to send msgWatchdog, which is twice as
// often as required; 0 means never.
func (n notifier) watchdogInterval() time.Duration {
	if n.socket == "" {
		return 0
	}
	return n.watchdog / 2
}

// Messages for notify.
const (
	msgReady    = "READY=1"
	msgWatchdog = "WATCHDOG=1"
	msgStopping = "STOPPING=1"
)

// msgStatus returns the message that sets the line of 'systemctl status'.
func msgStatus(text string) string { return "STATUS=" + text }

// notifyTimeout is how long to wait for a manager that does not read.
const notifyTimeout = time.Second

// notify sends a message.
func (n notifier) notify(message string) error {
	if n.socket == "" {
		return nil
	}
	conn, err := net.Dial("unixgram", n.socket)
	if err != nil {
		return fmt.Errorf("notify %q: %w", message, err)
	}
	defer conn.Close()
	conn.SetWriteDeadline(time.Now().Add(notifyTimeout))
	if _, err := conn.Write([]byte(message)); err != nil {
		return fmt.Errorf("notify %q: %w", message, err)
	}
	return nil
}
