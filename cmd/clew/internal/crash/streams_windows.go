package crash

import (
	"io"
	"os"
	"syscall"
)

// stderrMissing reports whether there is no standard error, as in a windowed
// program started by a double click.
func stderrMissing() bool { return isInvalidHandle(syscall.STD_ERROR_HANDLE) }

// openStdout returns standard output, or nil if it is not redirected.
func openStdout() io.Writer {
	if isInvalidHandle(syscall.STD_OUTPUT_HANDLE) {
		return nil
	}
	return os.Stdout
}

func isInvalidHandle(stream int) bool {
	h, err := syscall.GetStdHandle(stream)
	if err != nil || h == 0 || h == syscall.InvalidHandle {
		return true
	}
	kind, err := syscall.GetFileType(h)
	return err != nil || kind == syscall.FILE_TYPE_UNKNOWN
}

var attachConsole = syscall.NewLazyDLL("kernel32.dll").NewProc("AttachConsole")

// openConsole returns the console of the parent process, or nil.
func openConsole() *os.File {
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS, which is -1
	if ok, _, _ := attachConsole.Call(parent); ok == 0 {
		return nil
	}
	f, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0)
	if err != nil {
		return nil
	}
	return f
}
