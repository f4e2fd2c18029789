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

// A ledger keeps a small file to which this and perhaps other windows of the
// game add. What is added is written on the side, so that nobody who plays waits
// for a disk, and added to what the file has by then. F is what a file holds;
// the zero value must be that of none.
type sharedFile[F any] struct {
	path string // empty: nothing is kept
	spec sharedFileSpec[F]

	mu      sync.Mutex
	idle    sync.Cond // nothing is left to be written; its lock is mu
	writing bool
	pending []func(*F) // what is to be added
	err     error      // of the last writing, until it is told
}

// sharedFileSpec are what there is to know of a ledger's file.
type sharedFileSpec[F any] struct {
	maxBytes int64 // bytes
	version  int   // of the file; one with a greater number is of a later release
	valid    func(*F) bool

	// The sentences about a file that can't be used, as keys of the words.
	unreadable, newer, unmovable, damaged string
}

// errDamaged says that a file makes no sense.
var errDamaged = errors.New("the file is damaged")

// errNewerVersion says that a file is of a later release.
var errNewerVersion = errors.New("the file is of a later release of Clew")

// openSharedFile reads a file. Where there is none, f is the zero value. It always
// gives a ledger; the message, if there is one, is a sentence about what went
// wrong: a damaged file is put aside under another name, and one that can't be
// used is left as it is and nothing is kept.
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

// fileVersion is the version of a file, whatever else is in it; 0: it has none.
func fileVersion(b []byte) int {
	var f struct {
		Version int `toml:"version"`
	}
	if toml.Unmarshal(b, &f) != nil {
		return 0
	}
	return f.Version
}

// moveDamaged gives a damaged file another name, under which nothing is yet.
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

// update has something added to the file.
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

// write adds to what the file has.
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

// Problem is what has gone wrong with keeping what was added, since the last
// call; nil: nothing has.
func (l *sharedFile[F]) Problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.err
	l.err = nil
	return err
}

// Close waits until all that was added is kept, and gives the last error, unless
// Problem has.
func (l *sharedFile[F]) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.writing {
		l.idle.Wait()
	}
	return l.err
}
