package lessons

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/lesson"
)

// localized is a text of a lesson in the person's language.
func localized(w lesson.Text) string { return w.In(i18n.Language()) }

// paragraphs are the paragraphs of a text of a lesson in the person's language, with
// the names of the keys, or of the buttons that the person uses.
func (t *LessonPanel) paragraphs(w lesson.Text) []string {
	list := w.Paragraphs(i18n.Language())
	for i, p := range list {
		list[i] = t.expandMarks(p)
	}
	return list
}

// expandMarks is a text with these names.
func (t *LessonPanel) expandMarks(text string) string {
	return t.expandKeys(lesson.ReplaceKeys(text, markText))
}

// markKeys is what stands for a mark of a lesson: the names of keys, see ui.Root.ExpandKeys,
// or the key of a text with such names; and what stands for it while somebody
// uses a gamepad, where that is not just the buttons of these keys.
var markKeys = map[string]struct{ keys, pad string }{
	"walk": {"tutor.key-walk", "tutor.pad-walk"},
	"up":   {"{W}", ""}, "down": {"{S}", ""}, "left": {"{A}", ""}, "right": {"{D}", ""},
	"play": {"{Space}", ""}, "tick": {"{Period}", ""}, "tick-back": {"{Comma}", ""},
	"ten": {"{ArrowRight}", ""}, "ten-back": {"{ArrowLeft}", ""}, "end": {"{End}", "tutor.pad-end"},
	"packet": {"{Tab}", ""}, "packet-back": {"tutor.key-back", "tutor.pad-back"},
	"input": {"{I}", ""}, "correction": {"{C}", ""}, "began": {"{Enter}", ""}, "drop": {"{Digit1}", "tutor.pad-drop"},
	"settings": {"{E}", ""}, "next": {"{Tab}", ""}, "turn": {"tutor.key-turn", "tutor.pad-turn"},
	"flip": {"{Enter}", ""}, "close": {"{Escape}", ""},
}

// markText is what stands for a mark.
func markText(mark string) string {
	m := markKeys[mark]
	text := m.keys
	if ui.GamepadActive() && m.pad != "" {
		text = m.pad
	}
	if strings.HasPrefix(text, "tutor.") {
		return i18n.T(text)
	}
	return text
}

// numberedTitle is a lesson's number and its title.
func numberedTitle(l *lesson.Lesson) string {
	if l.Number == 0 {
		return localized(l.Title)
	}
	return fmt.Sprintf("%d  %s", l.Number, localized(l.Title))
}

// expandKeys has the names of keys stand in a text, or those of the buttons that the
// person uses.
func (t *LessonPanel) expandKeys(text string) string { return t.lab.Root().ExpandKeys(text) }
