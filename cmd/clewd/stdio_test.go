package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// runPiped runs the program with something on its standard input.
func runPiped(t *testing.T, in []byte, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = t.TempDir(), bytes.NewReader(in), &out, &errs
	cmd.Run()
	if files, _ := os.ReadDir(cmd.Dir); len(files) > 0 {
		t.Errorf("clewd %s leaves %v", strings.Join(args, " "), files)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// The file name - stands for standard output or input.
func TestStandardOutputAndInput(t *testing.T) {
	text, errs, code := runPiped(t, nil, "config", "init", "-")
	if code != exitOK || errs != "" || !strings.Contains(text, "#max-players") {
		t.Fatalf("config init: %.80q, %q, %d", text, errs, code)
	}
	if out, errs, code := runPiped(t, []byte(text), "config", "check", "-"); code != exitOK || !strings.Contains(out, "no problems") {
		t.Errorf("config check: %q, %q, %d", out, errs, code)
	}
	if _, errs, code := runPiped(t, []byte("\nmax-players = 0\n"), "config", "check", "-"); code != exitUsage || !strings.Contains(errs, "-:2: max-players is 0") {
		t.Errorf("config check of a mistake: %q, %d", errs, code)
	}

	dir := t.TempDir()
	write(t, filepath.Join(dir, "hall.txt"), hall)
	file, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	server := startTo(t, dir, file, "-level", "hall.txt", "-record", "-")
	ann := server.join(t)
	ann.send(t, "r|1|", "U|1|A|2|1|")
	server.Process.Signal(syscall.SIGTERM)
	ann.readUntil(t, "B|")
	server.wait(t)
	recording, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	out, errs, code := runPiped(t, recording, "replay", "-")
	if code != exitOK || !strings.HasPrefix(out, "standard input: ") || !strings.Contains(out, "1 player") || strings.Contains(out, "it is truncated") {
		t.Errorf("replay: %q, %q, %d", out, errs, code)
	}
	if _, err := os.Stat(filepath.Join(dir, "-")); err == nil {
		t.Error("there is a file called -")
	}
}
