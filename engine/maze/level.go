package maze

import (
	"fmt"
	"strings"
)

// The limits of a level file, in bytes.
const (
	MaxFileLen = 128 << 10 // the whole file
	MaxNameLen = 48        // the name, and the author's
	MaxNoteLen = 200

	// MaxHeaderLen limits what Format writes before the picture.
	MaxHeaderLen = 2*MaxNameLen + MaxNoteLen + len("name: \nauthor: \nnote: \n\n")
)

// Level is a Maze with its name, author and note. As a file, it is a header of
// "key: value" lines, an empty line, and the picture:
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
	Name   string // UTF-8 that prints on one line, at most MaxNameLen bytes, never empty
	Author string // the same, but may be empty
	Note   string // the same, at most MaxNoteLen bytes
	Maze   *Maze
}

// headerField is one key of the header.
type headerField struct {
	key   string
	value *string
	limit int // bytes
}

// header returns the level's fields in the order in which Format writes them.
func (l *Level) header() [3]headerField {
	return [3]headerField{
		{"name", &l.Name, MaxNameLen},
		{"author", &l.Author, MaxNameLen},
		{"note", &l.Note, MaxNoteLen},
	}
}

// Format encodes the level as a file, which Parse decodes to an equal Level as
// long as the fields keep their limits.
func (l *Level) Format() []byte {
	var b strings.Builder
	for _, f := range l.header() {
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
