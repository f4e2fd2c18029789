package i18n

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"clew/cmd/internal/files"
)

// knownErrors lists errors that are common enough to be translated.
var knownErrors = []struct {
	key string
	is  func(error) bool
}{
	{"cause.denied", func(err error) bool { return errors.Is(err, fs.ErrPermission) || isErrno(err, syscall.EROFS) }},
	{"cause.missing", func(err error) bool { return errors.Is(err, fs.ErrNotExist) }},
	{"cause.full", func(err error) bool { return isErrno(err, syscall.ENOSPC, syscall.EDQUOT) || isWindowsErrno(err, 112) }},
	{"cause.taken", func(err error) bool { return isErrno(err, syscall.EADDRINUSE) || isWindowsErrno(err, 10048) }},
	{"cause.utf16", func(err error) bool { return errors.Is(err, files.ErrUTF16) }},
	{"cause.folder", func(err error) bool { return isErrno(err, syscall.EISDIR, syscall.ENOTDIR) }},
}

// ErrorText returns the reason of an error as part of a sentence: translated,
// with the file's name, if it is a known one, else as the error says.
func ErrorText(err error) string {
	for _, c := range knownErrors {
		if !c.is(err) {
			continue
		}
		var of *fs.PathError
		if errors.As(err, &of) {
			return of.Path + ": " + T(c.key)
		}
		return T(c.key)
	}
	return err.Error()
}

// isErrno reports whether err is one of these system errors.
func isErrno(err error, any ...syscall.Errno) bool {
	for _, e := range any {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// isWindowsErrno reports whether err is this error of Windows, whose numbers
// package syscall does not name.
func isWindowsErrno(err error, number syscall.Errno) bool {
	return runtime.GOOS == "windows" && isErrno(err, number)
}
