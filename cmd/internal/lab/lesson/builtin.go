package lesson

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed lessons/*.toml
var lessonFiles embed.FS

// Names are the names of the lessons that come with the game, in their
// order.
func Names() []string {
	list, err := lessonFiles.ReadDir("lessons")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	var names []string
	for _, f := range list {
		names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(lessonNumber(a), lessonNumber(b)) })
	return names
}

// lessonNumber is that with which the name of a lesson begins.
func lessonNumber(name string) (n int) {
	fmt.Sscanf(name, "%d-", &n)
	return n
}

// Source is the file of a lesson that comes with the game. For another name the
// error is an fs.ErrNotExist.
func Source(name string) ([]byte, error) { return lessonFiles.ReadFile("lessons/" + name + ".toml") }

// Load reads a lesson that comes with the game. It is sound.
func Load(name string) *Lesson {
	src, err := Source(name)
	if err != nil {
		panic(err)
	}
	l, err := Parse(src, name+".toml")
	if err != nil {
		panic(err)
	}
	return l
}
