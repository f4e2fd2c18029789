package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tempSuffix ends the names of files that are not completely written yet.
const tempSuffix = ".unfinished"

// staleAge is the age from which on such a file must have been left behind by
// a writer that died.
const staleAge = time.Hour

// WriteAtomic replaces the file at path with content. A new file gets the
// permissions perm, an existing one keeps its own; if path is a symbolic link,
// its target is written and the link stays. Concurrent writers of the same
// file are safe: the last one wins.
//
// After an error the old file is unchanged, unless the last step failed,
// syncing the folder: then the new content is in place, but may be lost if the
// machine loses power.
func WriteAtomic(path string, content []byte, perm fs.FileMode) error {
	path = resolveLinks(path)
	if info, err := os.Stat(path); err == nil {
		perm = info.Mode().Perm()
	}
	if err := replaceFile(osFS{}, path, content, perm); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, withoutPath(err))
	}
	removeStale(path)
	return nil
}

// withoutPath strips the path from an error of package os: it names a
// temporary file that means nothing to the user.
func withoutPath(err error) error {
	var one *fs.PathError
	var two *os.LinkError
	switch {
	case errors.As(err, &one):
		return one.Err
	case errors.As(err, &two):
		return two.Err
	}
	return err
}

// maxLinks is how many symbolic links are followed.
const maxLinks = 40

// resolveLinks returns the file that a symbolic link leads to, which need not
// exist, or path itself if it is not a link.
func resolveLinks(path string) string {
	for range maxLinks {
		to, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path
}

// ErrNotRegular is wrapped by the errors about what is no regular file.
var ErrNotRegular = errors.New("not a regular file")

// OpenRegular opens a regular file for reading. It refuses anything else:
// opening a pipe would block until somebody writes to it, and a device may
// never end.
func OpenRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if kind := fileKind(info.Mode()); kind != "" {
		return nil, fmt.Errorf("%s is %s, %w", path, kind, ErrNotRegular)
	}
	return os.Open(path)
}

// fileKind names what a file is if it isn't a regular one, else "".
func fileKind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// ReadLimited reads a whole regular file of at most max bytes. If there is no
// such file, the error is an fs.ErrNotExist.
func ReadLimited(path string, max int64) ([]byte, error) {
	f, err := OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > max {
		return nil, fmt.Errorf("%s is longer than %d bytes", path, max)
	}
	return b, nil
}

// removeStale removes temporary files that killed writers of this file left
// behind. Failing to do so doesn't matter.
func removeStale(path string) {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(dirOrDot(folder))
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), name+".") || !strings.HasSuffix(e.Name(), tempSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > staleAge {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// dirOrDot returns the folder, or "." for the empty one.
func dirOrDot(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}
