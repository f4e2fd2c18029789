package screen

import (
	"errors"
	"regexp"
	"strconv"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// disconnectText explains why the game on server ended: in which state, what
// happened and what to do next. It returns "" if the player left.
func disconnectText(s session.Status, server string) string {
	if s.Code == wire.CodeQuit {
		return ""
	}
	return i18n.Tf("fail.line", i18n.Tf(stateKeys[s.LastState], server), reasonText(s))
}

// stateKeys maps states to the keys of their texts, each the start of a sentence.
var stateKeys = [...]string{
	session.Dialing:      "fail.connecting",
	session.Joining:      "fail.entering",
	session.Loading:      "fail.loading",
	session.Playing:      "fail.in-game",
	session.Reconnecting: "fail.returning",
}

// reasonText explains what happened and what to do next.
func reasonText(s session.Status) string {
	if s.Code != "" {
		return serverCodeText(s)
	}
	var dialErr *dial.Error
	var versionErr *replica.VersionError
	switch {
	case errors.As(s.Cause, &versionErr):
		return i18n.Tf("fail.version", versionErr.ServerVersion, wire.Version)
	case errors.As(s.Cause, &dialErr):
		return dialErrorText(dialErr)
	case errors.Is(s.Cause, session.ErrJoinTimeout) && s.LastState == session.Loading:
		return i18n.Tf("fail.no-level", session.JoinTimeout/time.Second)
	case errors.Is(s.Cause, session.ErrJoinTimeout):
		return i18n.Tf("fail.late", session.JoinTimeout/time.Second)
	case errors.Is(s.Cause, session.ErrServerSilent):
		return i18n.Tf("fail.silent", session.SilenceTimeout/time.Second)
	case errors.Is(s.Cause, link.ErrDisconnected):
		return i18n.T("fail.closed")
	case s.Cause == nil:
		return i18n.Tf("fail.server-says", s.Reason)
	}
	return i18n.Tf("fail.invalid", s.Cause)
}

// dialErrorText explains why no connection was made.
func dialErrorText(err *dial.Error) string {
	switch err.Kind {
	case dial.HostNotFound:
		return i18n.T("fail.no-host")
	case dial.LookupFailed:
		return i18n.T("fail.no-lookup")
	case dial.Refused:
		return i18n.T("fail.refused")
	case dial.Timeout:
		return i18n.T("fail.no-answer")
	case dial.Unreachable:
		return i18n.T("fail.unreachable")
	}
	return i18n.Tf("fail.dial-failed", err.Text)
}

// serverCodeText explains why the server ended the connection, with the server's
// own reason where it adds something.
func serverCodeText(s session.Status) string {
	switch s.Code {
	case wire.CodeVersion:
		if version, ok := versionFrom(s.Reason); ok {
			return i18n.Tf("fail.version", version, wire.Version)
		}
		return i18n.Tf("fail.other-version", wire.Version)
	case wire.CodeFull:
		return i18n.T("fail.full")
	case wire.CodeAddressLimit:
		return i18n.T("fail.address")
	case wire.CodePassword:
		return i18n.T("fail.password")
	case wire.CodeBanned:
		return i18n.Tf("fail.banned", s.Reason)
	case wire.CodeKicked:
		return i18n.Tf("fail.kicked", s.Reason)
	case wire.CodeIdle:
		return i18n.T("fail.idle")
	case wire.CodeShutdown:
		return i18n.Tf("fail.stop", s.Reason)
	case wire.CodeReplaced:
		return i18n.T("fail.replace")
	case wire.CodeBusy, wire.CodeFlood:
		return i18n.Tf("fail.busy", s.Reason)
	}
	return i18n.Tf("fail.server-says", s.Reason)
}

// numbers matches the numbers in a message of the server.
var numbers = regexp.MustCompile(`[0-9]+`)

// versionFrom returns the first number in text, which is the server's protocol
// version when it rejects a client with another one.
func versionFrom(text string) (version uint32, ok bool) {
	n, err := strconv.ParseUint(numbers.FindString(text), 10, 32)
	return uint32(n), err == nil && n != wire.Version
}

// connectionNotice returns the notice about the connection during a game, or "".
func connectionNotice(s session.Status, server string) string {
	switch s.State {
	case session.Dialing, session.Joining, session.Loading:
		return i18n.Tf("fail.line-so-far", i18n.Tf(stateKeys[s.State], server))
	case session.Playing:
		if s.PredictionHalted {
			return i18n.T("fail.waiting")
		}
		if s.SilentFor > 0 {
			return i18n.Tf("fail.no-response", max(1, s.SilentFor/time.Second))
		}
	}
	return ""
}

// retryText tells which attempt to reconnect is next, and when.
func retryText(s session.Status) string {
	if s.RetryIn > 0 {
		return i18n.Tf("fail.next-try", s.Try, session.MaxTries, (s.RetryIn+time.Second-1)/time.Second)
	}
	return i18n.Tf("fail.trying", s.Try, session.MaxTries)
}
