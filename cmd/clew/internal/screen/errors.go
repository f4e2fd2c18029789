package screen

import (
	"errors"

	"clew/cmd/clew/internal/i18n"
	"clew/net/discovery"
	"clew/net/replica"
	"clew/net/tracker"
	"clew/net/wire"
)

// openErrorText explains why a local game cannot be opened.
func openErrorText(err error) string { return i18n.Tf("game.cannot-open", i18n.ErrorText(err)) }

// lanErrorText explains a discovery error with the text of key, "lan.not-visible"
// or "lan.search-failed".
func lanErrorText(key string, err error) string {
	var discoveryErr *discovery.Error
	if !errors.As(err, &discoveryErr) {
		return i18n.Tf(key, i18n.ErrorText(err))
	}
	reason := ""
	switch discoveryErr.Kind {
	case discovery.NoNetwork:
		reason = i18n.T("lan.no-network")
	case discovery.NoSocket:
		reason = i18n.Tf("lan.no-socket", i18n.ErrorText(discoveryErr.Err))
	case discovery.CannotListen:
		reason = i18n.Tf("lan.port-in-use", discoveryErr.Target)
	case discovery.BroadcastBlocked:
		reason = i18n.Tf("lan.broadcast-rejected", discoveryErr.Target)
	case discovery.NoIPv4:
		reason = i18n.Tf("lan.needs-ipv4", discoveryErr.Target)
	case discovery.Silenced:
		reason = i18n.Tf("lan.p2p-clients", discoveryErr.Target)
	}
	return i18n.Tf(key, reason)
}

// trackerErrorText explains why a tracker lists no games.
func trackerErrorText(at string, err error) string {
	var trackerErr *tracker.Error
	if !errors.As(err, &trackerErr) {
		return i18n.Tf("tracker.unreachable", at)
	}
	switch trackerErr.Kind {
	case tracker.HostNotFound:
		return i18n.Tf("tracker.no-host", at)
	case tracker.NotRunning:
		return i18n.Tf("tracker.not-running", at)
	case tracker.Silent:
		return i18n.Tf("tracker.silent", at)
	case tracker.OtherFormat:
		return i18n.Tf("tracker.other-version", at)
	}
	return i18n.Tf("tracker.unreachable", at)
}

// serverErrorText explains an error from the server, with the server's own text
// where it adds something.
func serverErrorText(event replica.Event) string {
	switch event.Code {
	case wire.CodeBusy:
		return i18n.T("game.busy")
	case wire.CodeSpectator:
		return i18n.T("spectate.mute")
	case wire.CodeMuted:
		if seconds := numbers.FindString(event.Text); seconds != "" {
			return i18n.Tf("game.muted", seconds)
		}
		return i18n.T("game.mute")
	}
	return capitalize(event.Text)
}
