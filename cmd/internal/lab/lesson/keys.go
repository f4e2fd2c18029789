package lesson

import (
	"regexp"
	"slices"
	"strings"

	"clew/cmd/internal/tomlpos"
)

// KeyNames lists the placeholders that a text may have in braces, as in
// "{play} lets the game run". Each stands for the keys that do so in the Lab
// or, while a gamepad is used, for its buttons. The caller knows what those
// are called.
var KeyNames = []string{
	"walk", "up", "down", "left", "right", // the player of whoever does the lesson
	"play", "tick", "tick-back", "ten", "ten-back", "end", // the tick looked at
	"packet", "packet-back", "input", "correction", "entry", "cause", "drop", // what is picked out
	"settings", "next", "adjust", "toggle", "close", // how things are set
}

// keyPattern matches a placeholder.
var keyPattern = regexp.MustCompile(`\{([a-z-]+)\}`)

// ReplaceKeys replaces the placeholders of a text.
func ReplaceKeys(text string, keys func(mark string) string) string {
	return keyPattern.ReplaceAllStringFunc(text, func(m string) string { return keys(strings.Trim(m, "{}")) })
}

// checkKeys reports a text with an unknown placeholder.
func checkKeys(t *tomlpos.Table, key, text string) {
	for _, m := range keyPattern.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(KeyNames, m[1]) {
			t.Errors.Addf(t.At(key), "unknown placeholder {%.20s}; use one of {%s}", m[1], strings.Join(KeyNames, "}, {"))
			return
		}
	}
}
