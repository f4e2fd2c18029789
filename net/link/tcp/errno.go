package tcp

import (
	"errors"
	"runtime"
	"syscall"
)

// IsErrno reports whether err is a system error: unix or, on Windows, the Winsock
// code windows, which package syscall does not define.
func IsErrno(err error, unix, windows syscall.Errno) bool {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	return errno == unix || runtime.GOOS == "windows" && errno == windows
}
