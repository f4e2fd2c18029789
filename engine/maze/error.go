package maze

import "fmt"

// Error says what is wrong with a level, where, and how to fix it.
type Error struct {
	// Line and Col count from 1, as an editor shows them: lines of the file
	// (of the rows, for FromRows), and characters within the line. Both are 0
	// when there is no text to point at, as in Generate.
	Line, Col int
	Msg       string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Msg
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Col, e.Msg)
}

// errorAt returns an Error that points at a character.
func errorAt(line, col int, format string, args ...any) *Error {
	return &Error{Line: line, Col: col, Msg: fmt.Sprintf(format, args...)}
}
