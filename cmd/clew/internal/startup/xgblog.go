//go:build linux || freebsd || netbsd || openbsd

package startup

import (
	"bytes"
	"io"
	"os"

	"github.com/jezek/xgb"
)

// xgb writes two lines to standard error if there is no ~/.Xauthority and goes on
// without it. Nothing is wrong then, so only these lines are dropped.
func init() { xgb.Logger.SetOutput(logFilter{os.Stderr}) }

// suppressed lists the log lines to drop.
var suppressed = [][]byte{
	[]byte("Could not get authority info: "),
	[]byte("Trying connection without authority info..."),
}

// logFilter passes on a logger's lines, except suppressed ones.
type logFilter struct{ out io.Writer }

// Write implements io.Writer.
func (f logFilter) Write(line []byte) (int, error) {
	for _, unwanted := range suppressed {
		if bytes.Contains(line, unwanted) {
			return len(line), nil
		}
	}
	return f.out.Write(line)
}
