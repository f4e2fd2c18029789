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

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/internal/files"
)

// maxSettingsBytes is how many bytes the file may have.
const maxSettingsBytes = 1 << 20

// Store holds the settings of the running program and keeps them in a file. It
// is not safe for concurrent use.
type Store struct {
	current Settings // what is in force
	saved   Settings // what the file has, without what flags and environment say

	writer       fileWriter
	fileText     []byte         // what the file had when it was last looked at
	unknown      map[string]any // what a file has that this release does not know
	newerVersion int            // the version of a file of a later release; 0: it is none
	disabled     bool           // nothing is kept
	notice       func() string  // what Problem has to say besides; nil: nothing
}

// NewInMemory is settings that are kept nowhere.
func NewInMemory() *Store { return &Store{current: Default(), saved: Default(), disabled: true} }

// Open reads the settings that are kept in a file. Where there is none, they
// are the defaults. It always gives a Store. The message, to be asked for when
// the language is set, is a sentence for the person about what went wrong, or
// empty: a damaged file is put aside under another name, and one that can't be
// used is left as it is, and nothing is kept.
func Open(path string) (s *Store, message func() string) {
	s = &Store{current: Default(), saved: Default(), writer: fileWriter{path: path}}
	text, err := files.ReadText(path, maxSettingsBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return s, noMessage
	}
	if err != nil {
		return s, s.disable(err)
	}
	if err := s.read(text); err != nil {
		return s, s.moveDamaged(time.Now())
	}
	if s.newerVersion > 0 {
		return s, func() string { return i18n.Tf("settings.newer-version", filepath.Base(s.backupPath())) }
	}
	return s, noMessage
}

// noMessage is no message.
func noMessage() string { return "" }

// read takes what a file says.
func (s *Store) read(text []byte) error {
	saved, extra, later, err := parse(text)
	if err != nil {
		return err
	}
	s.saved, s.unknown, s.newerVersion, s.fileText = saved, extra, later, text
	s.current = saved.clone()
	return nil
}

// disable leaves a file that can't be read as it is, and keeps nothing from now on.
func (s *Store) disable(err error) (message func() string) {
	s.disabled = true
	return func() string { return i18n.Tf("settings.unreadable", i18n.ErrorText(err)) }
}

// moveDamaged gives a damaged file another name, under which nothing is yet.
func (s *Store) moveDamaged(now time.Time) (message func() string) {
	stem := strings.TrimSuffix(s.writer.path, ".toml") + ".damaged-" + now.Format("2006-01-02T150405")
	aside := stem + ".toml"
	for n := 2; exists(aside) && n < 1000; n++ {
		aside = fmt.Sprintf("%s-%d.toml", stem, n)
	}
	if err := os.Rename(s.writer.path, aside); err != nil {
		s.disabled = true
		return func() string { return i18n.Tf("settings.rename-failed", s.writer.path, i18n.ErrorText(err)) }
	}
	return func() string { return i18n.Tf("settings.damaged", aside) }
}

// Current is the settings that are in force. They change only by Change and
// Override; the caller must not change them itself.
func (s *Store) Current() *Settings { return &s.current }

// Override lets something else than the file have its way for as long as the
// program runs: a flag, or the environment. It is not kept.
func (s *Store) Override(how func(*Settings)) {
	how(&s.current)
	s.current.sanitize()
}

// Change changes the settings that are in force and those that are kept, in the
// same way. The file is written on the side, see Problem. What another window
// of the game has changed in the file meanwhile stays.
func (s *Store) Change(how func(*Settings)) {
	how(&s.current)
	s.current.sanitize()
	s.mergeFile()
	how(&s.saved)
	s.saved.sanitize()
	if s.disabled {
		return
	}
	text, err := format(&s.saved, s.unknown)
	if err == nil {
		err = s.prepareWrite()
	}
	if err != nil {
		s.writer.fail(err)
		return
	}
	s.fileText = text
	s.writer.put(text)
}

// mergeFile takes what another program has written into the file.
func (s *Store) mergeFile() {
	if s.disabled || !s.writer.idle() {
		return // what the file has is older than what we know
	}
	text, err := files.ReadText(s.writer.path, maxSettingsBytes)
	if errors.Is(err, files.ErrUTF16) { // somebody's text, which must not be written over
		s.notice = s.disable(err)
	}
	if err != nil || bytes.Equal(text, s.fileText) {
		return
	}
	saved, extra, later, err := parse(text)
	if err != nil {
		s.notice = s.moveDamaged(time.Now())
		return
	}
	s.saved, s.unknown, s.newerVersion, s.fileText = saved, extra, later, text
}

// prepareWrite makes the folder, and a copy of a file of a later release, which
// perhaps has more in it than this one can write again.
func (s *Store) prepareWrite() error {
	if err := os.MkdirAll(filepath.Dir(s.writer.path), 0o755); err != nil {
		return err
	}
	if s.newerVersion == 0 {
		return nil
	}
	if err := files.WriteAtomic(s.backupPath(), s.fileText, 0o600); err != nil {
		return err
	}
	s.newerVersion = 0
	return nil
}

// backupPath is where the copy of a file of a later release is kept.
func (s *Store) backupPath() string {
	return fmt.Sprintf("%s.version-%d.toml", strings.TrimSuffix(s.writer.path, ".toml"), s.newerVersion)
}

// Problem is a sentence about what has gone wrong with keeping the settings
// since the last call; empty: nothing has.
func (s *Store) Problem() string {
	if say := s.notice; say != nil {
		s.notice = nil
		return say()
	}
	if err := s.writer.takeError(); err != nil {
		return i18n.Tf("settings.not-saved", i18n.ErrorText(err))
	}
	return ""
}

// Close waits until all that was changed is kept.
func (s *Store) Close() error { return s.writer.wait() }
