package cli

import (
	"flag"
	"strings"
	"testing"
	"time"

	"clew/net/link/netem"
	"clew/net/wire"
)

func TestNetemFlags(t *testing.T) {
	for _, tc := range []struct {
		args string
		want netem.Conditions
		err  string
	}{
		{"", netem.Conditions{}, ""},
		{"-lag 120ms -jitter 30ms -loss 5", netem.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5}, ""},
		{"-lag 10m", netem.Conditions{}, "-lag"},
		{"-jitter 10m", netem.Conditions{}, "-jitter"},
		{"-loss 101", netem.Conditions{}, "-loss"},
		{"-loss -1", netem.Conditions{}, "-loss"},
	} {
		var f NetemFlags
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		f.Register(fs, "the round trip")
		if err := fs.Parse(strings.Fields(tc.args)); err != nil {
			t.Fatal(err)
		}
		got, err := f.Config()
		if tc.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), tc.err) {
				t.Errorf("%s: error %v", tc.args, err)
			}
			continue
		}
		if err != nil || got.Up != tc.want || got.Down != tc.want {
			t.Errorf("%s: %+v, %v", tc.args, got, err)
		}
	}
}

func TestRedundancy(t *testing.T) {
	for args, want := range map[string]int{
		"": wire.MaxInputFrames, "-redundancy 1": 1, "-redundancy 32": 32,
		"-redundancy 0": 0, "-redundancy -1": 0, "-redundancy 33": 0,
	} {
		var f NetemFlags
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		f.RegisterRedundancy(fs)
		if err := fs.Parse(strings.Fields(args)); err != nil {
			t.Fatal(err)
		}
		got, err := f.Redundancy()
		if want == 0 {
			if err == nil || !strings.HasSuffix(err.Error(), "give a number from 1 to 32") {
				t.Errorf("%s: error %v", args, err)
			}
			continue
		}
		if err != nil || got != want {
			t.Errorf("%s: %d, %v", args, got, err)
		}
	}
}
