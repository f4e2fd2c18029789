package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// program is clewd, built once for all tests.
var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "clewd")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		program = filepath.Join(dir, "clewd.exe")
		build := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// testTimeout is how long a test waits for what should take no time.
const testTimeout = 30 * time.Second

// process is a running clewd.
type process struct {
	*exec.Cmd
	addr  string
	lines chan string // of its log, until it ends
	mu    sync.Mutex
	log   bytes.Buffer // all of them
}

// start runs clewd on a free port until the test ends.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	return startIn(t, "", nil, args...)
}

// startIn runs clewd in a directory, with console input.
func startIn(t *testing.T, dir string, stdin io.Reader, args ...string) *process {
	t.Helper()
	return startProcess(t, dir, stdin, nil, args...)
}

// startTo runs clewd in a directory, with its standard output in a file.
func startTo(t *testing.T, dir string, stdout *os.File, args ...string) *process {
	t.Helper()
	return startProcess(t, dir, nil, stdout, args...)
}

func startProcess(t *testing.T, dir string, stdin io.Reader, stdout *os.File, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(program, append([]string{"-addr", "127.0.0.1:0"}, args...)...), lines: make(chan string, 10000)}
	p.Dir, p.Stdin = dir, stdin
	if stdout != nil {
		p.Stdout = stdout
	}
	stderr, err := p.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Process.Kill()
		p.Wait()
		if t.Failed() {
			t.Logf("clewd said:\n%s", p.output())
		}
	})
	go p.read(stderr)
	line := p.waitFor(t, "listening")
	p.addr = regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(line)
	return p
}

func (p *process) read(stderr io.Reader) {
	defer close(p.lines)
	for s := bufio.NewScanner(stderr); s.Scan(); {
		p.mu.Lock()
		fmt.Fprintln(&p.log, s.Text())
		p.mu.Unlock()
		p.lines <- s.Text()
	}
}

// output returns the log so far.
func (p *process) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// waitFor waits for a line of the log that contains text.
func (p *process) waitFor(t *testing.T, what string) string {
	t.Helper()
	for late := time.After(testTimeout); ; {
		select {
		case line, more := <-p.lines:
			if strings.Contains(line, what) {
				return line
			}
			if !more {
				t.Fatalf("clewd ended without %q:\n%s", what, p.output())
			}
		case <-late:
			t.Fatalf("no %q in the log:\n%s", what, p.output())
		}
	}
}

// wait waits for the process to exit, and returns the exit code and the time.
func (p *process) wait(t *testing.T) (code int, took time.Duration) {
	t.Helper()
	begin := time.Now()
	late := time.AfterFunc(testTimeout, func() { p.Process.Kill() })
	defer late.Stop()
	for range p.lines { // Wait would close the pipe before all is read
	}
	p.Wait()
	return p.ProcessState.ExitCode(), time.Since(begin)
}

// testPlayer plays with nc.
type testPlayer struct {
	net.Conn
	in *bufio.Reader
}

func (p *process) join(t *testing.T) *testPlayer {
	t.Helper()
	return connect(t, "127.0.0.1", p.addr)
}

// connect connects from an address of this computer.
func connect(t *testing.T, from, to string) *testPlayer {
	t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	conn, err := d.DialContext(t.Context(), "tcp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(testTimeout))
	return &testPlayer{conn, bufio.NewReader(conn)}
}

// readUntil reads lines up to one with a prefix.
func (p *testPlayer) readUntil(t *testing.T, prefix string) string {
	t.Helper()
	for {
		line, err := p.in.ReadString('\n')
		if err != nil {
			t.Fatalf("before %q: %v", prefix, err)
		}
		if strings.HasPrefix(line, prefix) {
			return strings.TrimSuffix(line, "\n")
		}
	}
}

// command runs clewd until it exits.
func command(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Run()
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}
