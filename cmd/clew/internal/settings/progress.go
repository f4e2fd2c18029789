package settings

import (
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"
)

// ProgressVersion is the version of the file; a greater one is from a newer
// release.
const ProgressVersion = 2

// The limits of what is recorded of a lesson.
const (
	maxTasks   = 100
	maxTaskKey = 64 // bytes
)

// ProgressPath returns the default path of the progress.
func ProgressPath() string { return filepath.Join(xdg.ConfigHome, "clew", "progress.toml") }

// Progress stores which tasks of lessons are done. It is saved in the background,
// see Problem. It is not safe for concurrent use.
type Progress struct{ *file[progressFile] }

// Lesson is the progress in one lesson.
type Lesson struct {
	Tasks  []TaskKey `toml:"tasks"` // those that are done, in that order
	Passed bool      `toml:"passed"`
}

// TaskKey names a task within its lesson. Version 1 of the file had its number
// instead, from 0, which is read as text.
type TaskKey string

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *TaskKey) UnmarshalText(text []byte) error {
	*k = TaskKey(text)
	return nil
}

// progressFile is the file:
//
//	version = 2
//
//	[lessons]
//	[lessons.1-simple-client]
//	tasks = ['feel', 'input', 'close']
//	passed = true
type progressFile struct {
	Version int               `toml:"version"`
	Lessons map[string]Lesson `toml:"lessons"`
}

// OpenProgress reads the progress from a file, which need not exist. It always
// returns a Progress; message describes what went wrong. A damaged file is
// renamed; if a file cannot be used, it is left alone and nothing is saved.
func OpenProgress(path string) (p *Progress, message string) {
	f, notice := openFile(path, progressFile{}, recordFormat(ProgressVersion, (*progressFile).valid,
		fileMessages{"progress.unreadable", "progress.newer-version", "progress.rename-failed", "progress.damaged"}))
	return &Progress{f}, notice()
}

// valid reports whether a Progress can have written the file.
func (f *progressFile) valid() bool {
	for _, l := range f.Lessons {
		if len(l.Tasks) > maxTasks {
			return false
		}
		for i, task := range l.Tasks {
			if task == "" || len(task) > maxTaskKey || slices.Contains(l.Tasks[:i], task) {
				return false
			}
		}
	}
	return true
}

// Get returns the progress in a lesson.
func (p *Progress) Get(lesson string) Lesson {
	l := p.content.Lessons[lesson]
	l.Tasks = slices.Clone(l.Tasks)
	return l
}

// MarkDone records that a task is done, and whether the lesson is passed.
func (p *Progress) MarkDone(lesson string, task TaskKey, passed bool) {
	p.update(func(f *progressFile) { f.markDone(lesson, task, passed) })
}

func (f *progressFile) markDone(lesson string, task TaskKey, passed bool) {
	l := f.Lessons[lesson]
	if !slices.Contains(l.Tasks, task) {
		l.Tasks = append(l.Tasks[:len(l.Tasks):len(l.Tasks)], task)
	}
	l.Passed = l.Passed || passed
	if f.Lessons == nil {
		f.Lessons = map[string]Lesson{}
	}
	f.Version, f.Lessons[lesson] = ProgressVersion, l
}
