package rotation

import (
	"strconv"
	"strings"

	"clew/cmd/internal/cli"
	"clew/engine/maze"
)

// BuiltIn names the rotation of the levels that every Clew has. With a colon and a
// number from 1 on, it begins at that level.
const BuiltIn = "built-in"

// BuiltInFrom names the rotation of the built-in levels that begins at one of them;
// index counts from 0.
func BuiltInFrom(index int) string {
	if index == 0 {
		return BuiltIn
	}
	return BuiltIn + ":" + strconv.Itoa(index+1)
}

// PeerLevel returns a level of the rotation of a game without a server; number counts
// from 1. It returns nil for a rotation or a level that does not exist. It is called
// with what strangers say, so it reads no files.
func PeerLevel(rotation string, number uint32, _ uint64) *maze.Level {
	names := cli.LevelNames()
	first, ok := firstLevel(rotation, len(names))
	if !ok || number == 0 {
		return nil
	}
	level, err := cli.LoadLevel(names[(int64(first)+int64(number)-1)%int64(len(names))])
	if err != nil {
		return nil
	}
	return level
}

// firstLevel returns the index of the level at which a rotation of n levels begins.
func firstLevel(rotation string, n int) (index int, ok bool) {
	if rotation == BuiltIn {
		return 0, true
	}
	text, ok := strings.CutPrefix(rotation, BuiltIn+":")
	if !ok {
		return 0, false
	}
	number, err := strconv.Atoi(text)
	return number - 1, err == nil && number >= 1 && number <= n
}
