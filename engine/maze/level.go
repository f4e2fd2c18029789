package maze

import (
	"fmt"
	"strings"
)

// The limits of a level file, in bytes.
const (
	MaxFile = 128 << 10 // the whole file
	MaxName = 48        // the name, and the author's
	MaxNote = 200
)

// Level is a Maze with what a person wants to know of it. As a file, it is a
// head of "key: value" lines, an empty line, and the picture:
//
//	name: A Closet
//	author: Daedalus
//	note: Author and note may be left out.
//
//	#######
//	#S...E#
//	#.###.#
//	#.....#
//	#######
type Level struct {
	Name   string // UTF-8 that prints on one line, at most MaxName bytes, never empty
	Author string // the same, but may be empty
	Note   string // the same, at most MaxNote bytes
	Maze   *Maze
}

// field is one key of the head.
type field struct {
	key   string
	value *string
	limit int // bytes
}

// head is the fields of the level in the order in which Format writes them.
func (l *Level) head() [3]field {
	return [3]field{
		{"name", &l.Name, MaxName},
		{"author", &l.Author, MaxName},
		{"note", &l.Note, MaxNote},
	}
}

// Format is the level as a file that Parse reads back to an equal Level, as
// long as the fields keep to their limits.
func (l *Level) Format() []byte {
	var b strings.Builder
	for _, f := range l.head() {
		if *f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.key, *f.value)
		}
	}
	b.WriteByte('\n')
	for y := range l.Maze.Height() {
		b.WriteString(l.Maze.Row(y))
		b.WriteByte('\n')
	}
	return []byte(b.String())
}
