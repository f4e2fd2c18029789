package scenario

import (
	"embed"
	"slices"
	"strconv"
	"strings"
)

//go:embed examples/*.toml examples/peers/*.toml
var examples embed.FS

// Examples lists the scenarios that come with the game, in the order in which
// to look at them.
func Examples() []string { return examplesIn("examples") }

// PeerExamples lists those without a server, in the order in which to look at them.
func PeerExamples() []string { return examplesIn("examples/peers") }

// examplesIn lists the scenarios in a folder by the numbers with which they begin.
func examplesIn(dir string) []string {
	files, err := examples.ReadDir(dir)
	if err != nil {
		panic(err) // the folder is part of the program
	}
	names := make([]string, 0, len(files))
	for _, f := range files {
		if !f.IsDir() {
			names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
		}
	}
	number := func(name string) int {
		digits, _, _ := strings.Cut(name, "-")
		n, _ := strconv.Atoi(digits) // the names are part of the program
		return n
	}
	slices.SortStableFunc(names, func(a, b string) int { return number(a) - number(b) })
	return names
}

// Example returns the file of a built-in scenario with a server, for Parse. For other
// names the error is an fs.ErrNotExist.
func Example(name string) ([]byte, error) {
	return examples.ReadFile("examples/" + name + ".toml")
}

// PeerExample returns the file of a built-in scenario without a server, for ParseAny.
// For other names the error is an fs.ErrNotExist.
func PeerExample(name string) ([]byte, error) {
	return examples.ReadFile("examples/peers/" + name + ".toml")
}
