package crash

import (
	"strings"
	"syscall"
	"unsafe"
)

var messageBox = syscall.NewLazyDLL("user32.dll").NewProc("MessageBoxW")

// showMessageBox shows a text until the user closes the box.
func showMessageBox(title, text string) {
	const iconError = 0x10
	textPtr, _ := syscall.UTF16PtrFromString(strings.ReplaceAll(text, "\x00", " ")) // fails only on a zero byte
	titlePtr, _ := syscall.UTF16PtrFromString(title)
	_, _, _ = messageBox.Call(0, uintptr(unsafe.Pointer(textPtr)), uintptr(unsafe.Pointer(titlePtr)), iconError)
}
