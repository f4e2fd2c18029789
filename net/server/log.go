package server

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// logEvents logs events of the game. It runs on the loop.
func (s *Server) logEvents(events []authority.Event, dropped int) {
	if dropped > 0 {
		s.log.Warn("too many events to log", "dropped", dropped)
	}
	for _, e := range events {
		if eventMessages[e.Kind] == "" {
			continue
		}
		if isRefusal(e) {
			s.telemetry.addRefusal(e.Code)
		}
		level, message := eventMessage(e)
		s.logLimited(level, message, AddrKey(e.Label), eventAttrs(e)...)
	}
}

// logLimited logs a line that somebody at an address has caused, unless the
// address has used up its share of the log: then the line is only counted, see
// logSuppressed. Debug lines are not limited. It is safe for concurrent use.
func (s *Server) logLimited(level slog.Level, message, addr string, attrs ...slog.Attr) {
	ctx := context.Background()
	if s.log.Enabled(ctx, level) && (level < slog.LevelInfo || s.logLimit.allow(addr, message, time.Now())) {
		s.log.LogAttrs(ctx, level, message, attrs...)
	}
}

// logSuppressed logs a summary of the lines that were suppressed since the last
// time.
func (s *Server) logSuppressed(now time.Time) {
	sum, ok := s.logLimit.take(now)
	if !ok {
		return
	}
	attrs := []slog.Attr{slog.Int("count", sum.total)}
	if addr := sum.majority(); addr != "" {
		attrs = append(attrs, slog.String("top_source", addr))
	}
	var counts []any
	for _, text := range slices.Sorted(maps.Keys(sum.byMessage)) {
		counts = append(counts, slog.Int(strings.ReplaceAll(text, " ", "_"), sum.byMessage[text]))
	}
	attrs = append(attrs, slog.Group("suppressed", counts...))
	s.log.LogAttrs(context.Background(), slog.LevelWarn, "log lines suppressed", attrs...)
}

// isRefusal reports whether a client was not let into the game.
func isRefusal(e authority.Event) bool {
	return e.Kind == authority.EventClose && e.ID == 0 && !e.Spectator && e.Code != wire.CodeQuit && e.Code != wire.CodeShutdown
}

// eventMessages are the log messages of events. Those without one are not logged:
// a command may hold a password.
var eventMessages = map[authority.EventKind]string{
	authority.EventJoin:        "joined",
	authority.EventSpectate:    "spectating",
	authority.EventResume:      "resumed",
	authority.EventDisconnect:  "connection lost",
	authority.EventClose:       "connection closed",
	authority.EventLeave:       "left",
	authority.EventExit:        "found the exit",
	authority.EventRename:      "renamed",
	authority.EventChat:        "chat",
	authority.EventTickRestart: "ticks restarted",
}

// eventMessage returns the log level and message of an event.
func eventMessage(e authority.Event) (slog.Level, string) {
	switch {
	case isRefusal(e):
		return slog.LevelInfo, "refused"
	case e.Kind == authority.EventChat:
		return slog.LevelDebug, eventMessages[e.Kind]
	}
	return slog.LevelInfo, eventMessages[e.Kind]
}

// eventAttrs returns the attributes of an event that are set.
func eventAttrs(e authority.Event) []slog.Attr {
	var attrs []slog.Attr
	if e.ID != 0 {
		attrs = append(attrs, slog.Uint64("id", uint64(e.ID)), slog.String("name", e.Name))
	}
	for _, attr := range [...]struct{ key, value string }{{"from", e.Label}, {"code", e.Code}, {"text", e.Text}} {
		if attr.value != "" {
			attrs = append(attrs, slog.String(attr.key, attr.value))
		}
	}
	return attrs
}
