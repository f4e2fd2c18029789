//go:build unix

package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
)

// The server outlives the reader of its log, as in 'clewd 2>&1 | tee log' when the
// terminal closes: the log is lost, and the game goes on.
func TestReaderOfOutputGoes(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-addr", "127.0.0.1:0", "-lan=false", "-log-level", "debug")
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	w.Close()
	p := &process{Cmd: cmd}
	log := bufio.NewScanner(r)
	for at := regexp.MustCompile(`msg=listening addr=(127\.0\.0\.1:\d+)`); p.addr == "" && log.Scan(); {
		if m := at.FindStringSubmatch(log.Text()); m != nil {
			p.addr = m[1]
		}
	}
	r.Close()
	for range 2 { // what is said of the first must not be the end of the second
		one := p.join(t)
		one.readUntil(t, "U|")
		io.WriteString(one, "c|1|hello|")
		one.Close()
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if cmd.Wait(); cmd.ProcessState.ExitCode() != exitOK {
		t.Errorf("it ended with %v", cmd.ProcessState)
	}
}
