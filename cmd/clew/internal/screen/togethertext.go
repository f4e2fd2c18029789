package screen

import (
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/net/peerwire"
	"clew/net/session"
	"clew/net/wire"
)

// meshNotice returns what holds up a game without a server, or "".
func meshNotice(s *session.MeshStatus) string {
	switch s.State {
	case session.MeshMeeting:
		if s.Text != "" {
			return i18n.Tf("together.meeting-problem", peerReasonText(s.Code, s.Text))
		}
		return i18n.T("together.meeting")
	case session.MeshWatching:
		return i18n.T("together.watching")
	case session.MeshStalled:
		return waitingText(s)
	case session.MeshChanging:
		return i18n.T("together.changing")
	case session.MeshBenched:
		return i18n.T("together.benched")
	}
	if s.Island && s.Away > 0 {
		return i18n.Tf("together.island", s.Away, s.Of)
	}
	return ""
}

// peerReasonKeys maps codes of peers to the keys of their texts.
var peerReasonKeys = map[string]string{
	wire.CodePassword:    "together.password",
	wire.CodeFull:        "together.full",
	peerwire.CodeRemoved: "together.removed-you",
	peerwire.CodeGame:    "together.other-game",
	peerwire.CodeRules:   "together.other-rules",
	session.CodeDiverged: "together.diverged",
}

// peerReasonText explains why there is no game with a peer; text is what the programs
// say themselves, in English.
func peerReasonText(code, text string) string {
	if key := peerReasonKeys[code]; key != "" {
		return i18n.T(key)
	}
	if versions := numbers.FindAllString(text, -1); code == wire.CodeVersion && len(versions) == 2 {
		return i18n.Tf("together.version", versions[0], versions[1])
	}
	return capitalize(text)
}

// waitingText names the one for whom the game has waited longest, if it is long enough
// to be noticed.
func waitingText(s *session.MeshStatus) string {
	name, longest := "", 200*time.Millisecond
	for i := range s.Members {
		if m := &s.Members[i]; !m.Self && m.WaitingFor >= longest {
			name, longest = m.Name, m.WaitingFor
		}
	}
	if name == "" {
		return ""
	}
	return i18n.Tf("together.waiting", name, i18n.FormatNumber(longest.Seconds(), 1))
}

// meshEventKeys maps what happens among peers to the keys of its texts, which take
// the name of the player concerned …
var meshEventKeys = map[session.MeshEventKind]string{
	session.MeshLost:    "together.lost",
	session.MeshBack:    "together.back",
	session.MeshCheated: "together.cheated",
	session.MeshRemoved: "together.removed",
}

// … or nothing.
var ownMeshEventKeys = map[session.MeshEventKind]string{
	session.MeshLeftOut: "together.benched",
	session.MeshMerged:  "together.merged",
	session.MeshMended:  "together.mended",
	session.MeshIsland:  "together.alone",
}

// voteText says who votes for what, how many are for it, and what comes of it.
func voteText(e *session.MeshEvent) string {
	switch {
	case e.Text != "":
		return i18n.Tf("together.voted-out", e.Game.Name, e.Text, e.Votes, e.Needed)
	case e.Votes >= e.Needed:
		return i18n.Tf("together.next-decided", e.Game.Name, e.Votes, e.Needed)
	}
	return i18n.Tf("together.voted-next", e.Game.Name, e.Votes, e.Needed)
}

// meshEventText returns the line of the chat log for what happened among peers, or "".
func meshEventText(e *session.MeshEvent) string {
	if key := ownMeshEventKeys[e.Kind]; key != "" {
		return i18n.T(key)
	}
	switch e.Kind {
	case session.MeshRefused:
		return i18n.Tf("together.refused", peerReasonText(e.Code, e.Text))
	case session.MeshDesync:
		return i18n.Tf("together.desync", e.Game.Name, e.Text)
	case session.MeshGuestTold:
		return i18n.Tf("together.guest-told", e.Game.Name, peerReasonText(e.Code, e.Text))
	case session.MeshVoted:
		return voteText(e)
	}
	if key := meshEventKeys[e.Kind]; key != "" && e.Game.Name != "" {
		return i18n.Tf(key, e.Game.Name)
	}
	return ""
}
