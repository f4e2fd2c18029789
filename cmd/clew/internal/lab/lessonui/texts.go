package lessonui

import (
	"fmt"
	"strings"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/internal/lab/lesson"
)

// localized returns a lesson's text in the current language.
func localized(w lesson.Text) string { return w.In(i18n.Language()) }

// paragraphs returns a text's paragraphs in the current language, with key or
// button names filled in.
func (p *LessonPanel) paragraphs(w lesson.Text) []string {
	list := w.Paragraphs(i18n.Language())
	for i, text := range list {
		list[i] = p.expandMarks(text)
	}
	return list
}

// expandMarks fills in key or button names.
func (p *LessonPanel) expandMarks(text string) string {
	return p.expandKeys(lesson.ReplaceKeys(text, markText))
}

// markKeys are the replacements of a lesson's marks: key names for
// ui.Root.ExpandKeys or the message key of a text with such names; and one for
// gamepads, unless that is just the buttons of these keys.
var markKeys = map[string]struct{ keys, pad string }{
	"walk": {"lesson.key-walk", "lesson.pad-walk"},
	"up":   {"{W}", ""}, "down": {"{S}", ""}, "left": {"{A}", ""}, "right": {"{D}", ""},
	"play": {"{Space}", ""}, "tick": {"{Period}", ""}, "tick-back": {"{Comma}", ""},
	"ten": {"{ArrowRight}", ""}, "ten-back": {"{ArrowLeft}", ""}, "end": {"{End}", "lesson.pad-end"},
	"packet": {"{Tab}", ""}, "packet-back": {"lesson.key-back", "lesson.pad-back"},
	"input": {"{I}", ""}, "correction": {"{C}", ""}, "entry": {"{T}", ""}, "cause": {"{Enter}", ""}, "drop": {"{Digit1}", "lesson.pad-drop"},
	"settings": {"{E}", ""}, "next": {"{Tab}", ""}, "adjust": {"lesson.key-turn", "lesson.pad-turn"},
	"toggle": {"{Enter}", ""}, "close": {"{Escape}", ""},
}

// markText returns the replacement of a mark.
func markText(mark string) string {
	m := markKeys[mark]
	text := m.keys
	if ui.GamepadActive() && m.pad != "" {
		text = m.pad
	}
	if strings.HasPrefix(text, "lesson.") {
		return i18n.T(text)
	}
	return text
}

// numberedTitle returns a lesson's number and title.
func numberedTitle(l *lesson.Lesson) string {
	if l.Number == 0 {
		return localized(l.Title)
	}
	return fmt.Sprintf("%d  %s", l.Number, localized(l.Title))
}

// expandKeys replaces key names in braces by the labels of keys or buttons.
func (p *LessonPanel) expandKeys(text string) string { return p.lab.Root().ExpandKeys(text) }
