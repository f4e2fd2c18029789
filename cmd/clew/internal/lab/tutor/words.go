package tutor

import (
	"fmt"

	"clew/cmd/clew/internal/words"
	"clew/net/rig/lesson"
)

// said is a text of a lesson in the person's language.
func said(w lesson.Words) string { return w.In(words.Language()) }

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
