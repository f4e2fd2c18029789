package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/cmd/clew/internal/i18n"
	"clew/net/replica"
)

// capitalize makes a sentence of what an error says.
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

// eventText is what the log of the chat says of news; empty where it says nothing.
func eventText(n replica.Event) string {
	switch n.Kind {
	case replica.EventJoined:
		return i18n.Tf("game.joined", n.Name)
	case replica.EventLeft:
		return i18n.Tf("game.left", n.Name)
	case replica.EventRenamed:
		return i18n.Tf("game.renamed", n.Text, n.Name)
	}
	return ""
}
