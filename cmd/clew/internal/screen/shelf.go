package screen

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"clew/cmd/clew/internal/panel"
	"clew/cmd/clew/internal/words"
	"clew/engine/replay"
)

// mostReplays is how many recordings are listed, the newest.
const mostReplays = 60

// shelf looks through the folder with the recordings, on the side.
type shelf struct {
	found chan panel.ReplayInfo // closed when there are no more
	infos []panel.ReplayInfo    // so far
	done  bool
}

func newShelf(ctx context.Context, folder string) *shelf {
	s := &shelf{found: make(chan panel.ReplayInfo, mostReplays)}
	go func() {
		defer close(s.found)
		for _, path := range recordings(folder) {
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

// recordings are the files of a folder that may be recordings, the newest first.
func recordings(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	type file struct {
		path string
		info fs.FileInfo
	}
	var files []file
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		files = append(files, file{filepath.Join(folder, e.Name()), info})
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

// unopened says why a recording can't be opened.
func unopened(err error) string {
	return words.F("replays.fault", strings.TrimPrefix(err.Error(), "replay: "))
}

// survey reads what a list says of a recording, without playing it.
func survey(path string) panel.ReplayInfo {
	info := panel.ReplayInfo{Path: path}
	f, err := os.Open(path)
	if err != nil {
		info.Fault = unopened(err)
		return info
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil {
		info.When = stat.ModTime()
	}
	r, err := replay.NewReader(f)
	if err != nil {
		info.Fault = unopened(err)
		return info
	}
	info.Level, info.Server = r.Head.Level.Name, r.Head.Server
	last := r.Head.Start
	for err == nil {
		var t replay.Tick
		if t, err = r.Next(); err == nil {
			last = t.Number
		}
	}
	info.Length = panel.Ticks(last - r.Head.Start)
	info.Cut = errors.Is(err, io.ErrUnexpectedEOF)
	if !info.Cut && !errors.Is(err, io.EOF) {
		info.Fault = unopened(err)
	}
	return info
}
