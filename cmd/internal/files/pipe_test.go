//go:build unix

package files

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What is not a regular file is refused, and called what it is: to open a pipe would
// wait until somebody writes into it.
func TestReadLimitedRefusesPipes(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, kind := range map[string]string{pipe: "a pipe", folder: "a folder", "/dev/null": "a device"} {
		_, err := ReadLimited(path, 10)
		if !errors.Is(err, ErrNotRegular) || !strings.Contains(err.Error(), path+" is "+kind+", not a regular file") {
			t.Errorf("%s: %v", path, err)
		}
		if f, err := OpenRegular(path); f != nil || !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
