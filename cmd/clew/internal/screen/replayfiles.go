package screen

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"clew/cmd/clew/internal/i18n"
)

// renameReplay renames a replay's file, keeping its folder and extension. It
// never replaces a file. It returns the new path, or why there is none.
func renameReplay(path, name string) (newPath, errText string) {
	newPath = filepath.Join(filepath.Dir(path), name+filepath.Ext(path))
	err := moveFile(path, newPath)
	switch {
	case errors.Is(err, fs.ErrExist):
		return "", i18n.Tf("replays.name-taken", filepath.Base(newPath))
	case err != nil:
		return "", i18n.Tf("replays.not-renamed", i18n.ErrorText(cause(err)))
	}
	return newPath, ""
}

// moveFile renames a file; the error is fs.ErrExist if another file has the new
// name. Where the file system allows it, the file gets its new name before it
// loses the old one, so that no other file can come in between.
func moveFile(from, to string) error {
	if isSameFile(from, to) { // the names differ only in case
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if err == nil {
		if err = os.Remove(from); err != nil {
			os.Remove(to)
		}
		return err
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	switch _, errStat := os.Lstat(to); {
	case errStat == nil:
		return fs.ErrExist
	case !errors.Is(errStat, fs.ErrNotExist):
		return errStat
	}
	return os.Rename(from, to)
}

// isSameFile reports whether two paths lead to the same file.
func isSameFile(a, b string) bool {
	infoA, errA := os.Lstat(a)
	infoB, errB := os.Lstat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// deleteReplay deletes a replay's file, and returns why that was impossible, or
// "". A file that is already gone counts as deleted.
func deleteReplay(path string) (errText string) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return i18n.Tf("replays.not-deleted", i18n.ErrorText(cause(err)))
	}
	return ""
}

// cause returns an error without the path, which the screen shows already.
func cause(err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// showInFileManager opens the system's file manager on the folder of a file. It
// returns when the command has ended, which may take as long as the file manager
// is open.
func showInFileManager(path string) error {
	name, args := fileManagerCommand(runtime.GOOS, path)
	err := exec.Command(name, args...).Run()
	var exit *exec.ExitError
	if runtime.GOOS == "windows" && errors.As(err, &exit) {
		return nil // explorer reports 1 even if all is well
	}
	return err
}

// fileManagerCommand returns the command that shows a file in its folder.
func fileManagerCommand(system, path string) (name string, args []string) {
	switch system {
	case "windows":
		return "explorer", []string{filepath.Dir(path)}
	case "darwin":
		return "open", []string{"-R", path}
	}
	return "xdg-open", []string{filepath.Dir(path)}
}
