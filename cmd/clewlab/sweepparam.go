package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"clew/cmd/internal/lab/scenario"
	"clew/net/link/netem"
)

// maxGames is the maximum number of games of a sweep.
const maxGames = 1000

// sweepParam is a parameter to vary and its values.
type sweepParam struct {
	path   string
	param  param
	values []value
}

// value is the value of a parameter: nanoseconds for a time.
type value int64

// sweepParams holds the values of the flag -set, which may be repeated.
type sweepParams []sweepParam

// String implements flag.Value.
func (s *sweepParams) String() string { return "" }

// Set implements flag.Value.
func (s *sweepParams) Set(text string) error {
	path, list, found := strings.Cut(text, "=")
	if !found {
		return fmt.Errorf("want a path and its values, such as client.up.loss=0..20/5")
	}
	k := slices.IndexFunc(params, func(k param) bool { return k.path == path })
	if k < 0 {
		return fmt.Errorf("%q can't be set; see clewlab -h", path)
	}
	if slices.ContainsFunc(*s, func(s sweepParam) bool { return s.path == path }) {
		return fmt.Errorf("%s is set twice; give all its values at once", path)
	}
	values, err := params[k].parse(list)
	if err != nil {
		return err
	}
	*s = append(*s, sweepParam{path, params[k], values})
	return nil
}

// variants returns a scenario with each combination of the parameters' values.
// The first parameter varies slowest.
func (s sweepParams) variants(of *scenario.Scenario) ([]variant, error) {
	list := []variant{{scenario: of}}
	for _, setting := range s {
		if len(list)*len(setting.values) > maxGames {
			return nil, badInputf("more than %d games; give fewer values", maxGames)
		}
		var next []variant
		for _, v := range list {
			for _, value := range setting.values {
				c := *v.scenario
				c.Clients = slices.Clone(c.Clients)
				setting.param.set(&c, value)
				next = append(next, variant{&c, append(slices.Clone(v.values), value)})
			}
		}
		list = next
	}
	for _, v := range list {
		if err := v.scenario.Check(); err != nil {
			return nil, badInputf("with %s: %w", s.describe(v), err)
		}
	}
	return list, nil
}

// describe returns the parameters' values in a variant.
func (s sweepParams) describe(v variant) string {
	var words []string
	for i, setting := range s {
		words = append(words, fmt.Sprintf("%s=%s", setting.path, setting.param.text(v.values[i])))
	}
	return strings.Join(words, " ")
}

// variant is a scenario with certain values of the parameters.
type variant struct {
	scenario *scenario.Scenario
	values   []value // one for each of the settings
}

// parse reads the values of -set.
func (k param) parse(text string) (values []value, err error) {
	first, rest, isRange := strings.Cut(text, "..")
	if isRange && k.words == nil {
		return k.parseRange(first, rest)
	}
	for _, word := range strings.Split(text, ",") {
		v, err := k.parseOne(word)
		if err != nil {
			return nil, err
		}
		if slices.Contains(values, v) {
			return nil, fmt.Errorf("%s is given twice", word)
		}
		values = append(values, v)
	}
	return values, nil
}

func (k param) parseRange(first, rest string) (values []value, err error) {
	last, by, found := strings.Cut(rest, "/")
	if !found {
		return nil, fmt.Errorf("%s..%s has no step; write one, such as %s", first, rest, k.example())
	}
	var ends [3]value
	for i, word := range []string{first, last, by} {
		if ends[i], err = k.parseOne(word); err != nil {
			return nil, err
		}
	}
	from, to, step := ends[0], ends[1], ends[2]
	if step <= 0 || to < from {
		return nil, fmt.Errorf("a range goes up in positive steps, such as %s", k.example())
	}
	if (to-from)/step >= maxGames {
		return nil, fmt.Errorf("more than %d values; use a larger step", maxGames)
	}
	for v := from; v <= to; v += step {
		values = append(values, v)
	}
	return values, nil
}

func (k param) parseOne(word string) (value, error) {
	word = strings.TrimSpace(word)
	if k.time {
		d, err := time.ParseDuration(word)
		if err != nil || d < 0 || d > netem.MaxDelay {
			return 0, fmt.Errorf("%q is not a duration up to %v; write a number with a unit, such as %s", word, netem.MaxDelay, k.example())
		}
		return value(d), nil
	}
	if k.words != nil {
		i := slices.Index(k.words, word)
		if i < 0 {
			return 0, fmt.Errorf("%q is none of %s", word, strings.Join(k.words, ", "))
		}
		return value(i), nil
	}
	n, err := strconv.ParseInt(word, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt32 {
		return 0, fmt.Errorf("%q is not a whole number of 0 or more; write one, such as %s", word, k.example())
	}
	return value(n), nil
}

// example shows how to write values.
func (k param) example() string {
	if k.time {
		return "0..400ms/50ms"
	}
	return "0..20/5"
}
