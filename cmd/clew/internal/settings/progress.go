package settings

import (
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"
)

// ProgressVersion is the version of the file; a greater one is from a newer
// release.
const ProgressVersion = 1

// maxTask limits the numbers of tasks.
const maxTask = 100

// ProgressPath returns the default path of the progress.
func ProgressPath() string { return filepath.Join(xdg.ConfigHome, "clew", "progress.toml") }

// Progress stores which tasks of lessons are done. It is saved in the background,
// see Problem. It is not safe for concurrent use.
type Progress struct{ *file[progressFile] }

// Lesson is the progress in one lesson.
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
		for i, task := range l.Tasks {
			if task < 0 || task > maxTask || i > 0 && task <= l.Tasks[i-1] {
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
func (p *Progress) MarkDone(lesson string, task int, passed bool) {
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
