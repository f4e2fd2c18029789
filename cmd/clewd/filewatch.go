package main

import (
	"context"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settleTime is how long files must be unchanged: editors write in several steps.
const settleTime = 300 * time.Millisecond

// watchFiles reports on changed when one of the files has changed. The files to
// watch arrive on a channel. If the system cannot watch files, it only logs that.
func watchFiles(ctx context.Context, files <-chan []string, changed chan struct{}, log *slog.Logger) {
	fsWatcher, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("cannot watch level files; use SIGHUP to reload them", "error", err.Error())
		return
	}
	defer fsWatcher.Close()
	w := &fileWatcher{watcher: fsWatcher, log: log, dirs: map[string]os.FileInfo{}}
	timer := time.NewTimer(0)
	<-timer.C
	for {
		select {
		case <-ctx.Done():
			return
		case paths := <-files:
			if w.setFiles(paths) { // changes before this are unknown
				timer.Reset(settleTime)
			}
		case e, ok := <-fsWatcher.Events:
			if ok && w.paths[filepath.Clean(e.Name)] && e.Op != fsnotify.Chmod {
				timer.Reset(settleTime)
			}
		case err := <-fsWatcher.Errors:
			log.Warn("file watcher failed", "error", err.Error())
		case <-timer.C:
			trySend(changed)
		}
	}
}

// fileWatcher watches the directories of files, since an editor may replace a file
// with a new one; those of the symbolic links that lead to the files; and the
// parents of all these directories, since one may be replaced as a whole.
type fileWatcher struct {
	watcher *fsnotify.Watcher
	log     *slog.Logger
	paths   map[string]bool        // the paths that matter, as the watcher reports them
	dirs    map[string]os.FileInfo // the watched ones; nil: missing
}

// setFiles replaces the files to watch. It reports whether a directory has
// appeared or been replaced.
func (w *fileWatcher) setFiles(paths []string) (replaced bool) {
	w.paths = map[string]bool{}
	direct := map[string]bool{} // the directories to watch, and whether they contain files
	for _, p := range paths {
		for _, s := range linkChain(p) {
			w.paths[s] = true
			direct[filepath.Dir(s)] = true
		}
	}
	for folder := range maps.Clone(direct) {
		for dir := filepath.Dir(folder); watchAncestors && dir != folder; folder, dir = dir, filepath.Dir(dir) {
			w.paths[folder] = true
			if _, known := direct[dir]; !known {
				direct[dir] = false
			}
		}
	}
	for folder := range w.dirs {
		if _, still := direct[folder]; !still {
			w.watcher.Remove(folder)
			delete(w.dirs, folder)
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(direct)) {
		replaced = w.watchDir(folder, direct[folder]) || replaced
	}
	return replaced
}

// watchAncestors is whether watching a large directory is cheap. Elsewhere, as
// with kqueue, each file in it has a cost.
const watchAncestors = runtime.GOOS == "linux"

// watchDir watches a directory, and reports whether it was replaced. It logs
// changes only of directories that contain files.
func (w *fileWatcher) watchDir(folder string, files bool) (replaced bool) {
	say := func(level slog.Level, text string, attrs ...any) {
		if files {
			w.log.Log(context.Background(), level, text, append(attrs, "dir", folder)...)
		}
	}
	was, known := w.dirs[folder]
	info, err := os.Stat(folder)
	switch {
	case err != nil:
		if w.dirs[folder] = nil; was != nil || !known {
			w.watcher.Remove(folder)
			say(slog.LevelWarn, "level directory missing", "error", err.Error())
		}
		return false
	case was != nil && os.SameFile(was, info):
		if slices.Contains(w.watcher.WatchList(), folder) {
			return false
		}
	case was != nil:
		w.watcher.Remove(folder)
		say(slog.LevelInfo, "level directory replaced")
	case known:
		say(slog.LevelInfo, "level directory is back")
	}
	if w.dirs[folder] = info; w.watcher.Add(folder) != nil {
		say(slog.LevelWarn, "cannot watch level directory; use SIGHUP to reload")
	}
	return known
}

// maxLinks limits how many symbolic links are followed.
const maxLinks = 40

// linkChain returns the symbolic links on the way to a file and then the file
// itself. Any of them may be replaced: so does Kubernetes with mounted files, and
// so do some installers. None of the paths contains a linked directory, so each
// has one name.
func linkChain(path string) (all []string) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil
	}
	for range maxLinks {
		link, to := firstLink(path)
		if link == "" {
			return append(all, path)
		}
		all = append(all, link)
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(link), to)
		}
		path = filepath.Join(to, strings.TrimPrefix(path, link))
	}
	return all
}

// firstLink returns the first part of a path that is a symbolic link, and its
// target; "" if there is none.
func firstLink(path string) (link, to string) {
	for end := range path {
		if end > 0 && path[end] == filepath.Separator {
			if to, err := os.Readlink(path[:end]); err == nil {
				return path[:end], to
			}
		}
	}
	if to, err := os.Readlink(path); err == nil {
		return path, to
	}
	return "", ""
}
