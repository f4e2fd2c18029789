package screen

import (
	"errors"

	"clew/cmd/clew/internal/words"
	"clew/net/lan"
	"clew/net/replica"
	"clew/net/wire"
)

// openErrorText says why a game of one's own can't be opened.
func openErrorText(err error) string { return words.Tf("game.unopened", words.ErrorText(err)) }

// lanErrorText puts what the local network does not let happen into a sentence: that
// of this key, "lan.unheard" or "lan.unsearched".
func lanErrorText(key string, err error) string {
	var t *lan.Error
	if !errors.As(err, &t) {
		return words.Tf(key, words.ErrorText(err))
	}
	why := ""
	switch t.Kind {
	case lan.NoNetwork:
		why = words.T("lan.nowhere")
	case lan.NoSocket:
		why = words.Tf("lan.socket", words.ErrorText(t.Err))
	case lan.CannotListen:
		why = words.Tf("lan.deaf", t.Target)
	case lan.BroadcastBlocked:
		why = words.Tf("lan.muffled", t.Target)
	case lan.NoIPv4:
		why = words.Tf("lan.ipv4", t.Target)
	case lan.Silenced:
		why = words.Tf("lan.hushed", t.Target)
	}
	return words.Tf(key, why)
}

// serverErrorText says what a server did not like. What it says itself is passed on where
// it knows more.
func serverErrorText(n replica.Event) string {
	switch n.Code {
	case wire.CodeBusy:
		return words.T("game.busy")
	case wire.CodeSpectator:
		return words.T("watch.mute")
	case wire.CodeMuted:
		if seconds := numbers.FindString(n.Text); seconds != "" {
			return words.Tf("game.muted", seconds)
		}
		return words.T("game.mute")
	}
	return capitalize(n.Text)
}
