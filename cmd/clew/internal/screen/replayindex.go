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

// maxReplays is how many recordings are listed, the newest.
const maxReplays = 60

// replayIndex looks through the folders with the games that were kept, on the side.
type replayIndex struct {
	found chan panel.ReplayInfo // closed when there are no more
	infos []panel.ReplayInfo    // so far
	done  bool
}

func newReplayIndex(ctx context.Context, folders ...string) *replayIndex {
	s := &replayIndex{found: make(chan panel.ReplayInfo, maxReplays)}
	go func() {
		defer close(s.found)
		for _, path := range listReplayFiles(folders) {
			if ctx.Err() != nil {
				return
			}
			s.found <- replayInfo(path)
		}
	}()
	return s
}

// poll takes over what was found since the last time.
func (s *replayIndex) poll() {
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

// listReplayFiles are the files of some folders that may be games, the newest first.
func listReplayFiles(folders []string) []string {
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
	for _, f := range files[:min(len(files), maxReplays)] {
		paths = append(paths, f.path)
	}
	return paths
}

// unreadableText says why a recording can't be opened.
func unreadableText(err error) string { return words.Tf("replays.fault", unreadableReason(err)) }

// unreadableReason is unread as a part of a sentence.
func unreadableReason(err error) string {
	if errors.Is(err, replay.ErrDamaged) || errors.Is(err, capture.ErrCorrupt) {
		return words.T("replays.damaged")
	}
	return words.ErrorText(err)
}

// replayInfo reads what a list says of a recording, without playing it.
func replayInfo(path string) panel.ReplayInfo {
	info := panel.ReplayInfo{Path: path}
	f, err := os.Open(path)
	if err != nil {
		info.Err = unreadableText(err)
		return info
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil {
		info.Recorded = stat.ModTime()
	}
	game, err := kept.ReadInfo(f)
	info.Level, info.Server, info.Capture, info.Truncated = game.Level, game.Server, game.FromClient, game.Truncated
	info.Length = phrase.TickDuration(game.Length)
	if err != nil {
		info.Err = unreadableText(err)
	}
	return info
}
