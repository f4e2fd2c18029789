package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clew/cmd/clew/internal/words"
	"clew/net/replica"
)

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
		return words.F("game.joined", n.Name)
	case replica.NewsLeft:
		return words.F("game.left", n.Name)
	case replica.NewsRenamed:
		return words.F("game.renamed", n.Text, n.Name)
	}
	return ""
}
