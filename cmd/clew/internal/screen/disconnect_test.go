package screen

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"clew/cmd/clew/internal/i18n"
	"clew/net/dial"
	"clew/net/link"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
)

// failures holds all the ways in which a game can end unexpectedly, and what the
// English message of each must say besides the stage.
var failures = []struct {
	name string
	s    session.Status
	want string
}{
	{"no host", session.Status{LastState: session.Dialing, Cause: &dial.Error{Kind: dial.HostNotFound}}, "Connecting to maze:8856: host not found. Check"},
	{"no lookup", session.Status{LastState: session.Dialing, Cause: &dial.Error{Kind: dial.LookupFailed}}, "cannot look up its address right now. Check"},
	{"refused", session.Status{LastState: session.Dialing, Cause: &dial.Error{Kind: dial.Refused}}, "connection refused. Check the port"},
	{"no answer", session.Status{LastState: session.Dialing, Cause: &dial.Error{Kind: dial.Timeout}}, "no response. Check the address"},
	{"no way", session.Status{LastState: session.Dialing, Cause: &dial.Error{Kind: dial.Unreachable}}, "unreachable. Check the address"},
	{"other", session.Status{LastState: session.Dialing, Cause: &dial.Error{Text: "strange things"}}, "strange things. Try again"},
	{"late", session.Status{LastState: session.Joining, Cause: fmt.Errorf("%w …", session.ErrJoinTimeout)}, "Joining maze:8856: the server did not let you in within 12 s."},
	{"no level", session.Status{LastState: session.Loading, Cause: session.ErrJoinTimeout}, "Loading the level from maze:8856: the level did not arrive within 12 s."},
	{"silent", session.Status{LastState: session.Reconnecting, Cause: fmt.Errorf("%w for 4 s", session.ErrServerSilent)}, "Reconnecting to maze:8856: no response from the server for 4 s. Check"},
	{"hung up", session.Status{LastState: session.Joining, Cause: link.ErrDisconnected}, "Joining maze:8856: the server closed the connection"},
	{"nonsense", session.Status{LastState: session.Loading, Cause: errors.New("what?")}, "invalid data (what?). Check"},
	{"version told", session.Status{LastState: session.Joining, Code: wire.CodeVersion, Reason: fmt.Sprintf("this server speaks version 7 of the protocol, you speak %d; use the same release of Clew", wire.Version)}, fmt.Sprintf("uses protocol version 7, and this game version %d.", wire.Version)},
	{"version seen", session.Status{LastState: session.Joining, Cause: &replica.VersionError{ServerVersion: 9}}, fmt.Sprintf("uses protocol version 9, and this game version %d.", wire.Version)},
	{"version unknown", session.Status{LastState: session.Joining, Code: wire.CodeVersion, Reason: "no"}, fmt.Sprintf("another protocol version than this game, which uses version %d.", wire.Version)},
	{"full", session.Status{LastState: session.Joining, Code: wire.CodeFull, Reason: "the game is full: 4 players; try again later"}, "the game is full. Wait"},
	{"address", session.Status{LastState: session.Joining, Code: wire.CodeAddressLimit, Reason: "4 play or watch from your address"}, "too many players from your address. Wait"},
	{"password", session.Status{LastState: session.Joining, Code: wire.CodePassword}, "wrong password. Ask"},
	{"banned", session.Status{LastState: session.Joining, Code: wire.CodeBanned, Reason: "you are banned from this server until 2026-05-04 12:00"}, "until 2026-05-04 12:00. Only its admin"},
	{"kicked", session.Status{LastState: session.Playing, Code: wire.CodeKicked, Reason: "be nice"}, "Playing on maze:8856: an admin kicked you: be nice. Ask"},
	{"idle", session.Status{LastState: session.Playing, Code: wire.CodeIdle, Reason: "you have pressed nothing for 5m0s"}, "somebody was waiting for a place. Join again"},
	{"stopped", session.Status{LastState: session.Playing, Code: wire.CodeShutdown, Reason: "the server stops"}, "was stopped: the server stops. Join again"},
	{"replaced", session.Status{LastState: session.Playing, Code: wire.CodeReplaced}, "joined from another window"},
	{"busy", session.Status{LastState: session.Joining, Code: wire.CodeBusy, Reason: "too many wrong passwords; wait 9 s"}, "wait 9 s. Wait a minute"},
	{"flood", session.Status{LastState: session.Playing, Code: wire.CodeFlood, Reason: "too many messages"}, "too many messages. Wait"},
	{"another code", session.Status{LastState: session.Joining, Code: "name", Reason: "somebody has this name"}, "the server says: somebody has this name. Try"},
	{"slow", session.Status{LastState: session.Reconnecting, Reason: "gave up after 8 tries; the last: you do not read"}, "you do not read. Try again"},
}

func TestDisconnectText(t *testing.T) {
	for _, tc := range failures {
		t.Run(tc.name, func(t *testing.T) {
			tc.s.State = session.Ended
			if got := disconnectText(tc.s, "maze:8856"); !strings.Contains(got, tc.want) {
				t.Errorf("%q, want … %q …", got, tc.want)
			}
		})
	}
	if got := disconnectText(session.Status{Code: wire.CodeQuit, Reason: "you left"}, "maze:8856"); got != "" {
		t.Errorf("who left is told %q", got)
	}
}

// In each language the message of every failure is made of whole sentences: the
// stage and the server, what happened, and what to do next.
func TestEveryFailureIsASentence(t *testing.T) {
	defer i18n.SetLanguage(i18n.English)
	for _, l := range i18n.Languages() {
		i18n.SetLanguage(l.Code)
		for _, tc := range failures {
			got := disconnectText(tc.s, "maze:8856")
			first := []rune(got)[0]
			if !unicode.IsUpper(first) || !strings.HasSuffix(got, ".") || !strings.Contains(got, "maze:8856: ") || strings.Contains(got, "%!") || strings.Contains(got, "..") {
				t.Errorf("%s, %s: %q", l.Code, tc.name, got)
			}
		}
	}
}

func TestConnection(t *testing.T) {
	for _, tc := range []struct {
		s    session.Status
		want string
	}{
		{session.Status{State: session.Dialing}, "Connecting to maze:8856 …"},
		{session.Status{State: session.Loading}, "Loading the level from maze:8856 …"},
		{session.Status{State: session.Playing}, ""},
		{session.Status{State: session.Playing, SilentFor: 2500 * time.Millisecond}, "No response from the server for 2 s …"},
		{session.Status{State: session.Playing, SilentFor: 800 * time.Millisecond}, "No response from the server for 1 s …"},
		{session.Status{State: session.Playing, PredictionHalted: true}, "Waiting for the server …"},
		{session.Status{State: session.Playing, PredictionHalted: true, SilentFor: 2500 * time.Millisecond}, "Waiting for the server …"},
	} {
		if got := connectionNotice(tc.s, "maze:8856"); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.s, got, tc.want)
		}
	}
	for _, tc := range []struct {
		s    session.Status
		want string
	}{
		{session.Status{State: session.Reconnecting, Try: 2}, "Attempt 2 of 8 …"},
		{session.Status{State: session.Reconnecting, Try: 3, RetryIn: 1200 * time.Millisecond}, "Attempt 3 of 8 in 2 s"},
	} {
		if got := retryText(tc.s); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.s, got, tc.want)
		}
	}
}

// A player who stands still is told why, in every language.
func TestHaltedIsTold(t *testing.T) {
	defer i18n.SetLanguage(i18n.English)
	for lang, want := range map[string]string{i18n.English: "Waiting for the server …", i18n.Portuguese: "À espera do servidor …"} {
		i18n.SetLanguage(lang)
		if got := connectionNotice(session.Status{State: session.Playing, PredictionHalted: true}, "maze:8856"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"élan is gone": "Élan is gone.", "Full.": "Full.", "": ""} {
		if got := capitalize(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
