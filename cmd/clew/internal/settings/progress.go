package settings

import (
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"
)

// ProgressVersion is that of the file; one with a greater number is of a later
// release.
const ProgressVersion = 1

// The bounds of the file.
const (
	maxProgressBytes = 1 << 20 // bytes
	maxTask          = 100
)

// ProgressPath is where the progress is kept.
func ProgressPath() string { return filepath.Join(xdg.ConfigHome, "clew", "progress.toml") }

// Progress is which tasks of which lessons a person has done. It is kept on the
// side, see Problem. It is not safe for concurrent use.
type Progress struct {
	*sharedFile[progressFile]
	current progressFile
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
	p = &Progress{}
	p.sharedFile, p.current, message = openSharedFile(path, sharedFileSpec[progressFile]{
		maxBytes: maxProgressBytes, version: ProgressVersion, valid: (*progressFile).valid,
		unreadable: "progress.unreadable", newer: "progress.newer-version", unmovable: "progress.rename-failed", damaged: "progress.damaged",
	})
	return p, message
}

// valid reports whether the file is one that was written by a Progress.
func (f *progressFile) valid() bool {
	for _, l := range f.Lessons {
		for i, task := range l.Tasks {
			if task < 0 || task > maxTask || i > 0 && task <= l.Tasks[i-1] {
				return false
			}
		}
	}
	return true
}

// Get is how far the person has come in a lesson.
func (p *Progress) Get(lesson string) Lesson {
	l := p.current.Lessons[lesson]
	l.Tasks = slices.Clone(l.Tasks)
	return l
}

// MarkDone takes note of a task that is done, and of whether the lesson is passed
// with it, and has that kept.
func (p *Progress) MarkDone(lesson string, task int, passed bool) {
	p.current.markDone(lesson, task, passed)
	p.update(func(f *progressFile) { f.markDone(lesson, task, passed) })
}

func (f *progressFile) markDone(lesson string, task int, passed bool) {
	l := f.Lessons[lesson]
	if i, found := slices.BinarySearch(l.Tasks, task); !found {
		l.Tasks = slices.Insert(l.Tasks, i, task)
	}
	l.Passed = l.Passed || passed
	if f.Lessons == nil {
		f.Lessons = map[string]Lesson{}
	}
	f.Version, f.Lessons[lesson] = ProgressVersion, l
}
