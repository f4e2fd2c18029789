package screen

import (
	"errors"

	"clew/cmd/clew/internal/i18n"
	"clew/net/discovery"
	"clew/net/replica"
	"clew/net/wire"
)

// openErrorText explains why a local game cannot be opened.
func openErrorText(err error) string { return i18n.Tf("game.cannot-open", i18n.ErrorText(err)) }

// lanErrorText explains a discovery error with the text of key, "lan.not-visible"
// or "lan.search-failed".
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

// serverErrorText explains an error from the server, with the server's own text
// where it adds something.
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
