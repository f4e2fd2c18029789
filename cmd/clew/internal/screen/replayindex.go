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

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/menu"
	"clew/cmd/clew/internal/replays"
	"clew/cmd/internal/lab/capture"
	"clew/engine/replay"
)

// maxReplays is how many replays are listed, newest first.
const maxReplays = 60

// replayIndex searches the folders of saved games in the background.
type replayIndex struct {
	found chan menu.ReplayInfo // closed when there are no more
	infos []menu.ReplayInfo    // found so far
	done  bool
}

func newReplayIndex(ctx context.Context, folders ...string) *replayIndex {
	r := &replayIndex{found: make(chan menu.ReplayInfo, maxReplays)}
	go func() {
		defer close(r.found)
		for _, path := range listReplayFiles(folders) {
			if ctx.Err() != nil {
				return
			}
			r.found <- replayInfo(path)
		}
	}()
	return r
}

// poll takes over what was found since the last call.
func (r *replayIndex) poll() {
	for !r.done {
		select {
		case info, ok := <-r.found:
			if r.done = !ok; ok {
				r.infos = append(r.infos, info)
			}
		default:
			return
		}
	}
}

// rename gives the entry of a renamed file its new path.
func (r *replayIndex) rename(path, newPath string) {
	for i := range r.infos {
		if r.infos[i].Path == path {
			r.infos[i].Path = newPath
		}
	}
}

// remove removes the entry of a file.
func (r *replayIndex) remove(path string) {
	r.infos = slices.DeleteFunc(r.infos, func(info menu.ReplayInfo) bool { return info.Path == path })
}

// listReplayFiles lists the files in folders that may be replays, newest first.
func listReplayFiles(folders []string) []string {
	type file struct {
		path string
		info fs.FileInfo
	}
	var files []file
	for _, folder := range folders {
		entries, _ := os.ReadDir(folder) // a missing folder has no replays
		for _, entry := range entries {
			info, err := entry.Info()
			if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(entry.Name(), ".") {
				continue
			}
			files = append(files, file{filepath.Join(folder, entry.Name()), info})
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

// unreadableText explains why a replay cannot be opened.
func unreadableText(err error) string { return i18n.Tf("replays.cannot-open", unreadableReason(err)) }

// unreadableReason returns the reason as part of a sentence.
func unreadableReason(err error) string {
	if errors.Is(err, replay.ErrVersion) {
		return i18n.T("replays.other-release")
	}
	if errors.Is(err, replay.ErrDamaged) || errors.Is(err, capture.ErrCorrupt) {
		return i18n.T("replays.damaged")
	}
	return i18n.ErrorText(err)
}

// replayInfo reads the list entry of a replay without playing it.
func replayInfo(path string) menu.ReplayInfo {
	info := menu.ReplayInfo{Path: path}
	f, err := os.Open(path)
	if err != nil {
		info.Err = unreadableText(err)
		return info
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil {
		info.Recorded = stat.ModTime()
	}
	game, err := replays.ReadInfo(f)
	info.Level, info.Server, info.Capture, info.Truncated = game.Level, game.Server, game.FromClient, game.Truncated
	info.Length = i18n.TickDuration(game.Length)
	if err != nil {
		info.Err = unreadableText(err)
	}
	return info
}
