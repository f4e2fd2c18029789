package timespan

import (
	"errors"
	"flag"
	"fmt"
	"time"
)

// value is a flag for a length of time. It takes what Parse does, except for a
// number without a unit, which some would take for milliseconds.
type value time.Duration

// Var defines a flag in fs as fs.DurationVar does, and reads it as Parse does. A
// number without a unit is refused, unless it is 0.
func Var(fs *flag.FlagSet, p *time.Duration, name string, instead time.Duration, usage string) {
	*p = instead
	fs.Var((*value)(p), name, usage)
}

// Set implements flag.Value.
func (v *value) Set(s string) error {
	d, ok := parse(s)
	switch {
	case !ok:
		return fmt.Errorf("it is no length of time; write one like 120ms, %s", Forms)
	case d > Longest:
		return fmt.Errorf("it is too long; %s is the longest", Short(Longest))
	case d != 0 && Bare(s):
		return errors.New("give the number a unit, as in " + s + "ms or " + s + "s")
	}
	*v = value(d)
	return nil
}

// String implements flag.Value.
func (v *value) String() string { return time.Duration(*v).String() }

// Get implements flag.Getter.
func (v *value) Get() any { return time.Duration(*v) }
