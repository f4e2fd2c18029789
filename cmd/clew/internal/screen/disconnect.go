package screen

import (
	"errors"
	"regexp"
	"strconv"
	"time"

	"clew/cmd/clew/internal/words"
	"clew/net/dial"
	"clew/net/endpoint"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/wire"
)

// disconnectText is why the game with a server is over, for a person: in which stage
// that was, what happened, and what to do next; empty where one wanted it.
func disconnectText(s endpoint.Status, server string) string {
	if s.Code == wire.CodeQuit {
		return ""
	}
	return words.Tf("fail.line", words.Tf(stageKeys[s.Stage], server), reasonText(s))
}

// stageKeys are the stages as the beginning of a sentence.
var stageKeys = [...]string{
	endpoint.Connecting: "fail.connecting",
	endpoint.Entering:   "fail.entering",
	endpoint.Loading:    "fail.loading",
	endpoint.InGame:     "fail.in-game",
	endpoint.Returning:  "fail.returning",
}

// reasonText is what happened, and what to do next.
func reasonText(s endpoint.Status) string {
	if s.Code != "" {
		return serverCodeText(s)
	}
	var d *dial.Error
	var v *replica.VersionError
	switch {
	case errors.As(s.Cause, &v):
		return words.Tf("fail.version", v.ServerVersion, wire.Version)
	case errors.As(s.Cause, &d):
		return dialErrorText(d)
	case errors.Is(s.Cause, endpoint.ErrJoinTimeout) && s.Stage == endpoint.Loading:
		return words.Tf("fail.no-level", endpoint.JoinTimeout/time.Second)
	case errors.Is(s.Cause, endpoint.ErrJoinTimeout):
		return words.Tf("fail.late", endpoint.JoinTimeout/time.Second)
	case errors.Is(s.Cause, endpoint.ErrServerSilent):
		return words.Tf("fail.silent", endpoint.SilenceTimeout/time.Second)
	case errors.Is(s.Cause, link.ErrDisconnected):
		return words.T("fail.gone")
	case s.Cause == nil:
		return words.Tf("fail.told", s.Reason)
	}
	return words.Tf("fail.nonsense", s.Cause)
}

// dialErrorText is why nobody answered.
func dialErrorText(d *dial.Error) string {
	switch d.Kind {
	case dial.HostNotFound:
		return words.T("fail.no-host")
	case dial.LookupFailed:
		return words.T("fail.no-lookup")
	case dial.Refused:
		return words.T("fail.refused")
	case dial.Timeout:
		return words.T("fail.no-answer")
	case dial.Unreachable:
		return words.T("fail.no-way")
	}
	return words.Tf("fail.unreached", d.Text)
}

// serverCodeText is what a server means that ended the connection. What it says itself
// is passed on where it knows more.
func serverCodeText(s endpoint.Status) string {
	switch s.Code {
	case wire.CodeVersion:
		if theirs, ok := versionFrom(s.Reason); ok {
			return words.Tf("fail.version", theirs, wire.Version)
		}
		return words.Tf("fail.other-version", wire.Version)
	case wire.CodeFull:
		return words.T("fail.full")
	case wire.CodeAddressLimit:
		return words.T("fail.address")
	case wire.CodePassword:
		return words.T("fail.password")
	case wire.CodeBanned:
		return words.Tf("fail.banned", s.Reason)
	case wire.CodeKicked:
		return words.Tf("fail.kicked", s.Reason)
	case wire.CodeIdle:
		return words.T("fail.idle")
	case wire.CodeShutdown:
		return words.Tf("fail.stop", s.Reason)
	case wire.CodeReplaced:
		return words.T("fail.replace")
	case wire.CodeBusy, wire.CodeFlood:
		return words.Tf("fail.busy", s.Reason)
	}
	return words.Tf("fail.told", s.Reason)
}

// numbers are those in a sentence of a server.
var numbers = regexp.MustCompile(`[0-9]+`)

// versionFrom is the version of the protocol that a server names first when it
// refuses somebody who speaks another one.
func versionFrom(text string) (version uint32, ok bool) {
	n, err := strconv.ParseUint(numbers.FindString(text), 10, 32)
	return uint32(n), err == nil && n != wire.Version
}

// connectionNotice is what to say of the connection while the game goes on; empty
// while there is nothing to say.
func connectionNotice(s endpoint.Status, server string) string {
	switch s.State {
	case endpoint.Dialing, endpoint.Joining:
		return words.Tf("fail.line-so-far", words.Tf(stageKeys[s.Stage], server))
	case endpoint.Playing:
		if s.PredictionHalted {
			return words.T("fail.halted")
		}
		if s.SilentFor > 0 {
			return words.Tf("fail.quiet", max(1, s.SilentFor/time.Second))
		}
	}
	return ""
}

// retryText is what to say while the connection is lost: which try is next, and
// when that is.
func retryText(s endpoint.Status) string {
	if s.RetryIn > 0 {
		return words.Tf("fail.next-try", s.Try, endpoint.MaxTries, (s.RetryIn+time.Second-1)/time.Second)
	}
	return words.Tf("fail.trying", s.Try, endpoint.MaxTries)
}
