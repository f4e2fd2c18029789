// Package levels holds the mazes that come with the game, as files in the
// format of package maze.
package levels

import (
	"bytes"
	"cmp"
	"embed"
	"slices"
	"strings"
)

//go:embed *.txt
var files embed.FS

// Names lists the levels from the smallest to the largest. A name consists of
// plain lower-case words with dashes between.
func Names() []string {
	all, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	names := make([]string, 0, len(all))
	for _, file := range all {
		names = append(names, strings.TrimSuffix(file.Name(), ".txt"))
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(size(a), size(b)) })
	return names
}

// Source returns the file of a level, for maze.Parse. For a name that is not in
// Names the error is an fs.ErrNotExist.
func Source(name string) ([]byte, error) {
	return files.ReadFile(name + ".txt")
}

// size returns the number of bytes of a level's picture, below the header.
func size(name string) int {
	src, err := Source(name)
	if err != nil {
		panic(err) // the name comes from the same folder
	}
	_, picture, _ := bytes.Cut(bytes.ReplaceAll(src, []byte("\r"), nil), []byte("\n\n"))
	return len(picture)
}
