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

// Names returns the names of the built-in lessons, in order.
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

// lessonNumber returns the number that the name of a lesson starts with.
func lessonNumber(name string) (n int) {
	fmt.Sscanf(name, "%d-", &n)
	return n
}

// Source returns the file of a built-in lesson. For other names the error is
// an fs.ErrNotExist.
func Source(name string) ([]byte, error) { return lessonFiles.ReadFile("lessons/" + name + ".toml") }

// Load returns a built-in lesson. It panics if there is none of that name.
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
