package server

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
func (h *Server) accept(l net.Listener) {
	backoff := minBackoff
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			backoff = minBackoff
			h.startConn(conn)
		case h.ctx.Err() != nil:
			return
		case errors.Is(err, net.ErrClosed):
			h.log.Error("no new connections: the listener was closed", "addr", l.Addr().String())
			return
		default:
			h.log.Warn("cannot take a connection", "error", err.Error(), "next try in", backoff)
			if !h.sleep(backoff) {
				return
			}
			backoff = min(2*backoff, maxBackoff)
		}
	}
}

// sleep waits, and reports false when the host stops meanwhile.
func (h *Server) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-h.ctx.Done():
		return false
	}
}

// startConn asks the door what to do with a connection, and starts that.
func (h *Server) startConn(conn net.Conn) {
	label := conn.RemoteAddr().String()
	from := AddrKey(label)
	evict := func() {
		h.rejectConn(conn, &wire.Bye{Code: wire.CodeFull, Text: "a newer connection has its place"})
		conn.Close()
	}
	entry := h.conns.acquire(connInfo{from, label, evict}, h.checkBan(from), time.Now())
	if entry.bye != nil {
		h.rejectConn(conn, entry.bye)
	}
	if !entry.ok {
		conn.Close()
		return
	}
	h.wg.Go(func() {
		defer h.conns.release(entry)
		h.serveConn(conn, entry)
	})
}

// rejectConn counts a refusal at the door, and logs it.
func (h *Server) rejectConn(conn net.Conn, bye *wire.Bye) {
	h.telemetry.addRefusal(bye.Code)
	from := conn.RemoteAddr().String()
	h.logLimited(slog.LevelInfo, "refused", AddrKey(from), slog.String("from", from), slog.String("code", bye.Code), slog.String("text", bye.Text))
}
