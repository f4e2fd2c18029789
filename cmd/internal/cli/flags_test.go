package cli

import (
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
	"time"
)

func TestParseFlags(t *testing.T) {
	for _, tc := range []struct {
		args, env string
		lag       time.Duration
		max       int
		err       string
	}{
		{"", "", 0, 64, ""},
		{"-lag 5ms", "", 5 * time.Millisecond, 64, ""},
		{"", "CLEW_MAX_PLAYERS=8 CLEW_LAG=1s", time.Second, 8, ""},
		{"-max-players 9", "CLEW_MAX_PLAYERS=8", 0, 9, ""},
		{"", "CLEW_LAG=soon", 0, 64, "CLEW_LAG"},
		{"", "CLEW_VERSION=1.2.0", 0, 64, ""},
		{"-lag soon", "", 0, 64, "-lag"},
		{"maze", "", 0, 64, `unknown argument "maze"`},
		{"-nope", "", 0, 64, "-nope"},
	} {
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		fs.SetOutput(io.Discard)
		lag := fs.Duration("lag", 0, "")
		most := fs.Int("max-players", 64, "")
		fs.Bool("version", false, "")
		err := ParseFlags(fs, strings.Fields(tc.args), func(name string) (string, bool) {
			for _, kv := range strings.Fields(tc.env) {
				if k, v, _ := strings.Cut(kv, "="); k == name {
					return v, true
				}
			}
			return "", false
		})
		if tc.err == "" && (err != nil || *lag != tc.lag || *most != tc.max) || tc.err != "" && (err == nil || !strings.Contains(err.Error(), tc.err)) {
			t.Errorf("%q, %q: lag %v, max %d, error %v", tc.args, tc.env, *lag, *most, err)
		}
	}
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	if err := ParseFlags(fs, []string{"-h"}, func(string) (string, bool) { return "", false }); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: %v", err)
	}
}

// Arguments that are no flags may stand anywhere, and after "--" there are no
// flags.
func TestParseFlagsAndArgs(t *testing.T) {
	for _, tc := range []struct {
		args, rest string
		max        int
	}{
		{"a -max-players 9 b", "a b", 9},
		{"-max-players 9", "", 9},
		{"a -- -max-players 9", "a -max-players 9", 8},
		{"--", "", 8},
	} {
		fs := flag.NewFlagSet("test", flag.ContinueOnError)
		fs.SetOutput(io.Discard)
		most := fs.Int("max-players", 64, "")
		rest, err := ParseFlagsAndArgs(fs, strings.Fields(tc.args), func(name string) (string, bool) { return "8", name == "CLEW_MAX_PLAYERS" })
		if err != nil || strings.Join(rest, " ") != tc.rest || *most != tc.max {
			t.Errorf("%q: %q, max %d, error %v", tc.args, rest, *most, err)
		}
	}
}
