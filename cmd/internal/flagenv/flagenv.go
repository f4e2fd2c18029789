// Package flagenv reads a program's settings: from its flags, and for those
// that are not given, from the environment. The flag -max-players is the
// variable CLEW_MAX_PLAYERS.
package flagenv

import (
	"flag"
	"fmt"
	"strings"
)

// Prefix is what the names of the variables begin with.
const Prefix = "CLEW_"

// Name is the variable that stands for a flag.
func Name(name string) string {
	return Prefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// version is a flag that asks for something to be done and sets nothing: it has
// no variable.
const version = "version"

// Parse parses the arguments and then looks up what they leave open, but for
// -version, which is no setting. The error names the flag or the variable, and is fit for a person; it is
// flag.ErrHelp where help was asked for. Arguments that are no flags are an
// error too, so fs must not write messages of its own.
func Parse(fs *flag.FlagSet, args []string, lookup func(name string) (string, bool)) error {
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("unknown argument %q; -h lists what there is", fs.Arg(0))
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var first error
	fs.VisitAll(func(f *flag.Flag) {
		v, ok := lookup(Name(f.Name))
		if !ok || given[f.Name] || f.Name == version || first != nil {
			return
		}
		if err := fs.Set(f.Name, v); err != nil {
			first = fmt.Errorf("invalid value %q for the environment's %s: %w", v, Name(f.Name), err)
		}
	})
	return first
}
