//go:build unix

package playback

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Opening a pipe would block until somebody writes to it.
func TestFindNoPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe.toml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(path); err == nil || !strings.Contains(err.Error(), "is not a regular file; give the path") {
		t.Errorf("%v", err)
	}
}
