//go:build unix

package stats

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe that nobody reads is told at once: to wait for a reader could take for
// ever.
func TestPipeThatNobodyReads(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(name, nil); err == nil || !strings.HasPrefix(err.Error(), "nobody reads the pipe") {
		t.Error(err)
	}
}
