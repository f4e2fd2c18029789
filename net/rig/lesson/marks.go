package lesson

import (
	"regexp"
	"slices"
	"strings"

	"clew/net/rig/tomlfile"
)

// Marks are what a text may have in braces, as in "{play} lets the game run":
// each stands for the keys that do so in the Lab or, while somebody uses a
// gamepad, for its buttons. What they are called is the reader's to know.
var Marks = []string{
	"walk", "up", "down", "left", "right", // the player of whoever does the lesson
	"play", "tick", "tick-back", "ten", "ten-back", "end", // the tick looked at
	"packet", "packet-back", "input", "correction", "began", "drop", // what is picked out
	"settings", "next", "turn", "flip", "close", // how things are set
}

// mark is one in a text.
var mark = regexp.MustCompile(`\{([a-z-]+)\}`)

// Fill puts in what the marks of a text stand for.
func Fill(text string, keys func(mark string) string) string {
	return mark.ReplaceAllStringFunc(text, func(m string) string { return keys(strings.Trim(m, "{}")) })
}

// checkMarks refuses a text with a mark that stands for nothing.
func checkMarks(t *tomlfile.Table, key, text string) {
	for _, m := range mark.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(Marks, m[1]) {
			t.Faults.Fail(t.At(key), "{%.20s} stands for no key; write one of {%s}", m[1], strings.Join(Marks, "}, {"))
			return
		}
	}
}
