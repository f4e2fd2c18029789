package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/scenario"
)

// What is wrong is told in one line, and nothing is left behind.
func TestUsageErrors(t *testing.T) {
	good := file(t, "good.toml", tinyScenario)
	peers := file(t, "peers.toml", tinyPeers)
	broken := file(t, "broken.toml", strings.Replace(tinyScenario, "loss = 20", "loss = 200", 1))
	for _, tc := range []struct {
		name string
		args []string
		want string
	}{
		{"nothing", nil, "run, compare or sweep"},
		{"no command", []string{"walk"}, `unknown command "walk"`},
		{"no file", []string{"run"}, "name the scenarios"},
		{"no such file", []string{"run", "nowhere.toml"}, `no file is called "nowhere.toml"`},
		{"a folder", []string{"run", t.TempDir()}, "is not a file"},
		{"a broken file", []string{"run", good, broken}, "broken.toml:9:33: loss is 200"},
		{"no TOML", []string{"run", file(t, "x.toml", "name = \n")}, "x.toml:1:"},
		{"UTF-16", []string{"run", file(t, "x.toml", "\xFE\xFF\x00n\x00a")}, "x.toml: this file is UTF-16; save it as UTF-8"},
		{"no such level", []string{"run", file(t, "x.toml", strings.Replace(tinyScenario, "first-thread", "nowhere", 1))}, "x.toml:2: "},
		{"no such -level", []string{"run", good, "-level", "nowhere"}, `-level: scenario "Tiny": there is no level`},
		{"the same name twice", []string{"run", good, good}, `called "good"`},
		{"no name for results", []string{"run", file(t, "..toml", tinyScenario)}, "starts with a letter"},
		{"one to compare", []string{"compare", good}, "takes two scenarios, not 1"},
		{"two to sweep", []string{"sweep", good, good}, "takes one scenario, not 2"},
		{"nothing varies", []string{"sweep", good}, "sweep needs a -set"},
		{"no such setting", []string{"sweep", good, "-set", "weather=1"}, `"weather" can't be set`},
		{"a value too much", []string{"sweep", good, "-set", "link.loss=0..200/100"}, "link.loss=200"},
		{"no flag", []string{"run", good, "-fast"}, "-fast"},
		{"no window", []string{"run", good, "-window", "60"}, "300:360"},
		{"one with a server and one without", []string{"compare", good, peers}, "compare two of a kind"},
		{"a sweep without a server", []string{"sweep", peers, "-set", "seed=1,2"}, "can't be swept"},
		{"-entries without a server", []string{"run", peers, "-entries"}, "-entries and -window are for those with one"},
		{"-window without a server", []string{"run", good, peers, "-window", "300:360"}, "-entries and -window are for those with one"},
		{"no such level without a server", []string{"run", peers, "-level", "nowhere"}, "-level: "},
		{"-set is not for run", []string{"run", good, "-set", "seed=1"}, "-set"},
		{"no folder", []string{"run", good, "-out", ""}, "-out is empty"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "deep", "out")
			args := tc.args
			if len(args) > 1 && !slices.Contains(args, "-out") {
				args = append(slices.Clone(args), "-out", out)
			}
			stdout, errs, code := clewlab(t.Context(), args...)
			if code != exitUsage || stdout != "" || !strings.Contains(errs, tc.want) || strings.Count(errs, "\n") != 1 {
				t.Errorf("exit code %d, %q, %s", code, stdout, errs)
			}
			if got := listing(t, filepath.Dir(filepath.Dir(out))); len(got) > 0 {
				t.Errorf("it left %q behind", got)
			}
		})
	}
}

// What can't be written is no fault of the arguments.
func TestCannotWrite(t *testing.T) {
	good := file(t, "good.toml", tinyScenario)
	_, errs, code := clewlab(t.Context(), "run", good, "-out", filepath.Join(good, "out"))
	if code != exitFailed || errs == "" {
		t.Errorf("exit code %d, %s", code, errs)
	}
}

// Told to end in the middle of a sweep, it leaves nothing behind.
func TestInterrupted(t *testing.T) {
	src, err := load([]string{file(t, "tiny.toml", tinyScenario)}, "")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(t.Context())
	p := newProgress(&bytes.Buffer{})
	games := 0
	p.now = func() time.Time { // is asked as the games go on
		if games++; games == 7 {
			cancel()
		}
		return time.Time{}
	}
	o := defaults()
	if err := o.sets.Set("client.up.loss=0..20/5"); err != nil {
		t.Fatal(err)
	}
	box := &outputDir{dir: out}
	if err := sweep(&runner{ctx: ctx, opts: o, sources: src, output: box, progress: p}); err != context.Canceled {
		t.Errorf("it ends with %v", err)
	}
	if len(listing(t, out)) == 0 {
		t.Error("it never began")
	}
	box.discard()
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("it left %q behind", listing(t, out))
	}
	if _, errs, code := clewlab(ctx, "compare", "1-perfect", "2-lag", "-out", out); code != cli.ExitInterrupted || !strings.Contains(errs, "nothing was written") {
		t.Errorf("exit code %d, %s", code, errs)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"help"}, {"sweep", "-h"}} {
		out, errs, code := clewlab(t.Context(), args...)
		if code != exitOK || errs != "" {
			t.Fatalf("exit code %d, %s", code, errs)
		}
		for _, want := range append(scenario.Examples(), "client.down.jitter", "snapshot_rate", "0..400ms/50ms", "-window FROM:TO", "-out DIR") {
			if !strings.Contains(out, want) {
				t.Errorf("%v: no %q in\n%s", args, want, out)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	if out, errs, code := clewlab(t.Context(), "-version"); code != exitOK || errs != "" || out != cli.VersionLine("clewlab") {
		t.Errorf("exit code %d, %q, %q", code, out, errs)
	}
}

// Settings stand in the environment, too.
func TestEnvironment(t *testing.T) {
	out := t.TempDir()
	lookup := func(name string) (string, bool) { return out, name == "CLEW_OUT" }
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"run", file(t, "tiny.toml", tinyScenario)}, lookup, &stdout, &stderr); code != exitOK {
		t.Fatal(stderr.String())
	}
	if got := listing(t, out); !slices.Equal(got, []string{"tiny"}) {
		t.Errorf("in the folder: %q", got)
	}
}
