package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/cmd/clew/internal/i18n"
	"clew/net/replica"
)

// capitalize turns an error text into a sentence.
func capitalize(s string) string {
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

// eventText returns the line of the chat log for an event, or "" if it has none.
func eventText(event replica.Event) string {
	switch event.Kind {
	case replica.EventJoined:
		return i18n.Tf("game.joined", event.Name)
	case replica.EventLeft:
		return i18n.Tf("game.left", event.Name)
	case replica.EventRenamed:
		return i18n.Tf("game.renamed", event.Text, event.Name)
	}
	return ""
}
