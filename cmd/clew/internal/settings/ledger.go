package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/keep"
	"clew/cmd/internal/textfile"
)

// A ledger keeps a small file to which this and perhaps other windows of the
// game add. What is added is written on the side, so that nobody who plays waits
// for a disk, and added to what the file has by then. F is what a file holds;
// the zero value must be that of none.
type ledger[F any] struct {
	path  string // empty: nothing is kept
	rules rules[F]

	mu   sync.Mutex
	done sync.Cond // nothing is left to be written; its lock is mu
	busy bool
	todo []func(*F) // what is to be added
	err  error      // of the last writing, until it is told
}

// rules are what there is to know of a ledger's file.
type rules[F any] struct {
	most    int64 // bytes
	version int   // of the file; one with a greater number is of a later release
	sound   func(*F) bool

	// The sentences about a file that can't be used, as keys of the words.
	unreadable, later, stuck, damaged string
}

// errDamaged says that a file makes no sense.
var errDamaged = errors.New("the file is damaged")

// errLater says that a file is of a later release.
var errLater = errors.New("the file is of a later release of Clew")

// openLedger reads a file. Where there is none, f is the zero value. It always
// gives a ledger; the message, if there is one, is a sentence about what went
// wrong: a damaged file is put aside under another name, and one that can't be
// used is left as it is and nothing is kept.
func openLedger[F any](path string, r rules[F]) (l *ledger[F], f F, message string) {
	l = &ledger[F]{path: path, rules: r}
	l.done.L = &l.mu
	f, err := l.read()
	switch {
	case err == nil:
		return l, f, ""
	case errors.Is(err, errLater):
		message = words.F(r.later, path)
	case errors.Is(err, errDamaged):
		aside, err := putAside(path)
		if err == nil {
			return l, f, words.F(r.damaged, aside)
		}
		message = words.F(r.stuck, path, words.Cause(err))
	default:
		message = words.F(r.unreadable, words.Cause(err))
	}
	l.path = ""
	return l, f, message
}

// read reads the file as it is now.
func (l *ledger[F]) read() (f F, err error) {
	var none F
	b, err := textfile.Read(l.path, l.rules.most)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return none, nil
	case err != nil:
		return none, err
	case versionOf(b) > l.rules.version:
		return none, errLater
	case toml.Unmarshal(b, &f) != nil || versionOf(b) < 1 || !l.rules.sound(&f):
		return none, errDamaged
	}
	return f, nil
}

// versionOf is the version of a file, whatever else is in it; 0: it has none.
func versionOf(b []byte) int {
	var f struct {
		Version int `toml:"version"`
	}
	if toml.Unmarshal(b, &f) != nil {
		return 0
	}
	return f.Version
}

// putAside gives a damaged file another name, under which nothing is yet.
func putAside(path string) (aside string, err error) {
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

// add has something added to the file.
func (l *ledger[F]) add(how func(*F)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.path == "" {
		return
	}
	l.todo = append(l.todo, how)
	if !l.busy {
		l.busy = true
		go l.run()
	}
}

func (l *ledger[F]) run() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.todo) > 0 {
		todo := l.todo
		l.todo = nil
		l.mu.Unlock()
		err := l.write(todo)
		l.mu.Lock()
		l.err = err
	}
	l.busy = false
	l.done.Broadcast()
}

// write adds to what the file has.
func (l *ledger[F]) write(todo []func(*F)) error {
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
	return keep.Write(l.path, b, 0o644)
}

// Problem is what has gone wrong with keeping what was added, since the last
// call; nil: nothing has.
func (l *ledger[F]) Problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.err
	l.err = nil
	return err
}

// Close waits until all that was added is kept, and gives the last error, unless
// Problem has.
func (l *ledger[F]) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.busy {
		l.done.Wait()
	}
	return l.err
}
