package maze

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bom is the byte order mark that some editors put before UTF-8.
const bom = "\uFEFF"

// Parse reads a level file, see Level. It accepts both kinds of line ends,
// empty lines at the end, and a byte order mark. Every error is an *Error that
// points into the file.
func Parse(src []byte) (*Level, error) {
	if len(src) > MaxFileLen {
		return nil, errorAt(1, 1, "the file is too long; a level has at most %d bytes", MaxFileLen)
	}
	lines := splitLines(string(src))
	level := new(Level)
	n, err := level.parseHeader(lines)
	if err != nil {
		return nil, err
	}
	for n < len(lines) && isBlank(lines[n]) {
		n++
	}
	if n == len(lines) {
		return nil, errorAt(n+1, 1, "the picture of the maze is missing; write its rows here, after an empty line")
	}
	if level.Maze, err = build(lines[n:], n+1); err != nil {
		return nil, err
	}
	return level, nil
}

// splitLines returns the lines of a file without line ends, and without the
// empty lines at the end.
func splitLines(text string) []string {
	lines := strings.Split(strings.TrimPrefix(text, bom), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	for len(lines) > 0 && isBlank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// trimSpaces removes the spaces around a key, a value or a line.
func trimSpaces(s string) string { return strings.Trim(s, " \t") }

func isBlank(line string) bool { return trimSpaces(line) == "" }

// parseHeader reads the lines before the first empty one and returns their
// number.
func (l *Level) parseHeader(lines []string) (int, error) {
	fields := l.header()
	n := 0
	for n < len(lines) && !isBlank(lines[n]) {
		if err := parseField(fields[:], lines[n], n+1); err != nil {
			return 0, err
		}
		n++
	}
	if l.Name == "" {
		return 0, errorAt(n+1, 1, `the level has no name; begin the file with a line "name: ..."`)
	}
	return n, nil
}

// parseField reads one line of the header into its field.
func parseField(fields []headerField, line string, number int) error {
	key, value, found := strings.Cut(line, ":")
	if !found {
		return errorAt(number, 1, `the head is made of "key: value" lines; put an empty line before the picture`)
	}
	for _, f := range fields {
		if f.key != trimSpaces(key) {
			continue
		}
		if *f.value != "" {
			return errorAt(number, 1, "a second %s; keep only one of the two lines", f.key)
		}
		*f.value = trimSpaces(value)
		return f.check(line, number)
	}
	return errorAt(number, 1, "unknown key %.40q; the keys are name, author and note", trimSpaces(key))
}

// check rejects a value that the field cannot hold. The value was found in
// line.
func (f headerField) check(line string, number int) error {
	value := *f.value
	if value == "" {
		return errorAt(number, column(line, len(line)), "the %s is empty; write one, or delete the line", f.key)
	}
	at := strings.LastIndex(line, value) // nothing but spaces can follow it
	for i, r := range value {
		if r == utf8.RuneError && !strings.HasPrefix(value[i:], string(r)) {
			return errorAt(number, column(line, at+i), "the %s is not UTF-8 here; save the file as UTF-8", f.key)
		}
		if unprintable(r) {
			return errorAt(number, column(line, at+i), "the %s has the invisible character %U; delete it", f.key, r)
		}
	}
	if len(value) > f.limit {
		return errorAt(number, column(line, at), "the %s has %d bytes; shorten it to %d", f.key, len(value), f.limit)
	}
	return nil
}

// unprintable reports whether a character could upset the line on which a name
// is printed: control characters, bidirectional overrides, and line and
// paragraph separators.
func unprintable(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// column returns the column, counted from 1, of the character at byte i.
func column(line string, i int) int { return utf8.RuneCountInString(line[:i]) + 1 }
