package host

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"clew/net/authority"
	"clew/net/wire"
)

// report logs what has happened in the game since the last time. It runs on the
// loop.
func (h *Host) report() {
	notes, dropped := h.server.Game.Notes()
	if dropped > 0 {
		h.log.Warn("too much has happened at once to log it all", "left_out", dropped)
	}
	for _, n := range notes {
		if refusal(n) {
			h.gauge.refused(n.Code)
		}
		level, text := phrase(n)
		h.write(level, text, Origin(n.Label), attrs(n)...)
	}
}

// write logs what somebody at an address has brought about, unless that address
// has filled its share of the log: then it is only counted, see summarize. What is
// asked for to find faults is all there. It may be called from any goroutine.
func (h *Host) write(level slog.Level, text, from string, attrs ...slog.Attr) {
	ctx := context.Background()
	if h.log.Enabled(ctx, level) && (level < slog.LevelInfo || h.quiet.allow(from, text, time.Now())) {
		h.log.LogAttrs(ctx, level, text, attrs...)
	}
}

// summarize logs what was left out of the log since the last time.
func (h *Host) summarize(now time.Time) {
	sum, ok := h.quiet.take(now)
	if !ok {
		return
	}
	attrs := []slog.Attr{slog.Int("lines", sum.total)}
	if from := sum.mostly(); from != "" {
		attrs = append(attrs, slog.String("most of them from", from))
	}
	for _, text := range slices.Sorted(maps.Keys(sum.lines)) {
		attrs = append(attrs, slog.Int(text, sum.lines[text]))
	}
	h.log.LogAttrs(context.Background(), slog.LevelWarn, "left out of the log", attrs...)
}

// refusal reports whether a note is of somebody who was not let into the game.
func refusal(n authority.Note) bool {
	return n.Kind == authority.NoteEnd && n.ID == 0 && !n.Watch && n.Code != wire.CodeQuit && n.Code != wire.CodeStop
}

// phrases are what notes are in the log.
var phrases = map[authority.NoteKind]string{
	authority.NoteJoin:   "joined",
	authority.NoteWatch:  "watches",
	authority.NoteResume: "came back",
	authority.NoteGone:   "connection lost",
	authority.NoteEnd:    "connection ended",
	authority.NoteLeave:  "left",
	authority.NoteExit:   "found the exit",
	authority.NoteName:   "took a name",
	authority.NoteChat:   "said",
	authority.NoteAnew:   "the ticks begin anew, with the level",
}

// phrase is what a note is in the log, and how much it matters there.
func phrase(n authority.Note) (slog.Level, string) {
	switch {
	case refusal(n):
		return slog.LevelInfo, "refused"
	case n.Kind == authority.NoteChat:
		return slog.LevelDebug, phrases[n.Kind]
	}
	return slog.LevelInfo, phrases[n.Kind]
}

// attrs are the fields of a note that say something.
func attrs(n authority.Note) []slog.Attr {
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
