package cli

import (
	"errors"
	"flag"
	"fmt"
	"time"
)

// durationFlag is a flag for a length of time. It takes what Parse does, except for a
// number without a unit, which some would take for milliseconds.
type durationFlag time.Duration

// DurationVar defines a flag in fs as fs.DurationVar does, and reads it as Parse does. A
// number without a unit is refused, unless it is 0.
func DurationVar(fs *flag.FlagSet, p *time.Duration, name string, instead time.Duration, usage string) {
	*p = instead
	fs.Var((*durationFlag)(p), name, usage)
}

// Set implements flag.Value.
func (v *durationFlag) Set(s string) error {
	d, ok := parseDuration(s)
	switch {
	case !ok:
		return fmt.Errorf("it is no length of time; write one like 120ms, %s", DurationForms)
	case d > MaxDuration:
		return fmt.Errorf("it is too long; %s is the longest", FormatDuration(MaxDuration))
	case d != 0 && IsNumber(s):
		return errors.New("give the number a unit, as in " + s + "ms or " + s + "s")
	}
	*v = durationFlag(d)
	return nil
}

// String implements flag.Value.
func (v *durationFlag) String() string { return time.Duration(*v).String() }

// Get implements flag.Getter.
func (v *durationFlag) Get() any { return time.Duration(*v) }
