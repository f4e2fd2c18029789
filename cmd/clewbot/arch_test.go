package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// otherVar names the environment variable with a command that runs a clewbot for another
// processor; 'make check ARGS=arm' builds one.
const otherVar = "CLEWBOT_OTHER"

// Bots on two kinds of processors play in one game, and settle the same.
func TestTwoArchitectures(t *testing.T) {
	other := strings.Fields(os.Getenv(otherVar))
	if len(other) == 0 {
		t.Skip("skipped: " + otherVar + " names no clewbot for another processor")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	lines := make(chan statusLine)
	read := func(r io.Reader) {
		for text := bufio.NewScanner(r); text.Scan(); {
			var line statusLine
			if err := json.Unmarshal(text.Bytes(), &line); err != nil {
				t.Errorf("%q: %v", text.Text(), err)
			}
			select {
			case lines <- line:
			case <-ctx.Done(): // it prints some more
			}
		}
	}
	out, in := io.Pipe()
	own := make(chan int, 1)
	go func() {
		own <- run(ctx, strings.Fields("-together new -listen 127.0.0.1:0 -n 1 -for 0 -json"), os.LookupEnv, in, os.Stderr)
		in.Close()
	}()
	go read(out)
	first := <-lines
	args := append(other[1:], "-together", first.Address, "-listen", "127.0.0.1:0", "-n", "1", "-for", "0", "-json")
	cmd := exec.Command(other[0], args...)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		read(pipe)
		close(done)
	}()

	hashes := map[hashLine]string{} // without the hash, of whichever bot comes first
	same := 0
	for same < 6 {
		var line statusLine
		select {
		case line = <-lines:
		case <-ctx.Done():
			t.Fatalf("only %d hashes were compared", same)
		}
		for _, h := range line.Hashes {
			hash := h.Hash
			h.Hash = ""
			switch known, ok := hashes[h]; {
			case !ok:
				hashes[h] = hash
			case known != hash:
				t.Fatalf("tick %d has the hashes %s and %s", h.Tick, known, hash)
			default:
				same++
			}
		}
	}
	cancel()
	cmd.Process.Kill()
	<-done
	cmd.Wait()
	if code := <-own; code != exitOK {
		t.Errorf("exit code %d", code)
	}
}
