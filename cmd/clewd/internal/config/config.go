// Package config reads a program's settings from a TOML file whose keys are the
// names of the program's flags, and writes a commented template.
package config

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"clew/cmd/internal/files"
	"clew/cmd/internal/tomlpos"
)

// maxFile is the maximum size of a file in bytes.
const maxFile = 1 << 20

// Setting is a key with its value, in the form that a flag takes.
type Setting struct {
	Key, Value string
	Line       int  // from 1 on
	Kind       Kind // of the value in the file
}

// Kind is the form of a value in a file.
type Kind uint8

// The kinds of values.
const (
	Untyped Kind = iota // a number, or true or false
	Text                // "in quotes"
	List                // ["of", "strings"]
)

// Problem is an error in a file.
type Problem struct {
	Line int // from 1 on; 0: the whole file
	Text string
}

// Format returns the problem with its location.
func (p Problem) Format(file string) string {
	if p.Line == 0 {
		return file + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d: %s", file, p.Line, p.Text)
}

// Read reads the settings of a file. The error means that the file can't be read.
func Read(path string) ([]Setting, []Problem, error) {
	src, err := files.ReadText(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("no config file %q; 'clewd config init %s' writes one", path, path)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read the config file: %w", err)
	}
	settings, problems := Parse(src)
	return settings, problems, nil
}

// ReadFrom reads settings from standard input.
func ReadFrom(r io.Reader) ([]Setting, []Problem, error) {
	src, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(src) > maxFile {
		err = fmt.Errorf("more than %d bytes", maxFile)
	}
	if err == nil {
		src, err = files.DecodeText("standard input", src)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("cannot read the config file: %w", err)
	}
	settings, problems := Parse(src)
	return settings, problems, nil
}

// Parse returns the settings of a file in their order. A file that is not valid
// TOML has no settings and one problem.
func Parse(src []byte) ([]Setting, []Problem) {
	var values map[string]any
	if err := toml.Unmarshal(src, &values); err != nil {
		return nil, []Problem{syntaxProblem(err, src)}
	}
	var settings []Setting
	var problems []Problem
	for _, at := range keyLines(src) {
		text, kind, err := flagValue(values[at.key])
		if err != nil {
			problems = append(problems, Problem{at.line, at.key + " " + err.Error()})
			continue
		}
		settings = append(settings, Setting{at.key, text, at.line, kind})
	}
	return settings, problems
}

// syntaxProblem describes why a file is not valid TOML.
func syntaxProblem(err error, src []byte) Problem {
	var d *toml.DecodeError
	if errors.As(err, &d) {
		line, _ := d.Position()
		return Problem{line, tomlpos.DecodeErrorMessage(d, src)}
	}
	return Problem{0, strings.TrimPrefix(err.Error(), "toml: ")}
}

// flagValue returns a value in the form that a flag takes. Lists are joined with
// commas.
func flagValue(v any) (string, Kind, error) {
	switch v := v.(type) {
	case string:
		return v, Text, nil
	case int64:
		return strconv.FormatInt(v, 10), Untyped, nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), Untyped, nil
	case bool:
		return strconv.FormatBool(v), Untyped, nil
	case []any:
		text, err := joinList(v)
		return text, List, err
	case map[string]any:
		return "", Untyped, errors.New("is a table; write key = value")
	}
	return "", Untyped, errors.New("has a value of an unsupported type; put it in quotes")
}

func joinList(values []any) (string, error) {
	var parts []string
	for _, v := range values {
		s, ok := v.(string)
		if !ok || s == "" || strings.Contains(s, ",") {
			return "", errors.New(`must be a list of strings without commas; write ["one", "two"]`)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ","), nil
}

// KeyRules say which keys a file may have.
type KeyRules struct {
	Overridden func(key string) bool // set in another way that takes precedence
	Excluded   func(key string) bool // not allowed in a file
	IsList     func(key string) bool // may be a list of strings
}

// Apply sets the flags that the settings name, except for overridden ones. Unknown
// keys and values of the wrong kind are problems.
func Apply(fs *flag.FlagSet, settings []Setting, rules KeyRules) []Problem {
	var problems []Problem
	for _, s := range settings {
		f := fs.Lookup(s.Key)
		switch {
		case f == nil:
			problems = append(problems, Problem{s.Line, unknownKey(fs, s.Key, rules.Excluded)})
		case rules.Excluded(s.Key):
			problems = append(problems, Problem{s.Line, s.Key + " cannot be set in a file; use the flag"})
		case s.Kind == List && !rules.IsList(s.Key):
			problems = append(problems, Problem{s.Line, s.Key + " has a single value; write it without brackets"})
		case s.Kind == Untyped && isStringFlag(f):
			problems = append(problems, Problem{s.Line, fmt.Sprintf("%s is a string; put it in quotes, as in %s = %q", s.Key, s.Key, s.Value)})
		case rules.Overridden(s.Key):
		default:
			if err := fs.Set(s.Key, s.Value); err != nil {
				problems = append(problems, Problem{s.Line, fmt.Sprintf("%s is %q; %s", s.Key, s.Value, valueHint(f, err))})
				fs.Set(s.Key, f.DefValue) // a failed Set may leave anything
			}
		}
	}
	return problems
}

// SortProblems sorts problems by line.
func SortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// isStringFlag reports whether a flag takes any string.
func isStringFlag(f *flag.Flag) bool {
	g, ok := f.Value.(flag.Getter)
	if !ok {
		return false
	}
	_, is := g.Get().(string)
	return is
}

// valueHint says what to write for a flag that could not be set.
func valueHint(f *flag.Flag, err error) string {
	if g, ok := f.Value.(flag.Getter); ok {
		switch g.Get().(type) {
		case int:
			return "write a whole number"
		case bool:
			return "write true or false"
		case time.Duration:
			return `write a time such as "120ms"`
		case *slog.Level:
			return "write debug, info, warn or error"
		}
	}
	return err.Error()
}

// unknownKey reports an unknown key, and suggests a similar one.
func unknownKey(fs *flag.FlagSet, key string, excluded func(string) bool) string {
	best, minDistance := "", 3 // at most two letters apart
	like := strings.ToLower(strings.ReplaceAll(key, "_", "-"))
	fs.VisitAll(func(f *flag.Flag) {
		if d := editDistance(f.Name, like); d < minDistance && !excluded(f.Name) {
			best, minDistance = f.Name, d
		}
	})
	if best == "" {
		return fmt.Sprintf("unknown key %q; 'clewd config init' writes a file with all keys", key)
	}
	return fmt.Sprintf("unknown key %q; did you mean %q?", key, best)
}

// editDistance returns the Levenshtein distance of two strings.
func editDistance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		left := row[0]
		row[0]++
		for j := range len(b) {
			cost := left
			if a[i] != b[j] {
				cost = min(left, row[j], row[j+1]) + 1
			}
			left, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
