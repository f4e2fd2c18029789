//go:build linux

package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	_ "clew/net/netsim/netsimtest"
)

// stage is what all tests share.
var stage struct {
	*screen
	clew, clewd string // the programs
}

func TestMain(m *testing.M) {
	if os.Getenv(plugEnv) != "" {
		fmt.Fprintln(os.Stderr, "e2e:", plug()) // where that goes well, it does not come back
		os.Exit(1)
	}
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			return 0, fmt.Errorf("these tests open windows and press keys, and there is no %s; run `make test`, which installs it", tool)
		}
	}
	bin, err := os.MkdirTemp("", "clew-e2e-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(bin)
	if err := buildAll(bin); err != nil {
		return 0, err
	}
	if stage.screen, err = openScreen(1280, 800); err != nil {
		return 0, err
	}
	defer stage.close()
	return m.Run(), nil
}

// buildAll builds what is tried, unless that is installed.
func buildAll(dir string) (err error) {
	if flag.Parse(); *entry != "" && *friend != "" {
		return nil
	}
	if stage.clew, err = build(dir, "clew", "CGO_ENABLED=1"); err != nil {
		return err
	}
	stage.clewd, err = build(dir, "clewd", "CGO_ENABLED=0")
	return err
}

// build builds one of the programs as the Makefile does, so that the cache
// serves both.
func build(dir, name, env string) (string, error) {
	path := filepath.Join(dir, name+"-e2e") // not what somebody on this machine may be running
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", path, "clew/cmd/"+name)
	cmd.Env = append(os.Environ(), env)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s does not build: %w\n%s", name, err, out)
	}
	return path, nil
}
