//go:build linux

package e2e

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// hall is a level that a small window shows whole, so that its camera stands
// still. All begin in its middle.
const hall = "testdata/hall.txt"

// server is a real clewd.
type server struct {
	*program
	addr string
}

// serve starts a server in the hall, with flags; port 0 is any.
func serve(t *testing.T, addr string, flags ...string) *server {
	t.Helper()
	s := &server{program: start(t, "clewd", exec.Command(stage.clewd,
		append([]string{"-addr", addr, "-level", hall, "-log-level", "debug", "-log-format", "json"}, flags...)...))}
	s.until("clewd tells where it listens", func() bool {
		found := s.logged("listening")
		if len(found) == 1 {
			s.addr, _ = found[0]["addr"].(string)
		}
		return s.addr != ""
	})
	return s
}

// logged finds all lines of the log with a message.
func (s *server) logged(msg string) (found []map[string]any) {
	for line := range strings.Lines(s.out.String()) {
		var fields map[string]any
		if json.Unmarshal([]byte(line), &fields) == nil && fields["msg"] == msg {
			found = append(found, fields)
		}
	}
	return found
}

// wires counts the connections in a wire mode so far.
func (s *server) wires(mode string) (n int) {
	for _, c := range s.logged("connected") {
		if c["wire"] == mode {
			n++
		}
	}
	return n
}
