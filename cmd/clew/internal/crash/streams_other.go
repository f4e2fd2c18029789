//go:build !windows

package crash

import (
	"io"
	"os"
)

func stderrMissing() bool { return false }

func openStdout() io.Writer { return os.Stdout }

func openConsole() *os.File { return nil }
