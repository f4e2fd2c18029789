package screen

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"clew/cmd/clew/internal/kept"
	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/panel/phrase"
	"clew/cmd/clew/internal/words"
	"clew/engine/replay"
	"clew/net/rig/capture"
)

// mostReplays is how many recordings are listed, the newest.
const mostReplays = 60

// shelf looks through the folders with the games that were kept, on the side.
type shelf struct {
	found chan panel.ReplayInfo // closed when there are no more
	infos []panel.ReplayInfo    // so far
	done  bool
}

func newShelf(ctx context.Context, folders ...string) *shelf {
	s := &shelf{found: make(chan panel.ReplayInfo, mostReplays)}
	go func() {
		defer close(s.found)
		for _, path := range recordings(folders) {
			if ctx.Err() != nil {
				return
			}
			s.found <- survey(path)
		}
	}()
	return s
}

// look takes over what was found since the last time.
func (s *shelf) look() {
	for !s.done {
		select {
		case info, ok := <-s.found:
			if s.done = !ok; ok {
				s.infos = append(s.infos, info)
			}
		default:
			return
		}
	}
}

// recordings are the files of some folders that may be games, the newest first.
func recordings(folders []string) []string {
	type file struct {
		path string
		info fs.FileInfo
	}
	var files []file
	for _, folder := range folders {
		entries, _ := os.ReadDir(folder) // one that is not there has none
		for _, e := range entries {
			info, err := e.Info()
			if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			files = append(files, file{filepath.Join(folder, e.Name()), info})
		}
	}
	slices.SortFunc(files, func(a, b file) int {
		return cmp.Or(b.info.ModTime().Compare(a.info.ModTime()), strings.Compare(b.path, a.path))
	})
	var paths []string
	for _, f := range files[:min(len(files), mostReplays)] {
		paths = append(paths, f.path)
	}
	return paths
}

// unread says why a recording can't be opened.
func unread(err error) string { return words.F("replays.fault", whyUnread(err)) }

// whyUnread is unread as a part of a sentence.
func whyUnread(err error) string {
	if errors.Is(err, replay.ErrDamaged) || errors.Is(err, capture.ErrDamaged) {
		return words.T("replays.damaged")
	}
	return words.Cause(err)
}

// survey reads what a list says of a recording, without playing it.
func survey(path string) panel.ReplayInfo {
	info := panel.ReplayInfo{Path: path}
	f, err := os.Open(path)
	if err != nil {
		info.Fault = unread(err)
		return info
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil {
		info.When = stat.ModTime()
	}
	game, err := kept.Survey(f)
	info.Level, info.Server, info.Seen, info.Cut = game.Level, game.Server, game.Seen, game.Cut
	info.Length = phrase.Ticks(game.Length)
	if err != nil {
		info.Fault = unread(err)
	}
	return info
}
