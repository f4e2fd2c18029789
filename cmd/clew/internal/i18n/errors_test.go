package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"clew/cmd/internal/files"
)

func TestErrorText(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	_, err := os.Open(missing)
	for _, tc := range []struct {
		err    error
		en, pt string
	}{
		{fmt.Errorf("saving: %w", err), missing + ": it does not exist", missing + ": não existe"},
		{&fs.PathError{Op: "open", Path: "/x", Err: syscall.EACCES}, "/x: permission denied", "/x: sem permissão"},
		{&fs.PathError{Op: "write", Path: "/x", Err: syscall.ENOSPC}, "/x: the disk is full", "/x: o disco está cheio"},
		{&net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}, "another program is using it", "outro programa está a usá-la"},
		{&fs.PathError{Op: "read", Path: "/x", Err: files.ErrUTF16}, "/x: the file is UTF-16; save it as UTF-8", "/x: o ficheiro está em UTF-16; grave-o em UTF-8"},
		{errors.New("something else"), "something else", "something else"},
	} {
		for lang, want := range map[string]string{English: tc.en, Portuguese: tc.pt} {
			setLanguage(t, lang)
			if got := ErrorText(tc.err); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}
