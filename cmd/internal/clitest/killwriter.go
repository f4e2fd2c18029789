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

// writerEnv names the environment variable that turns the test program into a
// writer of the file that it names.
const writerEnv = "KEEPTEST_WRITES"

// RunWriter does nothing unless KillWriter started this program. Then it calls
// write with n = 1, 2, 3 … until the program is killed or write fails.
// TestMain calls it before anything else.
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

// KillWriter starts this test program again as a writer of a file, waits until
// it has written the file several times, and kills it somewhere within the
// next write. It returns the number of the last write that the writer had
// finished; the file must hold that one or the next.
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
