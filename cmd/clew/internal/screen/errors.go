package screen

import (
	"errors"

	"clew/cmd/clew/internal/i18n"
	"clew/net/discovery"
	"clew/net/replica"
	"clew/net/wire"
)

// openErrorText says why a game of one's own can't be opened.
func openErrorText(err error) string { return i18n.Tf("game.cannot-open", i18n.ErrorText(err)) }

// lanErrorText puts what the local network does not let happen into a sentence: that
// of this key, "lan.not-visible" or "lan.search-failed".
func lanErrorText(key string, err error) string {
	var t *discovery.Error
	if !errors.As(err, &t) {
		return i18n.Tf(key, i18n.ErrorText(err))
	}
	why := ""
	switch t.Kind {
	case discovery.NoNetwork:
		why = i18n.T("lan.no-network")
	case discovery.NoSocket:
		why = i18n.Tf("lan.no-socket", i18n.ErrorText(t.Err))
	case discovery.CannotListen:
		why = i18n.Tf("lan.port-in-use", t.Target)
	case discovery.BroadcastBlocked:
		why = i18n.Tf("lan.broadcast-rejected", t.Target)
	case discovery.NoIPv4:
		why = i18n.Tf("lan.needs-ipv4", t.Target)
	case discovery.Silenced:
		why = i18n.Tf("lan.p2p-clients", t.Target)
	}
	return i18n.Tf(key, why)
}

// serverErrorText says what a server did not like. What it says itself is passed on where
// it knows more.
func serverErrorText(n replica.Event) string {
	switch n.Code {
	case wire.CodeBusy:
		return i18n.T("game.busy")
	case wire.CodeSpectator:
		return i18n.T("spectate.mute")
	case wire.CodeMuted:
		if seconds := numbers.FindString(n.Text); seconds != "" {
			return i18n.Tf("game.muted", seconds)
		}
		return i18n.T("game.mute")
	}
	return capitalize(n.Text)
}
