package tutor

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/panel/kit"
	"clew/cmd/clew/internal/words"
	"clew/net/rig/lesson"
)

// said is a text of a lesson in the person's language.
func said(w lesson.Words) string { return w.In(words.Language()) }

// told are the paragraphs of a text of a lesson in the person's language, with
// the names of the keys, or of the buttons that the person uses.
func (t *Tutor) told(w lesson.Words) []string {
	list := w.Paragraphs(words.Language())
	for i, p := range list {
		list[i] = t.spelled(p)
	}
	return list
}

// spelled is a text with these names.
func (t *Tutor) spelled(text string) string { return t.fill(lesson.Fill(text, keysOf)) }

// meant is what stands for a mark of a lesson: the names of keys, see kit.Desk.Fill,
// or the key of a text with such names; and what stands for it while somebody
// uses a gamepad, where that is not just the buttons of these keys.
var meant = map[string]struct{ keys, pad string }{
	"walk": {"tutor.key-walk", "tutor.pad-walk"},
	"up":   {"{W}", ""}, "down": {"{S}", ""}, "left": {"{A}", ""}, "right": {"{D}", ""},
	"play": {"{Space}", ""}, "tick": {"{Period}", ""}, "tick-back": {"{Comma}", ""},
	"ten": {"{ArrowRight}", ""}, "ten-back": {"{ArrowLeft}", ""}, "end": {"{End}", "tutor.pad-end"},
	"packet": {"{Tab}", ""}, "packet-back": {"tutor.key-back", "tutor.pad-back"},
	"input": {"{I}", ""}, "correction": {"{C}", ""}, "began": {"{Enter}", ""}, "drop": {"{Digit1}", "tutor.pad-drop"},
	"settings": {"{E}", ""}, "next": {"{Tab}", ""}, "turn": {"tutor.key-turn", "tutor.pad-turn"},
	"flip": {"{Enter}", ""}, "close": {"{Escape}", ""},
}

// keysOf is what stands for a mark.
func keysOf(mark string) string {
	m := meant[mark]
	text := m.keys
	if kit.Padded() && m.pad != "" {
		text = m.pad
	}
	if strings.HasPrefix(text, "tutor.") {
		return words.T(text)
	}
	return text
}

// titled is a lesson's number and its title.
func titled(l *lesson.Lesson) string {
	if l.Number == 0 {
		return said(l.Title)
	}
	return fmt.Sprintf("%d  %s", l.Number, said(l.Title))
}

// fill has the names of keys stand in a text, or those of the buttons that the
// person uses.
func (t *Tutor) fill(text string) string { return t.lab.Desk().Fill(text) }
