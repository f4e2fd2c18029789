package words

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"clew/cmd/internal/textfile"
)

// causes are what goes wrong often enough on a person's computer to be said in
// their language.
var causes = []struct {
	key string
	is  func(error) bool
}{
	{"cause.denied", func(err error) bool { return errors.Is(err, fs.ErrPermission) || is(err, syscall.EROFS) }},
	{"cause.missing", func(err error) bool { return errors.Is(err, fs.ErrNotExist) }},
	{"cause.full", func(err error) bool { return is(err, syscall.ENOSPC, syscall.EDQUOT) || isWindows(err, 112) }},
	{"cause.taken", func(err error) bool { return is(err, syscall.EADDRINUSE) || isWindows(err, 10048) }},
	{"cause.utf16", func(err error) bool { return errors.Is(err, textfile.ErrUTF16) }},
	{"cause.folder", func(err error) bool { return is(err, syscall.EISDIR, syscall.ENOTDIR) }},
}

// Cause is why something went wrong, to be put into a sentence: in the language
// that is set where that is known, with the file that it is about, and else as
// the error says it.
func Cause(err error) string {
	for _, c := range causes {
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

// is says whether err is one of these of the system.
func is(err error, any ...syscall.Errno) bool {
	for _, e := range any {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// isWindows says whether err is this one of Windows, which has numbers of its
// own that package syscall does not name.
func isWindows(err error, number syscall.Errno) bool {
	return runtime.GOOS == "windows" && is(err, number)
}
