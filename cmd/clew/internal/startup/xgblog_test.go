//go:build linux || freebsd || netbsd || openbsd

package startup

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/jezek/xgb"
)

// Where there is no authority for a display, the library's two lines about that
// are left out, and its other ones are not.
func TestQuiet(t *testing.T) {
	var heard bytes.Buffer
	xgb.Logger.SetOutput(logFilter{&heard})
	defer xgb.Logger.SetOutput(logFilter{os.Stderr})

	socket := filepath.Join(t.TempDir(), "X")
	l, err := net.Listen("unix", socket+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if c, err := l.Accept(); err == nil {
			c.Close()
		}
	}()
	t.Setenv("XAUTHORITY", filepath.Join(t.TempDir(), "none"))
	if _, err := xgb.NewConnDisplay(socket + ":0"); err == nil {
		t.Fatal("a display that hangs up takes a client")
	}
	if heard.Len() > 0 {
		t.Errorf("it says %q", heard.String())
	}
	if xgb.Logger.Print("another word"); !bytes.Contains(heard.Bytes(), []byte("another word\n")) {
		t.Errorf("what else it says became %q", heard.String())
	}
}
