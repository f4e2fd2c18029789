//go:build linux

package e2e

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is a running clew or clewd. It ends with its test at the latest.
type program struct {
	t    *testing.T
	name string
	cmd  *exec.Cmd
	out  page          // what it writes
	done chan struct{} // closed when it has ended
}

func start(t *testing.T, name string, cmd *exec.Cmd) *program {
	t.Helper()
	if err := lookAtSources(); err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, name: name, cmd: cmd, done: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &p.out, &p.out
	cmd.SysProcAttr = dieWithUs()
	if err := cmd.Start(); err != nil {
		t.Fatalf("%s does not start: %v", name, err)
	}
	go func() {
		cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("what %s wrote:\n%s", name, p.out.String())
		}
	})
	return p
}

// ended tells whether the program runs no more.
func (p *program) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// fate waits for a program that should end and describes how it did.
func (p *program) fate() string {
	select {
	case <-p.done:
		return p.cmd.ProcessState.String()
	case <-time.After(5 * time.Second):
		return "it still runs"
	}
}

// until waits for something that can only become true while the program runs.
func (p *program) until(what string, ok func() bool) {
	p.t.Helper()
	until(p.t, what, func() bool {
		p.t.Helper()
		if p.ended() {
			p.t.Fatalf("%s has ended (%s) before this was seen: %s", p.name, p.fate(), what)
		}
		return ok()
	})
}

// kill ends the program without a chance to say anything.
func (p *program) kill() {
	p.cmd.Process.Kill()
	<-p.done
}

// stop tells the program to end.
func (p *program) stop() { p.cmd.Process.Signal(syscall.SIGTERM) }

// endsWell waits for the program's end, which must be one without a fault.
func (p *program) endsWell() {
	p.t.Helper()
	until(p.t, p.name+" ends", p.ended)
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		p.t.Errorf("%s ended with %v", p.name, p.cmd.ProcessState)
	}
}

// lookAtSources looks at all that the programs are built from, within a test:
// the go command takes note of what tests look at, and had it seen nothing of
// that change, it would repeat the result of last time instead of running them.
var lookAtSources = sync.OnceValue(func() error {
	for _, part := range []string{"cmd", "engine", "net", "assets", "levels", "go.mod", "go.sum"} {
		err := filepath.WalkDir(filepath.Join("..", "..", "..", part), func(path string, _ fs.DirEntry, err error) error {
			if err == nil {
				_, err = os.Stat(path)
			}
			if errors.Is(err, fs.ErrNotExist) { // somebody works here, too
				return nil
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
})
