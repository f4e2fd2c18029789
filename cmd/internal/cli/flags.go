package cli

import (
	"flag"
	"fmt"
	"strings"
)

// EnvPrefix starts the names of all environment variables.
const EnvPrefix = "CLEW_"

// EnvName returns the name of the environment variable for a flag:
// CLEW_MAX_PLAYERS for max-players.
func EnvName(name string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// versionFlag names the flag that sets nothing and so has no variable.
const versionFlag = "version"

// ParseFlags parses the arguments and looks up the flags that are not given in
// the environment. The error names the flag or the variable and can be shown
// to the user; it is flag.ErrHelp if help was asked for. Arguments that are
// not flags are an error too, so fs must not print messages of its own.
func ParseFlags(fs *flag.FlagSet, args []string, lookup func(name string) (string, bool)) error {
	rest, err := ParseFlagsAndArgs(fs, args, lookup)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("unknown argument %q", rest[0])
	}
	return err
}

// ParseFlagsAndArgs is like ParseFlags but returns the arguments that are not
// flags. These may stand before, after and between the flags; everything after
// "--" is one.
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
			first = fmt.Errorf("invalid value %q for the environment variable %s: %w", v, EnvName(f.Name), err)
		}
	})
	return first
}
