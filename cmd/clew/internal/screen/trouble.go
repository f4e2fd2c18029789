package screen

import (
	"errors"

	"clew/cmd/clew/internal/words"
	"clew/net/lan"
	"clew/net/replica"
	"clew/net/wire"
)

// unopened says why a game of one's own can't be opened.
func unopened(err error) string { return words.F("game.unopened", words.Cause(err)) }

// network puts what the local network does not let happen into a sentence: that
// of this key, "lan.unheard" or "lan.unsearched".
func network(key string, err error) string {
	var t *lan.Trouble
	if !errors.As(err, &t) {
		return words.F(key, words.Cause(err))
	}
	why := ""
	switch t.Kind {
	case lan.Nowhere:
		why = words.T("lan.nowhere")
	case lan.NoSocket:
		why = words.F("lan.socket", words.Cause(t.Err))
	case lan.Deaf:
		why = words.F("lan.deaf", t.Where)
	case lan.Muffled:
		why = words.F("lan.muffled", t.Where)
	case lan.NoIPv4:
		why = words.F("lan.ipv4", t.Where)
	case lan.Hushed:
		why = words.F("lan.hushed", t.Where)
	}
	return words.F(key, why)
}

// refused says what a server did not like. What it says itself is passed on where
// it knows more.
func refused(n replica.News) string {
	switch n.Code {
	case wire.CodeBusy:
		return words.T("game.busy")
	case wire.CodeWatch:
		return words.T("watch.mute")
	case wire.CodeMuted:
		if seconds := numbers.FindString(n.Text); seconds != "" {
			return words.F("game.muted", seconds)
		}
		return words.T("game.mute")
	}
	return sentence(n.Text)
}
