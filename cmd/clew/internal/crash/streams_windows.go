package crash

import (
	"io"
	"os"
	"syscall"
)

// stderrMissing says that there is no standard error: a program with a window of its
// own, started by a double click.
func stderrMissing() bool { return isInvalidHandle(syscall.STD_ERROR_HANDLE) }

// openStdout is standard output, if somebody has led that somewhere.
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

// openConsole is the console of whoever started the program; nil: there is none.
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
