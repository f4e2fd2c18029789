package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/files"
)

// sharedFile is a small file to which several windows of the game may add.
// Updates are written in the background, on top of what the file holds by then. F
// is the file's content; its zero value means no file.
type sharedFile[F any] struct {
	path string // empty: nothing is kept
	spec sharedFileSpec[F]

	mu      sync.Mutex
	idle    sync.Cond // nothing is left to be written; its lock is mu
	writing bool
	pending []func(*F) // what is to be added
	err     error      // of the last writing, until it is told
}

// sharedFileSpec describes a sharedFile.
type sharedFileSpec[F any] struct {
	maxBytes int64 // bytes
	version  int   // of the file; one with a greater number is of a later release
	valid    func(*F) bool

	// The sentences about a file that can't be used, as keys of the words.
	unreadable, newer, unmovable, damaged string
}

// errDamaged means that a file is invalid.
var errDamaged = errors.New("the file is damaged")

// errNewerVersion means that a file is from a newer release.
var errNewerVersion = errors.New("the file is of a later release of Clew")

// openSharedFile reads a file; without one, f is the zero value. It always
// returns a sharedFile; message describes what went wrong. A damaged file is
// renamed; if a file cannot be used, it is left alone and nothing is saved.
func openSharedFile[F any](path string, r sharedFileSpec[F]) (l *sharedFile[F], f F, message string) {
	l = &sharedFile[F]{path: path, spec: r}
	l.idle.L = &l.mu
	f, err := l.read()
	switch {
	case err == nil:
		return l, f, ""
	case errors.Is(err, errNewerVersion):
		message = i18n.Tf(r.newer, path)
	case errors.Is(err, errDamaged):
		aside, err := moveDamaged(path)
		if err == nil {
			return l, f, i18n.Tf(r.damaged, aside)
		}
		message = i18n.Tf(r.unmovable, path, i18n.ErrorText(err))
	default:
		message = i18n.Tf(r.unreadable, i18n.ErrorText(err))
	}
	l.path = ""
	return l, f, message
}

// read reads the file as it is now.
func (l *sharedFile[F]) read() (f F, err error) {
	var none F
	b, err := files.ReadText(l.path, l.spec.maxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return none, nil
	case err != nil:
		return none, err
	case fileVersion(b) > l.spec.version:
		return none, errNewerVersion
	case toml.Unmarshal(b, &f) != nil || fileVersion(b) < 1 || !l.spec.valid(&f):
		return none, errDamaged
	}
	return f, nil
}

// fileVersion returns the version of a file, whatever else it contains, or 0.
func fileVersion(b []byte) int {
	var f struct {
		Version int `toml:"version"`
	}
	if toml.Unmarshal(b, &f) != nil {
		return 0
	}
	return f.Version
}

// moveDamaged gives a damaged file a new, unused name.
func moveDamaged(path string) (aside string, err error) {
	aside = path + ".damaged"
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s.damaged-%d", path, n)
	}
	return aside, os.Rename(path, aside)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// update applies a change to the file in the background.
func (l *sharedFile[F]) update(how func(*F)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path == "" {
		return
	}
	l.pending = append(l.pending, how)
	if !l.writing {
		l.writing = true
		go l.run()
	}
}

func (l *sharedFile[F]) run() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.pending) > 0 {
		todo := l.pending
		l.pending = nil
		l.mu.Unlock()
		err := l.write(todo)
		l.mu.Lock()
		l.err = err
	}
	l.writing = false
	l.idle.Broadcast()
}

// write applies changes to the file's current content.
func (l *sharedFile[F]) write(todo []func(*F)) error {
	f, err := l.read()
	if err != nil {
		return err // never over what somebody else has written
	}
	for _, how := range todo {
		how(&f)
	}
	b, err := toml.Marshal(f)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o755); err != nil {
		return err
	}
	return files.WriteAtomic(l.path, b, 0o644)
}

// Problem returns the error of saving since the last call, or nil.
func (l *sharedFile[F]) Problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.err
	l.err = nil
	return err
}

// Close waits until everything is saved and returns the last error, unless
// Problem has returned it.
func (l *sharedFile[F]) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.writing {
		l.idle.Wait()
	}
	return l.err
}
