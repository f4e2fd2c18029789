package wireflags

import (
	"flag"
	"strings"
	"testing"
	"time"

	"clew/net/link/flakylink"
)

func TestConfig(t *testing.T) {
	for _, tc := range []struct {
		args string
		want flakylink.Conditions
		err  string
	}{
		{"", flakylink.Conditions{}, ""},
		{"-lag 120ms -jitter 30ms -loss 5", flakylink.Conditions{Latency: 60 * time.Millisecond, Jitter: 30 * time.Millisecond, Loss: 5}, ""},
		{"-lag 10m", flakylink.Conditions{}, "-lag"},
		{"-jitter 10m", flakylink.Conditions{}, "-jitter"},
		{"-loss 101", flakylink.Conditions{}, "-loss"},
		{"-loss -1", flakylink.Conditions{}, "-loss"},
	} {
		var f Flags
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		f.Add(fs, "the round trip")
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
