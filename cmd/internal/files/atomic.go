// Package files writes files that must never be half written: whatever ends the
// program or the machine at whatever moment, what is read afterwards is the old
// file or the new one.
//
// The way is the usual one of POSIX systems. The content is written to a new
// file in the same folder and forced to the disk, and only then is that file
// given the name; at last the folder is forced to the disk, because the name is
// in it (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014).
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

// tempSuffix ends the names of files that are not written yet.
const tempSuffix = ".unfinished"

// staleAge is how old such a file is when whoever wrote it must be dead.
const staleAge = time.Hour

// WriteAtomic puts content into the file at path, in place of what was in it. A new
// file gets the permissions perm, an old one keeps those that it has; what a
// symbolic link leads to is written, and the link stays. It is safe against
// others who write the same file: the last one wins.
//
// After an error the old file is as it was, unless the error is of the last
// step, forcing the folder to the disk: then the new one is in place, but a
// machine that loses power may still forget it.
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

// withoutPath is an error of the system without the names of files, of which nobody but
// this package knows.
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

// resolveLinks is the file to which a symbolic link leads, though there may not be one
// yet; of what is no link it is the path itself.
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
var ErrNotRegular = errors.New("no regular file")

// OpenRegular opens a file for reading. It refuses what is no regular file: to open a
// pipe would wait until somebody writes into it, and a device may never end.
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

// fileKind is what somebody calls a file that is no regular one; empty: it is.
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

// ReadLimited is all of a file, see Open, that must not have more than so many bytes. A
// file that is not there is an fs.ErrNotExist.
func ReadLimited(path string, most int64) ([]byte, error) {
	f, err := OpenRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("%s has more than %d bytes, which is too long", path, most)
	}
	return b, nil
}

// removeStale removes what writers of this file left behind who were killed. It does
// not matter if that fails.
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

// dirOrDot is the folder, as one that can be opened.
func dirOrDot(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}
