//go:build linux

package netnstest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// stopTimeout is how long a Process may take to exit.
const stopTimeout = 20 * time.Second

// Process is a program that runs on a host.
type Process struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser

	mu      sync.Mutex
	lines   []string // printed so far
	changed sync.Cond
	exited  bool
}

// Start starts the test's program on a host, with another environment variable such
// as ROLE=word, which tells it what to do instead of testing. Its standard input is
// closed when the test ends.
func (n *Networks) Start(ns, variable string) *Process {
	n.t.Helper()
	return n.start(ns, variable, append(os.Environ(), variable), os.Args[0])
}

// Command starts any program on a host. Its standard input is closed when the test
// ends; one that does not exit then has to be killed.
func (n *Networks) Command(ns string, argv ...string) *Process {
	n.t.Helper()
	return n.start(ns, strings.Join(argv, " "), os.Environ(), argv...)
}

func (n *Networks) start(ns, name string, env []string, argv ...string) *Process {
	n.t.Helper()
	p := &Process{cmd: exec.Command("ip", append([]string{"netns", "exec", ns}, argv...)...)}
	p.changed.L = &p.mu
	p.cmd.Env = env
	var errs bytes.Buffer
	p.cmd.Stderr = &errs
	in, err := p.cmd.StdinPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	p.stdin = in
	if err := p.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.readOutput(out)
	}()
	n.t.Cleanup(func() {
		p.stdin.Close()
		late := time.AfterFunc(stopTimeout, func() { p.cmd.Process.Kill() })
		<-done
		err := p.cmd.Wait()
		late.Stop()
		if n.t.Failed() || err != nil && p.cmd.ProcessState.Exited() {
			n.t.Logf("%s: %v; it last said %q, and\n%s", name, err, p.LastLine(), errs.String())
		}
	})
	return p
}

// readOutput stores what the process prints, until it exits.
func (p *Process) readOutput(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		p.mu.Lock()
		p.lines = append(p.lines, lines.Text())
		p.changed.Broadcast()
		p.mu.Unlock()
	}
	p.mu.Lock()
	p.exited = true
	p.changed.Broadcast()
	p.mu.Unlock()
}

// LastLine returns the last line that the process has printed.
func (p *Process) LastLine() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.lines) == 0 {
		return "nothing yet"
	}
	return p.lines[len(p.lines)-1]
}

// Lines returns all lines that the process has printed.
func (p *Process) Lines() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines[:len(p.lines):len(p.lines)]
}

// Send writes a line to the process.
func (p *Process) Send(line string) { fmt.Fprintln(p.stdin, line) }

// Exited reports whether the process has closed its output, as it does at its end.
func (p *Process) Exited() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.exited
}

// Exchange writes a line to the process, unless it is empty, and returns the next
// line that it prints. It returns false if the process exits instead.
func (p *Process) Exchange(line string) (answer string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.lines)
	if line != "" {
		fmt.Fprintln(p.stdin, line)
	} else {
		n = 0
	}
	for len(p.lines) == n && !p.exited {
		p.changed.Wait()
	}
	if len(p.lines) == n {
		return "", false
	}
	return p.lines[n], true
}

// Close asks the process to exit.
func (p *Process) Close() { p.stdin.Close() }

// Kill kills the process.
func (p *Process) Kill() { p.cmd.Process.Kill() }

// Signal sends a signal to the process.
func (p *Process) Signal(s os.Signal) error { return p.cmd.Process.Signal(s) }
