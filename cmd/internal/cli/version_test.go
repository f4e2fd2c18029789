package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The linker puts the release where 'make dist' says, and a program without one
// says so. That the name is right is held against the script itself.
func TestVersion(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", "..", ".ci", "dist.sh"))
	if err != nil {
		t.Fatal(err)
	}
	const name = "clew/cmd/internal/cli.version"
	if !strings.Contains(string(script), "-X "+name+"=") {
		t.Errorf("dist.sh does not stamp %s", name)
	}
	for stamp, want := range map[string]string{"": "clewbot unreleased, protocol ", "1.2.0+5.gabcdef": "clewbot 1.2.0+5.gabcdef, protocol "} {
		cmd := exec.Command("go", "run", "-buildvcs=false", "-ldflags=-X "+name+"="+stamp, "clew/cmd/clewbot", "-version")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil || !strings.HasPrefix(string(out), want) || strings.Count(string(out), "\n") != 1 {
			t.Errorf("with the stamp %q: %q, %v", stamp, out, err)
		}
	}
}
