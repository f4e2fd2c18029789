package scenario

import (
	"embed"
	"strings"
)

//go:embed examples/*.toml
var examples embed.FS

// Examples lists the scenarios that come with the game, in the order in which
// to look at them.
func Examples() []string {
	files, err := examples.ReadDir("examples")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	names := make([]string, 0, len(files))
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
	}
	return names
}

// Example returns the file of a built-in scenario, for Parse. For other names
// the error is an fs.ErrNotExist.
func Example(name string) ([]byte, error) {
	return examples.ReadFile("examples/" + name + ".toml")
}
