package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"
	"github.com/pelletier/go-toml/v2"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/keep"
)

// ProgressVersion is that of the file; one with a greater number is of a later
// release.
const ProgressVersion = 1

// The bounds of the file.
const (
	maxProgress = 1 << 20 // bytes
	maxTask     = 100
)

// ProgressFile is where the progress is kept.
func ProgressFile() string { return filepath.Join(xdg.ConfigHome, "clew", "progress.toml") }

// Progress is which tasks of which lessons a person has done. It is not safe
// for concurrent use.
type Progress struct {
	path    string // empty: it is not kept
	lessons map[string]Lesson
}

// Lesson is how far a person has come in a lesson.
type Lesson struct {
	Tasks  []int `toml:"tasks"` // those that are done, from 0, ascending
	Passed bool  `toml:"passed"`
}

// progressFile is the file:
//
//	version = 1
//
//	[lessons]
//	[lessons.1-simple-client]
//	tasks = [0, 1, 2]
//	passed = true
type progressFile struct {
	Version int               `toml:"version"`
	Lessons map[string]Lesson `toml:"lessons"`
}

// OpenProgress reads the progress that is kept in a file. Where there is none,
// nothing has been done yet. It always gives a Progress; the message, if there
// is one, is a sentence about what went wrong: a damaged file is put aside under
// another name, and one that can't be used is left as it is and nothing is kept.
func OpenProgress(path string) (p *Progress, message string) {
	p = &Progress{path: path, lessons: map[string]Lesson{}}
	b, err := keep.Read(path, maxProgress)
	if errors.Is(err, fs.ErrNotExist) {
		return p, ""
	}
	if err != nil {
		p.path = ""
		return p, words.F("progress.unreadable", words.Cause(err))
	}
	var f progressFile
	switch err := toml.Unmarshal(b, &f); {
	case later(b):
		p.path = ""
		return p, words.F("progress.later", path)
	case err != nil || !f.sound():
		return p, p.putAside()
	}
	if f.Lessons != nil {
		p.lessons = f.Lessons
	}
	return p, ""
}

// later reports whether the file is of a later release, whatever that has in it.
func later(b []byte) bool {
	var f struct {
		Version int `toml:"version"`
	}
	return toml.Unmarshal(b, &f) == nil && f.Version > ProgressVersion
}

// sound reports whether the file is one that was written by a Progress.
func (f *progressFile) sound() bool {
	for _, l := range f.Lessons {
		for i, task := range l.Tasks {
			if task < 0 || task > maxTask || i > 0 && task <= l.Tasks[i-1] {
				return false
			}
		}
	}
	return f.Version >= 1
}

// putAside gives a damaged file another name, under which nothing is yet.
func (p *Progress) putAside() string {
	aside := p.path + ".damaged"
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s.damaged-%d", p.path, n)
	}
	if err := os.Rename(p.path, aside); err != nil {
		path := p.path
		p.path = ""
		return words.F("progress.stuck", path, words.Cause(err))
	}
	return words.F("progress.damaged", aside)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Of is how far the person has come in a lesson.
func (p *Progress) Of(lesson string) Lesson {
	l := p.lessons[lesson]
	l.Tasks = slices.Clone(l.Tasks)
	return l
}

// Did takes note of a task that is done, and of whether the lesson is passed
// with it, and keeps that. The error is about the file; it is noted all the
// same.
func (p *Progress) Did(lesson string, task int, passed bool) error {
	l := p.Of(lesson)
	if i, found := slices.BinarySearch(l.Tasks, task); !found {
		l.Tasks = slices.Insert(l.Tasks, i, task)
	}
	l.Passed = l.Passed || passed
	p.lessons[lesson] = l
	return p.save()
}

func (p *Progress) save() error {
	if p.path == "" {
		return nil
	}
	b, err := toml.Marshal(progressFile{ProgressVersion, p.lessons})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o755); err != nil {
		return err
	}
	return keep.Write(p.path, b, 0o644)
}
