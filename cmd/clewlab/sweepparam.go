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

// maxGames is how many games a sweep has at most.
const maxGames = 1000

// sweepParam is something to vary, and the values it takes.
type sweepParam struct {
	path   string
	param  param
	values []value
}

// value is one that a setting takes: nanoseconds for a time.
type value int64

// sweepParams are those of the flag -set, which may be given more than once.
type sweepParams []sweepParam

// String implements flag.Value.
func (s *sweepParams) String() string { return "" }

// Set implements flag.Value.
func (s *sweepParams) Set(text string) error {
	path, list, found := strings.Cut(text, "=")
	if !found {
		return fmt.Errorf("write a path and its values, as in client.up.loss=0..20/5")
	}
	k := slices.IndexFunc(params, func(k param) bool { return k.path == path })
	if k < 0 {
		return fmt.Errorf("%q can't be set; -h lists what can", path)
	}
	if slices.ContainsFunc(*s, func(s sweepParam) bool { return s.path == path }) {
		return fmt.Errorf("%s is set twice; write all its values at once", path)
	}
	values, err := params[k].parse(list)
	if err != nil {
		return err
	}
	*s = append(*s, sweepParam{path, params[k], values})
	return nil
}

// variants are a scenario with each combination of the settings' values, those
// of the first setting changing last.
func (s sweepParams) variants(of *scenario.Scenario) ([]variant, error) {
	list := []variant{{scenario: of}}
	for _, setting := range s {
		if len(list)*len(setting.values) > maxGames {
			return nil, badInputf("that is more than %d games; give fewer values", maxGames)
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

// describe says what the settings of a variant are.
func (s sweepParams) describe(v variant) string {
	var words []string
	for i, setting := range s {
		words = append(words, fmt.Sprintf("%s=%s", setting.path, setting.param.text(v.values[i])))
	}
	return strings.Join(words, " ")
}

// variant is a scenario with some settings.
type variant struct {
	scenario *scenario.Scenario
	values   []value // one for each of the settings
}

// parse reads the values of -set.
func (k param) parse(text string) (values []value, err error) {
	first, rest, isRange := strings.Cut(text, "..")
	if isRange {
		return k.parseRange(first, rest)
	}
	for _, word := range strings.Split(text, ",") {
		v, err := k.parseOne(word)
		if err != nil {
			return nil, err
		}
		if slices.Contains(values, v) {
			return nil, fmt.Errorf("%s is there twice", word)
		}
		values = append(values, v)
	}
	return values, nil
}

func (k param) parseRange(first, rest string) (values []value, err error) {
	last, by, found := strings.Cut(rest, "/")
	if !found {
		return nil, fmt.Errorf("%s..%s has no step; write one, as in %s", first, rest, k.example())
	}
	var ends [3]value
	for i, word := range []string{first, last, by} {
		if ends[i], err = k.parseOne(word); err != nil {
			return nil, err
		}
	}
	from, to, step := ends[0], ends[1], ends[2]
	if step <= 0 || to < from {
		return nil, fmt.Errorf("a range goes up in steps of more than 0, as in %s", k.example())
	}
	if (to-from)/step >= maxGames {
		return nil, fmt.Errorf("that is more than %d values; write a longer step", maxGames)
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
			return 0, fmt.Errorf("%q is no time up to %v; write a number and its unit, as in %s", word, netem.MaxDelay, k.example())
		}
		return value(d), nil
	}
	n, err := strconv.ParseInt(word, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt32 {
		return 0, fmt.Errorf("%q is no whole number from 0 on; write one, as in %s", word, k.example())
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
