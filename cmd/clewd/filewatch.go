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

// settleTime is how long files must have been left alone: an editor changes one in
// several steps.
const settleTime = 300 * time.Millisecond

// watchFiles tells when one of the files has changed; which ones it watches it hears
// from files. Where the system cannot watch it says so, and that is all.
func watchFiles(ctx context.Context, files <-chan []string, edited chan struct{}, log *slog.Logger) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("level files are not watched; SIGHUP has them read anew", "error", err.Error())
		return
	}
	defer w.Close()
	l := &fileWatcher{watcher: w, log: log, dirs: map[string]os.FileInfo{}}
	quiet := time.NewTimer(0)
	<-quiet.C
	for {
		select {
		case <-ctx.Done():
			return
		case paths := <-files:
			if l.setFiles(paths) { // what has happened in it before that is not known
				quiet.Reset(settleTime)
			}
		case e, ok := <-w.Events:
			if ok && l.paths[filepath.Clean(e.Name)] && e.Op != fsnotify.Chmod {
				quiet.Reset(settleTime)
			}
		case err := <-w.Errors:
			log.Warn("watching the level files", "error", err.Error())
		case <-quiet.C:
			trySend(edited)
		}
	}
}

// fileWatcher is what is watched: the folders of files, because an editor may put a
// new file in the place of the old one; those of the links that lead to them; and
// the folders of all these folders, because one of them may be replaced as a whole.
type fileWatcher struct {
	watcher *fsnotify.Watcher
	log     *slog.Logger
	paths   map[string]bool        // the paths by which w speaks of what matters
	dirs    map[string]os.FileInfo // that are watched; nil: not there now
}

// setFiles watches for these files, instead of those before. It reports whether a
// folder has been put where another one was, or where there was none.
func (l *fileWatcher) setFiles(paths []string) (replaced bool) {
	l.paths = map[string]bool{}
	direct := map[string]bool{} // the folders that are to be watched, and whether files are in them
	for _, p := range paths {
		for _, s := range linkChain(p) {
			l.paths[s] = true
			direct[filepath.Dir(s)] = true
		}
	}
	for folder := range maps.Clone(direct) {
		for dir := filepath.Dir(folder); watchAncestors && dir != folder; folder, dir = dir, filepath.Dir(dir) {
			l.paths[folder] = true
			if _, known := direct[dir]; !known {
				direct[dir] = false
			}
		}
	}
	for folder := range l.dirs {
		if _, still := direct[folder]; !still {
			l.watcher.Remove(folder)
			delete(l.dirs, folder)
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(direct)) {
		replaced = l.watchDir(folder, direct[folder]) || replaced
	}
	return replaced
}

// watchAncestors tells whether it costs little to watch a folder that has much in it.
// Elsewhere, as with kqueue, each file in it costs.
const watchAncestors = runtime.GOOS == "linux"

// watchDir watches a folder, and reports whether it is another one than before. What
// becomes of a folder is told where files are in it.
func (l *fileWatcher) watchDir(folder string, files bool) (replaced bool) {
	say := func(level slog.Level, text string, attrs ...any) {
		if files {
			l.log.Log(context.Background(), level, text, append(attrs, "folder", folder)...)
		}
	}
	was, known := l.dirs[folder]
	info, err := os.Stat(folder)
	switch {
	case err != nil:
		if l.dirs[folder] = nil; was != nil || !known {
			l.watcher.Remove(folder)
			say(slog.LevelWarn, "a folder with levels is gone; once it is there again they are read anew", "error", err.Error())
		}
		return false
	case was != nil && os.SameFile(was, info):
		if slices.Contains(l.watcher.WatchList(), folder) {
			return false
		}
	case was != nil:
		l.watcher.Remove(folder)
		say(slog.LevelInfo, "a folder with levels was replaced; they are read anew")
	case known:
		say(slog.LevelInfo, "a folder with levels is there again; they are read anew")
	}
	if l.dirs[folder] = info; l.watcher.Add(folder) != nil {
		say(slog.LevelWarn, "a folder with levels is not watched; SIGHUP has them read anew")
	}
	return known
}

// maxLinks is how many symbolic links are followed.
const maxLinks = 40

// linkChain are the links on the way to a file, and in the end the file. Another
// file may take the place of each: so Kubernetes changes what is mounted, and
// others what they install. No folder in these paths is a link, so that each has
// one name.
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

// firstLink is the beginning of a path that is a symbolic link, and where that
// leads; empty: there is none.
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
