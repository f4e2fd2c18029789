package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/files"
)

// maxFileBytes limits the size of each file.
const maxFileBytes = 1 << 20

// file is a small versioned file that several windows of the game may change.
// Changes apply to what the file holds by then and are saved in the background. T
// is the file's content. It is not safe for concurrent use.
type file[T any] struct {
	path   string // empty: nothing is saved
	format fileFormat[T]
	aside  string // the new name of a file that was damaged while the game ran

	mu      sync.Mutex // guards all below; the background changes no content
	idle    sync.Cond  // everything is saved; its lock is mu
	saving  bool
	changed bool // the content has to be saved
	content T
	unsaved []func(*T) // changes of the content that are not saved yet
	text    []byte     // what the file had when it was last read or written; nil: never
	newer   int        // the version of that, if it is from a newer release, or 0
	err     error      // of the last save, until Problem returns it
}

// fileFormat describes a kind of file.
type fileFormat[T any] struct {
	perm     fs.FileMode
	decode   func(text []byte) (content T, newer int, err error) // newer as in file
	encode   func(content *T) ([]byte, error)
	aside    func(path string) (stem, ext string) // the name for a damaged file; a number may come between
	messages fileMessages

	// replace says that the program may replace a file from a newer release, after a
	// backup, and rename one that is damaged while the game runs. Without it both are
	// left alone.
	replace bool
}

// fileMessages holds the keys of the messages about a file that cannot be used.
type fileMessages struct{ unreadable, newer, unmovable, damaged string }

// errDamaged means that a file is invalid.
var errDamaged = errors.New("the file is damaged")

// errNewerVersion means that a file is from a newer release.
var errNewerVersion = errors.New("the file is of a later release of Clew")

// noMessage returns no message.
func noMessage() string { return "" }

// openFile reads a file; without one, it has the given content. It always returns
// a file; message describes what went wrong. A damaged file is renamed; if a file
// cannot be used, it is left alone and nothing is saved.
func openFile[T any](path string, content T, format fileFormat[T]) (f *file[T], message func() string) {
	f = &file[T]{path: path, content: content, format: format}
	f.idle.L = &f.mu
	_, err := f.refresh()
	switch {
	case err == nil && f.newer == 0:
		return f, noMessage
	case err == nil:
		backup := filepath.Base(f.backupPath())
		return f, func() string { return i18n.Tf(format.messages.newer, backup) }
	case errors.Is(err, errDamaged):
		aside, err := f.moveAside()
		if err == nil {
			return f, func() string { return i18n.Tf(format.messages.damaged, aside) }
		}
		message = func() string { return i18n.Tf(format.messages.unmovable, path, i18n.ErrorText(err)) }
	case errors.Is(err, errNewerVersion):
		message = func() string { return i18n.Tf(format.messages.newer, path) }
	default:
		message = func() string { return i18n.Tf(format.messages.unreadable, i18n.ErrorText(err)) }
	}
	f.path = ""
	return f, message
}

// refresh takes over what another program wrote to the file, and reports whether
// there was anything.
func (f *file[T]) refresh() (reloaded bool, err error) {
	text, err := files.ReadText(f.path, maxFileBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case f.text != nil && bytes.Equal(text, f.text):
		return false, nil
	}
	content, newer, err := f.format.decode(text)
	switch {
	case err != nil:
		return false, errDamaged
	case newer > 0 && !f.format.replace:
		return false, errNewerVersion
	}
	f.content, f.text, f.newer = content, text, newer
	return true, nil
}

// moveAside gives a damaged file a new, unused name.
func (f *file[T]) moveAside() (aside string, err error) {
	stem, ext := f.format.aside(f.path)
	aside = stem + ext
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return aside, os.Rename(f.path, aside)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// update changes the content and saves it in the background, unless the file must
// not be overwritten. If the file cannot be used now, the change is saved with the
// next one or by Close. It may then be applied once more, to what the file holds by
// that time, but never concurrently with the caller.
//
// The file is read here and not in the background, so that the caller sees the
// changes of other windows, and changes can use the caller's variables.
func (f *file[T]) update(change func(*T)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.content)
	if f.path == "" {
		return
	}
	f.unsaved = append(f.unsaved, change)
	f.startSave()
}

// startSave takes over changes of the file and begins to save the content. The lock
// is held.
func (f *file[T]) startSave() {
	if f.saving { // the file is older than the content
		f.changed = true
		return
	}
	reloaded, err := f.refresh()
	if errors.Is(err, errDamaged) && f.format.replace {
		f.aside, err = f.moveAside()
	}
	if f.err = err; err != nil {
		return
	}
	if reloaded {
		for _, change := range f.unsaved {
			change(&f.content)
		}
	}
	f.changed, f.saving = true, true
	go f.save()
}

// save writes the content until there are no more changes.
func (f *file[T]) save() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.changed {
		f.changed = false
		count := len(f.unsaved)
		text, err := f.format.encode(&f.content)
		if err == nil {
			f.mu.Unlock()
			err = f.write(text)
			f.mu.Lock()
		}
		if f.err = err; err == nil {
			f.text, f.newer = text, 0
			f.unsaved = slices.Delete(f.unsaved, 0, count)
		}
	}
	f.saving = false
	f.idle.Broadcast()
}

// write replaces the file. It first backs up a file from a newer release, which may
// hold more than this release can write. Nothing else changes text and newer
// meanwhile.
func (f *file[T]) write(text []byte) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
		return err
	}
	if f.newer > 0 {
		if err := files.WriteAtomic(f.backupPath(), f.text, f.format.perm); err != nil {
			return err
		}
	}
	return files.WriteAtomic(f.path, text, f.format.perm)
}

// backupPath returns the path for a backup of a file from a newer release.
func (f *file[T]) backupPath() string {
	return fmt.Sprintf("%s.version-%d.toml", strings.TrimSuffix(f.path, ".toml"), f.newer)
}

// Problem returns the error of saving since the last call, or nil.
func (f *file[T]) Problem() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.err
	f.err = nil
	return err
}

// Close waits until everything is saved; what could not be saved is tried once
// more. It returns the last error that Problem has not returned.
func (f *file[T]) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wait()
	if len(f.unsaved) > 0 {
		f.startSave()
		f.wait()
	}
	return f.err
}

// wait waits until nothing is being saved. The lock is held.
func (f *file[T]) wait() {
	for f.saving {
		f.idle.Wait()
	}
}

// recordFormat returns the format of a file that only the game writes, never people.
func recordFormat[T any](version int, valid func(*T) bool, messages fileMessages) fileFormat[T] {
	return fileFormat[T]{
		perm:     0o644,
		messages: messages,
		encode:   func(content *T) ([]byte, error) { return toml.Marshal(content) },
		aside:    func(path string) (stem, ext string) { return path + ".damaged", "" },
		decode: func(text []byte) (content T, newer int, err error) {
			v := fileVersion(text)
			if v > version {
				return content, v, nil
			}
			if toml.Unmarshal(text, &content) != nil || v < 1 || !valid(&content) {
				return content, 0, errDamaged
			}
			return content, 0, nil
		},
	}
}

// fileVersion returns the version of a file, whatever else it contains, or 0.
func fileVersion(text []byte) int {
	var f struct {
		Version int `toml:"version"`
	}
	if toml.Unmarshal(text, &f) != nil {
		return 0
	}
	return f.Version
}
