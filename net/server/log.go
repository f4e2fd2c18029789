package server

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// logEvents logs events of the game. It runs on the loop.
func (h *Server) logEvents(events []authority.Event, dropped int) {
	if dropped > 0 {
		h.log.Warn("too much has happened at once to log it all", "left_out", dropped)
	}
	for _, n := range events {
		if eventMessages[n.Kind] == "" {
			continue
		}
		if isRefusal(n) {
			h.telemetry.addRefusal(n.Code)
		}
		level, text := eventMessage(n)
		h.logLimited(level, text, AddrKey(n.Label), eventAttrs(n)...)
	}
}

// logLimited logs what somebody at an address has brought about, unless that address
// has filled its share of the log: then it is only counted, see summarize. What is
// asked for to find faults is all there. It may be called from any goroutine.
func (h *Server) logLimited(level slog.Level, text, from string, attrs ...slog.Attr) {
	ctx := context.Background()
	if h.log.Enabled(ctx, level) && (level < slog.LevelInfo || h.logLimit.allow(from, text, time.Now())) {
		h.log.LogAttrs(ctx, level, text, attrs...)
	}
}

// logSuppressed logs what was left out of the log since the last time.
func (h *Server) logSuppressed(now time.Time) {
	sum, ok := h.logLimit.take(now)
	if !ok {
		return
	}
	attrs := []slog.Attr{slog.Int("lines", sum.total)}
	if from := sum.majority(); from != "" {
		attrs = append(attrs, slog.String("most of them from", from))
	}
	for _, text := range slices.Sorted(maps.Keys(sum.byMessage)) {
		attrs = append(attrs, slog.Int(text, sum.byMessage[text]))
	}
	h.log.LogAttrs(context.Background(), slog.LevelWarn, "left out of the log", attrs...)
}

// isRefusal reports whether a note is of somebody who was not let into the game.
func isRefusal(n authority.Event) bool {
	return n.Kind == authority.EventClose && n.ID == 0 && !n.Spectator && n.Code != wire.CodeQuit && n.Code != wire.CodeShutdown
}

// eventMessages are the log messages of events. Those without one are not logged:
// a command may hold a password.
var eventMessages = map[authority.EventKind]string{
	authority.EventJoin:        "joined",
	authority.EventSpectate:    "watches",
	authority.EventResume:      "came back",
	authority.EventDisconnect:  "connection lost",
	authority.EventClose:       "connection ended",
	authority.EventLeave:       "left",
	authority.EventExit:        "found the exit",
	authority.EventRename:      "took a name",
	authority.EventChat:        "said",
	authority.EventTickRestart: "the ticks begin anew, with the level",
}

// eventMessage is what a note is in the log, and how much it matters there.
func eventMessage(n authority.Event) (slog.Level, string) {
	switch {
	case isRefusal(n):
		return slog.LevelInfo, "refused"
	case n.Kind == authority.EventChat:
		return slog.LevelDebug, eventMessages[n.Kind]
	}
	return slog.LevelInfo, eventMessages[n.Kind]
}

// eventAttrs are the fields of a note that say something.
func eventAttrs(n authority.Event) []slog.Attr {
	var as []slog.Attr
	if n.ID != 0 {
		as = append(as, slog.Uint64("id", uint64(n.ID)), slog.String("name", n.Name))
	}
	for _, f := range [...]struct{ key, value string }{{"from", n.Label}, {"code", n.Code}, {"text", n.Text}} {
		if f.value != "" {
			as = append(as, slog.String(f.key, f.value))
		}
	}
	return as
}
