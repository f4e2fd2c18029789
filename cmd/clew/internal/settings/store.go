package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"clew/cmd/clew/internal/words"
	"clew/cmd/internal/keep"
	"clew/cmd/internal/textfile"
)

// maxFile is how many bytes the file may have.
const maxFile = 1 << 20

// Store holds the settings of the running program and keeps them in a file. It
// is not safe for concurrent use.
type Store struct {
	now   Settings // what is in force
	saved Settings // what the file has, without what flags and environment say

	writer writer
	last   []byte         // what the file had when it was last looked at
	extra  map[string]any // what a file has that this release does not know
	later  int            // the version of a file of a later release; 0: it is none
	off    bool           // nothing is kept
	notice func() string  // what Problem has to say besides; nil: nothing
}

// Memory is settings that are kept nowhere.
func Memory() *Store { return &Store{now: Default(), saved: Default(), off: true} }

// Open reads the settings that are kept in a file. Where there is none, they
// are the defaults. It always gives a Store. The message, to be asked for when
// the language is set, is a sentence for the person about what went wrong, or
// empty: a damaged file is put aside under another name, and one that can't be
// used is left as it is, and nothing is kept.
func Open(path string) (s *Store, message func() string) {
	s = &Store{now: Default(), saved: Default(), writer: writer{path: path}}
	text, err := textfile.Read(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return s, quiet
	}
	if err != nil {
		return s, s.leave(err)
	}
	if err := s.read(text); err != nil {
		return s, s.putAside(time.Now())
	}
	if s.later > 0 {
		return s, func() string { return words.F("settings.later", filepath.Base(s.copyName())) }
	}
	return s, quiet
}

// quiet is no message.
func quiet() string { return "" }

// read takes what a file says.
func (s *Store) read(text []byte) error {
	saved, extra, later, err := parse(text)
	if err != nil {
		return err
	}
	s.saved, s.extra, s.later, s.last = saved, extra, later, text
	s.now = saved.clone()
	return nil
}

// leave leaves a file that can't be read as it is, and keeps nothing from now on.
func (s *Store) leave(err error) (message func() string) {
	s.off = true
	return func() string { return words.F("settings.unreadable", words.Cause(err)) }
}

// putAside gives a damaged file another name, under which nothing is yet.
func (s *Store) putAside(now time.Time) (message func() string) {
	stem := strings.TrimSuffix(s.writer.path, ".toml") + ".damaged-" + now.Format("2006-01-02T150405")
	aside := stem + ".toml"
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s-%d.toml", stem, n)
	}
	if err := os.Rename(s.writer.path, aside); err != nil {
		s.off = true
		return func() string { return words.F("settings.stuck", s.writer.path, words.Cause(err)) }
	}
	return func() string { return words.F("settings.damaged", aside) }
}

// Now is the settings that are in force. They change only by Change and
// Override; the caller must not change them itself.
func (s *Store) Now() *Settings { return &s.now }

// Override lets something else than the file have its way for as long as the
// program runs: a flag, or the environment. It is not kept.
func (s *Store) Override(how func(*Settings)) {
	how(&s.now)
	s.now.mend()
}

// Change changes the settings that are in force and those that are kept, in the
// same way. The file is written on the side, see Problem. What another window
// of the game has changed in the file meanwhile stays.
func (s *Store) Change(how func(*Settings)) {
	how(&s.now)
	s.now.mend()
	s.catchUp()
	how(&s.saved)
	s.saved.mend()
	if s.off {
		return
	}
	text, err := format(&s.saved, s.extra)
	if err == nil {
		err = s.prepare()
	}
	if err != nil {
		s.writer.fail(err)
		return
	}
	s.last = text
	s.writer.put(text)
}

// catchUp takes what another program has written into the file.
func (s *Store) catchUp() {
	if s.off || !s.writer.idle() {
		return // what the file has is older than what we know
	}
	text, err := textfile.Read(s.writer.path, maxFile)
	if errors.Is(err, textfile.ErrUTF16) { // somebody's text, which must not be written over
		s.notice = s.leave(err)
	}
	if err != nil || bytes.Equal(text, s.last) {
		return
	}
	saved, extra, later, err := parse(text)
	if err != nil {
		s.notice = s.putAside(time.Now())
		return
	}
	s.saved, s.extra, s.later, s.last = saved, extra, later, text
}

// prepare makes the folder, and a copy of a file of a later release, which
// perhaps has more in it than this one can write again.
func (s *Store) prepare() error {
	if err := os.MkdirAll(filepath.Dir(s.writer.path), 0o755); err != nil {
		return err
	}
	if s.later == 0 {
		return nil
	}
	if err := keep.Write(s.copyName(), s.last, 0o600); err != nil {
		return err
	}
	s.later = 0
	return nil
}

// copyName is where the copy of a file of a later release is kept.
func (s *Store) copyName() string {
	return fmt.Sprintf("%s.version-%d.toml", strings.TrimSuffix(s.writer.path, ".toml"), s.later)
}

// Problem is a sentence about what has gone wrong with keeping the settings
// since the last call; empty: nothing has.
func (s *Store) Problem() string {
	if say := s.notice; say != nil {
		s.notice = nil
		return say()
	}
	if err := s.writer.problem(); err != nil {
		return words.F("settings.unkept", words.Cause(err))
	}
	return ""
}

// Close waits until all that was changed is kept.
func (s *Store) Close() error { return s.writer.wait() }
