package lessonui

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"clew/cmd/internal/files"
	"clew/cmd/internal/lab/lesson"
)

// Entry is a lesson and its key in the Progress.
type Entry struct {
	*lesson.Lesson
	Key string
}

// Shipped returns the lessons that come with the game, in order.
func Shipped() (list []Entry) {
	for _, name := range lesson.Names() {
		list = append(list, Entry{lesson.Load(name), name})
	}
	return list
}

// Next returns the shipped lesson after key, or nil.
func Next(key string) *Entry {
	names := lesson.Names()
	i := slices.Index(names, key)
	if i < 0 || i+1 == len(names) {
		return nil
	}
	return &Entry{lesson.Load(names[i+1]), names[i+1]}
}

// Find finds the lesson that an argument names: the number or name of a shipped
// one, or the path of a file. Errors are one line that tells what to write
// instead, or where the file is wrong.
func Find(arg string) (*Entry, error) {
	for _, name := range lesson.Names() {
		if l := lesson.Load(name); name == arg || strconv.Itoa(l.Number) == arg {
			return &Entry{l, name}, nil
		}
	}
	src, err := files.ReadText(arg, lesson.MaxFile+1)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no such lesson or file: %q; give a number from 1 to %d or the path of a lesson file", arg, len(lesson.Names()))
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the lesson: %w", err)
	}
	l, err := lesson.Parse(src, arg)
	if err != nil {
		return nil, err
	}
	return &Entry{l, cmp.Or(strings.TrimSuffix(filepath.Base(arg), ".toml"), arg)}, nil
}
