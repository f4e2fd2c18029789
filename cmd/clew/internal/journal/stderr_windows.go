package journal

import (
	"io"
	"os"
	"syscall"
)

// missing says that there is no standard error: a program with a window of its
// own, started by a double click.
func missing() bool { return leadsNowhere(syscall.STD_ERROR_HANDLE) }

// answers is standard output, if somebody has led that somewhere.
func answers() io.Writer {
	if leadsNowhere(syscall.STD_OUTPUT_HANDLE) {
		return nil
	}
	return os.Stdout
}

func leadsNowhere(stream int) bool {
	h, err := syscall.GetStdHandle(stream)
	if err != nil || h == 0 || h == syscall.InvalidHandle {
		return true
	}
	kind, err := syscall.GetFileType(h)
	return err != nil || kind == syscall.FILE_TYPE_UNKNOWN
}

var attachConsole = syscall.NewLazyDLL("kernel32.dll").NewProc("AttachConsole")

// attach is the console of whoever started the program; nil: there is none.
func attach() *os.File {
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
