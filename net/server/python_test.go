package server_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"clew/engine/maze"
	"clew/net/server"
)

// pythonClient is a second implementation of the protocol and of the rules of
// walking, written from the page alone.
const (
	pythonClient = "../pythonclient/client.py"
	protocolPage = "../PROTOCOL.md"
)

// TestPythonVectors holds the page's test vectors against a client that knows
// nothing but the page.
func TestPythonVectors(t *testing.T) {
	out := runPythonClient(t, "--vectors", protocolPage)
	if !strings.HasSuffix(out, " 0 differences\n") {
		t.Errorf("client.py printed %q", out)
	}
}

// TestPythonPredicts has the Python client play in each game mode and compare
// every snapshot with its prediction. The seeds lead round corners by corner
// assist, near its limit too.
func TestPythonPredicts(t *testing.T) {
	m, err := maze.Generate(7, 31, 21, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, game := range []struct {
		mode string
		seed int
	}{{"text", 8}, {"msgpack", 10}} {
		t.Run(game.mode, func(t *testing.T) {
			t.Parallel()
			h := start(t, server.Config{Level: &maze.Level{Name: "Random", Maze: m}, Seed: 1})
			out := runPythonClient(t, h.Addr().String(), "--mode", game.mode, "--seed", fmt.Sprint(game.seed), "--inputs", "1000")
			var inputs, snapshots int
			if _, err := fmt.Sscanf(out, "%d inputs, %d snapshots, 0 differences\n", &inputs, &snapshots); err != nil {
				t.Fatalf("client.py printed %q: %v", out, err)
			}
			// At most two inputs are consumed in a tick, and a snapshot comes every two
			// ticks, so a quarter would come without any loss. A slow machine may lose some.
			if inputs != 1000 || snapshots < 50 {
				t.Errorf("client.py printed %q, want 1000 inputs and enough snapshots", out)
			}
		})
	}
}

// runPythonClient returns what the Python client prints.
func runPythonClient(t *testing.T, args ...string) string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil && runtime.GOOS != "linux" {
		t.Skip("left out: there is no python3 here, and only Linux must have one:", err)
	}
	if err != nil {
		t.Fatal("there is no python3; '.ci/setup.sh python', 'make test' or 'apt-get install python3-minimal' installs it:", err)
	}
	// Go only runs a cached test again if a file that it looked at has changed.
	for _, file := range []string{pythonClient, protocolPage} {
		if _, err := os.Stat(file); err != nil {
			t.Fatal(err)
		}
	}
	// Far more than it takes: a busy machine must not fail, but a client that
	// hangs must say so before the whole test run is ended.
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, python, append([]string{pythonClient}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}
