// Package cli reads a program's settings: from its flags, and for those
// that are not given, from the environment. The flag -max-players is the
// variable CLEW_MAX_PLAYERS.
package cli

import (
	"flag"
	"fmt"
	"strings"
)

// EnvPrefix is what the names of the variables begin with.
const EnvPrefix = "CLEW_"

// EnvName is the variable that stands for a flag.
func EnvName(name string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// versionFlag is a flag that asks for something to be done and sets nothing: it has
// no variable.
const versionFlag = "version"

// ParseFlags parses the arguments and then looks up what they leave open, but for
// -version, which is no setting. The error names the flag or the variable, and
// is fit for a person; it is flag.ErrHelp where help was asked for. Arguments
// that are no flags are an error too, so fs must not write messages of its own.
func ParseFlags(fs *flag.FlagSet, args []string, lookup func(name string) (string, bool)) error {
	rest, err := ParseFlagsAndArgs(fs, args, lookup)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("unknown argument %q", rest[0])
	}
	return err
}

// ParseFlagsAndArgs is Parse for a program that takes arguments beside its flags, before
// them, after them or between: it returns those. What follows "--" is none of
// the flags.
func ParseFlagsAndArgs(fs *flag.FlagSet, args []string, lookup func(name string) (string, bool)) (rest []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, err
		}
		left := fs.Args()
		if parsed := len(args) - len(left); parsed > 0 && args[parsed-1] == "--" {
			rest, left = append(rest, left...), nil
		}
		if len(left) == 0 {
			return rest, setFromEnv(fs, lookup)
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}

// setFromEnv sets the flags that were not given from the environment.
func setFromEnv(fs *flag.FlagSet, lookup func(name string) (string, bool)) error {
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var first error
	fs.VisitAll(func(f *flag.Flag) {
		v, ok := lookup(EnvName(f.Name))
		if !ok || given[f.Name] || f.Name == versionFlag || first != nil {
			return
		}
		if err := fs.Set(f.Name, v); err != nil {
			first = fmt.Errorf("invalid value %q for the environment's %s: %w", v, EnvName(f.Name), err)
		}
	})
	return first
}
