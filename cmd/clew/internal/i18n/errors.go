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
	for _, known := range knownErrors {
		if !known.is(err) {
			continue
		}
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			return pathErr.Path + ": " + T(known.key)
		}
		return T(known.key)
	}
	return err.Error()
}

// isErrno reports whether err is one of these system errors.
func isErrno(err error, targets ...syscall.Errno) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
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
