package settings

import (
	"strings"
	"time"

	"clew/cmd/clew/internal/i18n"
)

// Store holds the settings of the running program and saves them to a file. It is
// not safe for concurrent use.
type Store struct {
	current Settings // what is in force
	file    *file[settingsFile]
}

// settingsFile is the content of the file, without what flags and environment say.
type settingsFile struct {
	Settings
	unknown map[string]any // what this release does not know
}

// NewInMemory returns settings that are never saved.
func NewInMemory() *Store {
	return &Store{current: Default(), file: &file[settingsFile]{content: settingsFile{Settings: Default()}}}
}

// Open reads the settings from a file, or returns the defaults if there is none.
// It always returns a Store. Call message once the language is set: it describes
// what went wrong, or returns "". A damaged file is renamed; if a file cannot be
// used, it is left alone and nothing is saved.
func Open(path string) (s *Store, message func() string) {
	s = &Store{}
	s.file, message = openFile(path, settingsFile{Settings: Default()}, fileFormat[settingsFile]{
		perm: 0o600, decode: decodeSettings, encode: encodeSettings, aside: damagedPath, replace: true,
		messages: fileMessages{"settings.unreadable", "settings.newer-version", "settings.rename-failed", "settings.damaged"},
	})
	s.current = s.file.content.clone()
	return s, message
}

func decodeSettings(text []byte) (content settingsFile, newer int, err error) {
	content.Settings, content.unknown, newer, err = parse(text)
	return content, newer, err
}

func encodeSettings(content *settingsFile) ([]byte, error) {
	return format(&content.Settings, content.unknown)
}

// damagedPath returns the new name of a damaged file.
func damagedPath(path string) (stem, ext string) {
	return strings.TrimSuffix(path, ".toml") + ".damaged-" + time.Now().Format("2006-01-02T150405"), ".toml"
}

// Current returns the settings in effect. Only Change and Override change them.
func (s *Store) Current() *Settings { return &s.current }

// Override changes the settings for this run, as a flag or variable does, without
// saving that.
func (s *Store) Override(change func(*Settings)) {
	change(&s.current)
	s.current.sanitize()
}

// Change changes the settings in effect and those in the file, which is written
// in the background, see Problem. Changes by other windows of the game survive.
func (s *Store) Change(change func(*Settings)) {
	change(&s.current)
	s.current.sanitize()
	s.file.update(func(f *settingsFile) {
		change(&f.Settings)
		f.sanitize()
		f.Settings = f.clone() // shares nothing with current while it is saved
	})
}

// Problem describes what went wrong with saving since the last call, or returns
// "".
func (s *Store) Problem() string {
	if aside := s.file.aside; aside != "" {
		s.file.aside = ""
		return i18n.Tf("settings.damaged", aside)
	}
	if err := s.file.Problem(); err != nil {
		return i18n.Tf("settings.not-saved", i18n.ErrorText(err))
	}
	return ""
}

// Close waits until all changes are saved.
func (s *Store) Close() error { return s.file.Close() }
