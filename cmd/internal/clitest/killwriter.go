// Package clitest pulls the plug: it has the program of a test start itself
// once more, as one that only writes a file, and kills that one at a moment that
// nobody chose.
package clitest

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// writerEnv is the variable that makes a program a writer of the file that it names.
const writerEnv = "KEEPTEST_WRITES"

// RunWriter makes of a program that Kill has started one that writes: write is
// called with n = 1, 2, 3 … until the program is killed or write fails. Elsewhere
// it does nothing. TestMain calls it before anything else.
func RunWriter(write func(path string, n int) error) {
	path := os.Getenv(writerEnv)
	if path == "" {
		return
	}
	for n := 1; ; n++ {
		if err := write(path, n); err != nil {
			fmt.Println("keeptest:", err)
			os.Exit(1)
		}
		fmt.Println(n)
	}
}

// KillWriter starts a writer of a file, waits until it has written it at least a few
// times, and kills it somewhere in the middle of the next one. The file is then
// that of the last writing that the writer had finished, which is the result, or
// the one after that.
func KillWriter(t *testing.T, path string, times int) (last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	read := func() bool {
		if !lines.Scan() {
			return false
		}
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatalf("the writer says %q", lines.Text())
		}
		return true
	}
	for range times {
		if !read() {
			t.Fatal("the writer ended by itself")
		}
	}
	for range rand.IntN(2000) {
		runtime.Gosched()
	}
	cmd.Process.Kill()
	for read() {
	}
	cmd.Wait()
	return last
}
