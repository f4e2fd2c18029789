package host

import (
	"errors"
	"log/slog"
	"net"
	"time"

	"clew/net/wire"
)

// The waits after an error of Accept, as when the system has no more sockets
// to give.
const (
	minBackoff = 5 * time.Millisecond
	maxBackoff = time.Second
)

// accept lets connections in until its listener is closed.
func (h *Host) accept(l net.Listener) {
	backoff := minBackoff
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			backoff = minBackoff
			h.knock(conn)
		case h.life.Err() != nil:
			return
		case errors.Is(err, net.ErrClosed):
			h.log.Error("no new connections: the listener was closed", "addr", l.Addr().String())
			return
		default:
			h.log.Warn("cannot take a connection", "error", err.Error(), "next try in", backoff)
			if !h.pause(backoff) {
				return
			}
			backoff = min(2*backoff, maxBackoff)
		}
	}
}

// pause waits, and reports false when the host stops meanwhile.
func (h *Host) pause(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-h.life.Done():
		return false
	}
}

// knock asks the door what to do with a connection, and starts that.
func (h *Host) knock(conn net.Conn) {
	label := conn.RemoteAddr().String()
	from := Origin(label)
	evict := func() {
		h.refused(conn, &wire.Bye{Code: wire.CodeFull, Text: "a newer connection has its place"})
		conn.Close()
	}
	entry := h.door.enter(visitor{from, label, evict}, h.banned(from), time.Now())
	if entry.bye != nil {
		h.refused(conn, entry.bye)
	}
	if !entry.open {
		conn.Close()
		return
	}
	h.work.Go(func() {
		defer h.door.leave(entry)
		h.guest(conn, entry)
	})
}

// refused counts a refusal at the door, and logs it.
func (h *Host) refused(conn net.Conn, bye *wire.Bye) {
	h.gauge.refused(bye.Code)
	from := conn.RemoteAddr().String()
	h.write(slog.LevelInfo, "refused", Origin(from), slog.String("from", from), slog.String("code", bye.Code), slog.String("text", bye.Text))
}
