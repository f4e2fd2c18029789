package cli

import (
	"errors"
	"flag"
	"fmt"
	"time"
)

// durationFlag is a flag.Value that accepts what ParseDuration does, except a
// number without a unit, which some would take for milliseconds.
type durationFlag time.Duration

// DurationVar defines a flag like FlagSet.DurationVar, but reads it like
// ParseDuration. A number without a unit is an error unless it is 0.
func DurationVar(fs *flag.FlagSet, p *time.Duration, name string, instead time.Duration, usage string) {
	*p = instead
	fs.Var((*durationFlag)(p), name, usage)
}

// Set implements flag.Value.
func (v *durationFlag) Set(s string) error {
	d, ok := parseDuration(s)
	switch {
	case !ok:
		return fmt.Errorf("not a duration; write one such as 120ms, %s", DurationForms)
	case d > MaxDuration:
		return fmt.Errorf("too long; the maximum is %s", FormatDuration(MaxDuration))
	case d != 0 && IsNumber(s):
		return errors.New("add a unit, as in " + s + "ms or " + s + "s")
	}
	*v = durationFlag(d)
	return nil
}

// String implements flag.Value.
func (v *durationFlag) String() string { return time.Duration(*v).String() }

// Get implements flag.Getter.
func (v *durationFlag) Get() any { return time.Duration(*v) }
