package screen

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"clew/net/endpoint"
	"clew/net/replica"
	"clew/net/wire"
)

// connection is what to say of the connection while the game goes on; empty
// while there is nothing to say.
func connection(s endpoint.Status, target string) string {
	switch s.Phase {
	case endpoint.Dialing, endpoint.Joining:
		return fmt.Sprintf("Connecting to %s …", target)
	case endpoint.Lost:
		try := fmt.Sprintf("Connection lost – trying again (%d of %d)", s.Try, endpoint.MaxTries)
		if s.Next > 0 {
			return fmt.Sprintf("%s in %d s", try, (s.Next+time.Second-1)/time.Second)
		}
		return try + " …"
	case endpoint.Playing:
		if s.Quiet > 0 {
			return fmt.Sprintf("No word from the server for %d s …", max(1, s.Quiet/time.Second))
		}
	}
	return ""
}

// parting is why one is back at the title screen; empty where one wanted it.
func parting(s endpoint.Status) string {
	if s.Code == wire.CodeQuit {
		return ""
	}
	return sentence(s.Reason)
}

// sentence makes a sentence of what an error says.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// line is what the log of the chat says of news; empty where it says nothing.
func line(n replica.News) string {
	switch n.Kind {
	case replica.NewsJoined:
		return n.Name + " joined"
	case replica.NewsLeft:
		return n.Name + " left"
	case replica.NewsRenamed:
		return n.Text + " is now " + n.Name
	}
	return ""
}
