package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// stuckWriter is a terminal that is stopped until it is freed.
type stuckWriter struct {
	strings.Builder
	free chan struct{}
}

func (s *stuckWriter) Write(b []byte) (int, error) {
	<-s.free
	return s.Builder.Write(b)
}

// A log that nobody reads blocks nobody, drops and counts excess lines, and writes the
// queue before the end.
func TestAsyncWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &stuckWriter{free: make(chan struct{})}
		h := newAsyncWriter(out, func(lines int64) { fmt.Fprintln(&out.Builder, lines, "lost") })
		h.Write([]byte("first\n"))
		synctest.Wait() // it is being written
		for range maxQueuedLines + 5 {
			h.Write([]byte("next\n"))
		}
		close(out.free)
		synctest.Wait()
		h.Write([]byte("last\n"))
		h.close()
		if got, want := out.String(), "first\n"+strings.Repeat("next\n", maxQueuedLines)+"5 lost\nlast\n"; got != want {
			t.Errorf("%d bytes, want %d: …%q", len(got), len(want), got[max(len(got)-50, 0):])
		}
		h.close() // again
	})
	synctest.Test(t, func(t *testing.T) {
		out := &stuckWriter{free: make(chan struct{})}
		h := newAsyncWriter(out, nil)
		h.Write([]byte("x\n"))
		begin := time.Now()
		h.close()
		if d := time.Since(begin); d != flushTimeout {
			t.Errorf("the end took %v", d)
		}
		close(out.free)
	})
}

// A log that nobody reads stops neither the game nor the exit.
func TestLogNobodyReads(t *testing.T) {
	cmd := exec.Command(program, "-addr", "127.0.0.1:0", "-level", smallLevel(t))
	typed, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	first, err := bufio.NewReader(stderr).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	ann := connect(t, "127.0.0.1", regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(first))
	ann.readUntil(t, "U|1|")
	go func() {
		for i := range 100 { // more than a pipe holds
			fmt.Fprintln(typed, "say", i, strings.Repeat("x", 3000))
		}
	}()
	ann.readUntil(t, "E|note|99 x")
	ann.send(t, "r|1|", "U|1|A|2|")
	cmd.Process.Signal(syscall.SIGTERM)
	ann.readUntil(t, "B|stop")
	io.Copy(io.Discard, ann)
	ended := make(chan error, 1)
	go func() { _, err := cmd.Process.Wait(); ended <- err }()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(testTimeout):
		t.Error("it does not end")
	}
}
