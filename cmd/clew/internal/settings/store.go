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

// maxSettingsBytes limits the size of the file.
const maxSettingsBytes = 1 << 20

// Store holds the settings of the running program and saves them to a file. It is
// not safe for concurrent use.
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

// NewInMemory returns settings that are never saved.
func NewInMemory() *Store { return &Store{current: Default(), saved: Default(), disabled: true} }

// Open reads the settings from a file, or returns the defaults if there is none.
// It always returns a Store. Call message once the language is set: it describes
// what went wrong, or returns "". A damaged file is renamed; if a file cannot be
// used, it is left alone and nothing is saved.
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

// noMessage returns no message.
func noMessage() string { return "" }

// read takes over the content of a file.
func (s *Store) read(text []byte) error {
	saved, extra, later, err := parse(text)
	if err != nil {
		return err
	}
	s.saved, s.unknown, s.newerVersion, s.fileText = saved, extra, later, text
	s.current = saved.clone()
	return nil
}

// disable leaves a file that cannot be read alone and stops saving.
func (s *Store) disable(err error) (message func() string) {
	s.disabled = true
	return func() string { return i18n.Tf("settings.unreadable", i18n.ErrorText(err)) }
}

// moveDamaged gives a damaged file a new, unused name.
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

// Current returns the settings in effect. Only Change and Override change them.
func (s *Store) Current() *Settings { return &s.current }

// Override changes the settings for this run, as a flag or variable does, without
// saving that.
func (s *Store) Override(how func(*Settings)) {
	how(&s.current)
	s.current.sanitize()
}

// Change changes the settings in effect and those in the file, which is written
// in the background, see Problem. Changes by other windows of the game survive.
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

// mergeFile takes over what another program wrote to the file.
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

// prepareWrite creates the folder, and backs up a file from a newer release,
// which may hold more than this release can write.
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

// backupPath returns the path for a backup of a file from a newer release.
func (s *Store) backupPath() string {
	return fmt.Sprintf("%s.version-%d.toml", strings.TrimSuffix(s.writer.path, ".toml"), s.newerVersion)
}

// Problem describes what went wrong with saving since the last call, or returns
// "".
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

// Close waits until all changes are saved.
func (s *Store) Close() error { return s.writer.wait() }
