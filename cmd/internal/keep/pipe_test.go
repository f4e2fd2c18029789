//go:build unix

package keep

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// To open a pipe would wait until somebody writes into it.
func TestReadNoPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path, 10); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("%v", err)
	}
}
