package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long files must have been left alone: an editor changes one in
// several steps.
const settle = 300 * time.Millisecond

// watch tells when one of the files has changed; which ones it watches it hears
// from files. It watches their folders, because an editor may put a new file in
// the place of the old one, and those of the links that lead to them. Where the
// system cannot watch it says so, and that is all.
func watch(ctx context.Context, files <-chan []string, edited chan struct{}, log *slog.Logger) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("level files are not watched; SIGHUP has them read anew", "error", err.Error())
		return
	}
	defer w.Close()
	wanted := map[string]bool{}
	quiet := time.NewTimer(0)
	<-quiet.C
	for {
		select {
		case <-ctx.Done():
			return
		case paths := <-files:
			wanted = follow(w, paths, log)
		case e, ok := <-w.Events:
			if ok && wanted[filepath.Clean(e.Name)] && e.Op != fsnotify.Chmod {
				quiet.Reset(settle)
			}
		case err := <-w.Errors:
			log.Warn("watching the level files", "error", err.Error())
		case <-quiet.C:
			nudge(edited)
		}
	}
}

// follow has w watch the folders of these files, and returns the paths by which
// it will speak of them.
func follow(w *fsnotify.Watcher, paths []string, log *slog.Logger) map[string]bool {
	wanted, folders := map[string]bool{}, map[string]bool{}
	for _, p := range paths {
		for _, s := range stations(p) {
			wanted[s] = true
			folders[filepath.Dir(s)] = true
		}
	}
	for _, old := range w.WatchList() {
		if !folders[old] {
			w.Remove(old)
		}
	}
	for folder := range folders {
		if err := w.Add(folder); err != nil {
			log.Warn("a folder with levels is not watched; SIGHUP has them read anew", "folder", folder, "error", err.Error())
		}
	}
	return wanted
}

// maxLinks is how many symbolic links are followed.
const maxLinks = 40

// stations are the links on the way to a file, and in the end the file. Another
// file may take the place of each: so Kubernetes changes what is mounted, and
// others what they install. No folder in these paths is a link, so that each has
// one name.
func stations(path string) (all []string) {
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
