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

// parting is why the game with a server is over, for a person: in which stage
// that was, what happened, and what to do next; empty where one wanted it.
func parting(s endpoint.Status, server string) string {
	if s.Code == wire.CodeQuit {
		return ""
	}
	return words.F("fail.line", words.F(stages[s.Stage], server), why(s))
}

// stages are the stages as the beginning of a sentence.
var stages = [...]string{
	endpoint.Connecting: "fail.connecting",
	endpoint.Entering:   "fail.entering",
	endpoint.Loading:    "fail.loading",
	endpoint.InGame:     "fail.in-game",
	endpoint.Returning:  "fail.returning",
}

// why is what happened, and what to do next.
func why(s endpoint.Status) string {
	if s.Code != "" {
		return decided(s)
	}
	var d *dial.Error
	var v *replica.VersionError
	switch {
	case errors.As(s.Cause, &v):
		return words.F("fail.version", v.Server, wire.Version)
	case errors.As(s.Cause, &d):
		return unreached(d)
	case errors.Is(s.Cause, endpoint.ErrLate) && s.Stage == endpoint.Loading:
		return words.F("fail.no-level", endpoint.JoinTime/time.Second)
	case errors.Is(s.Cause, endpoint.ErrLate):
		return words.F("fail.late", endpoint.JoinTime/time.Second)
	case errors.Is(s.Cause, endpoint.ErrSilent):
		return words.F("fail.silent", endpoint.SilentTime/time.Second)
	case errors.Is(s.Cause, link.ErrGone):
		return words.T("fail.gone")
	case s.Cause == nil:
		return words.F("fail.told", s.Reason)
	}
	return words.F("fail.nonsense", s.Cause)
}

// unreached is why nobody answered.
func unreached(d *dial.Error) string {
	switch d.Kind {
	case dial.NoHost:
		return words.T("fail.no-host")
	case dial.NoLookup:
		return words.T("fail.no-lookup")
	case dial.Refused:
		return words.T("fail.refused")
	case dial.NoAnswer:
		return words.T("fail.no-answer")
	case dial.NoWay:
		return words.T("fail.no-way")
	}
	return words.F("fail.unreached", d.Text)
}

// decided is what a server means that ended the connection. What it says itself
// is passed on where it knows more.
func decided(s endpoint.Status) string {
	switch s.Code {
	case wire.CodeVersion:
		if theirs, ok := versionIn(s.Reason); ok {
			return words.F("fail.version", theirs, wire.Version)
		}
		return words.F("fail.other-version", wire.Version)
	case wire.CodeFull:
		return words.T("fail.full")
	case wire.CodeAddress:
		return words.T("fail.address")
	case wire.CodePassword:
		return words.T("fail.password")
	case wire.CodeBanned:
		return words.F("fail.banned", s.Reason)
	case wire.CodeKicked:
		return words.F("fail.kicked", s.Reason)
	case wire.CodeIdle:
		return words.T("fail.idle")
	case wire.CodeStop:
		return words.F("fail.stop", s.Reason)
	case wire.CodeReplace:
		return words.T("fail.replace")
	case wire.CodeBusy, wire.CodeFlood:
		return words.F("fail.busy", s.Reason)
	}
	return words.F("fail.told", s.Reason)
}

// numbers are those in a sentence of a server.
var numbers = regexp.MustCompile(`[0-9]+`)

// versionIn is the version of the protocol that a server names first when it
// refuses somebody who speaks another one.
func versionIn(text string) (version uint32, ok bool) {
	n, err := strconv.ParseUint(numbers.FindString(text), 10, 32)
	return uint32(n), err == nil && n != wire.Version
}

// connection is what to say of the connection while the game goes on; empty
// while there is nothing to say.
func connection(s endpoint.Status, server string) string {
	switch s.Phase {
	case endpoint.Dialing, endpoint.Joining:
		return words.F("fail.line-so-far", words.F(stages[s.Stage], server))
	case endpoint.Playing:
		if s.Halted {
			return words.T("fail.halted")
		}
		if s.Quiet > 0 {
			return words.F("fail.quiet", max(1, s.Quiet/time.Second))
		}
	}
	return ""
}

// retrying is what to say while the connection is lost: which try is next, and
// when that is.
func retrying(s endpoint.Status) string {
	if s.Next > 0 {
		return words.F("fail.next-try", s.Try, endpoint.MaxTries, (s.Next+time.Second-1)/time.Second)
	}
	return words.F("fail.trying", s.Try, endpoint.MaxTries)
}
