package server

import (
	"errors"
	"log/slog"
	"net"
	"time"

	"clew/net/wire"
)

// Delays after an error of Accept, such as too many open files.
const (
	minBackoff = 5 * time.Millisecond
	maxBackoff = time.Second
)

// accept starts connections until its listener is closed.
func (s *Server) accept(l net.Listener) {
	backoff := minBackoff
	for {
		conn, err := l.Accept()
		switch {
		case err == nil:
			backoff = minBackoff
			s.startConn(conn)
		case s.ctx.Err() != nil:
			return
		case errors.Is(err, net.ErrClosed):
			s.log.Error("listener closed, no new connections", "addr", l.Addr().String())
			return
		default:
			s.log.Warn("accept failed", "error", err.Error(), "retry_in", backoff)
			if !s.sleep(backoff) {
				return
			}
			backoff = min(2*backoff, maxBackoff)
		}
	}
}

// sleep waits for d, and returns false if the server stops meanwhile.
func (s *Server) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// startConn asks the connection limit about a new connection, and serves or
// rejects it.
func (s *Server) startConn(conn net.Conn) {
	remoteAddr := conn.RemoteAddr().String()
	addr := AddrKey(remoteAddr)
	evict := func() {
		s.rejectConn(conn, &wire.Bye{Code: wire.CodeFull, Text: "a newer connection took your place"})
		conn.Close()
	}
	slot := s.conns.acquire(connInfo{addr, remoteAddr, evict}, s.checkBan(addr), time.Now())
	if slot.bye != nil {
		s.rejectConn(conn, slot.bye)
	}
	if !slot.ok {
		conn.Close()
		return
	}
	s.wg.Go(func() {
		defer s.conns.release(slot)
		s.serveConn(conn, slot)
	})
}

// rejectConn counts and logs a refused connection.
func (s *Server) rejectConn(conn net.Conn, bye *wire.Bye) {
	s.telemetry.addRefusal(bye.Code)
	addr := conn.RemoteAddr().String()
	s.logLimited(slog.LevelInfo, "refused", AddrKey(addr), slog.String("from", addr), slog.String("code", bye.Code), slog.String("text", bye.Text))
}
