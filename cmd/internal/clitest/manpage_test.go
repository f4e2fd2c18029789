package clitest

import (
	"flag"
	"slices"
	"strings"
	"testing"
)

const testPage = `.TH MAZE 1
.SH NAME
maze \- a maze
.SH OPTIONS
Flags.
.TP
.BI \-max\-players " N"
So many (default 64).
.TP
.BI \-name " NAME"
The name (default
.I Clew
or so).
.TP
.B \-v
Say more.
.SH FILES
.TP
.B \-no\-flag
`

func testHelp() string {
	fs := flag.NewFlagSet("maze", flag.ContinueOnError)
	fs.Int("max-players", 64, "let in `N` players")
	fs.String("name", "", "the `NAME` (default Clew or so)")
	fs.Bool("v", false, "say more")
	var b strings.Builder
	fs.SetOutput(&b)
	b.WriteString("maze is a maze.\n\n  maze -v   says more\n\n")
	fs.PrintDefaults()
	return b.String()
}

// A page that says the same has no differences, and each change of it has one.
func TestDiffOptions(t *testing.T) {
	for _, tc := range []struct{ old, new, want string }{
		{"", "", ""},
		{"64", "32", "-max-players is by default 32, and in -h 64"},
		{" (default 64)", "", "-max-players is by default nothing, and in -h 64"},
		{"So many", "(default 1) so many", "-max-players is by default 1, and in -h 64"},
		{"Say more", "Say more (default true)", "-v is by default true, and in -h nothing"},
		{`" N"`, `" M"`, "-max-players is followed by M, and in -h by N"},
		{".B \\-v\n", ".BI \\-v \" N\"\n", "-v is followed by N, and in -h by nothing"},
		{".B \\-v\n", ".B \\-w\n", "it lacks -v\nthere is no -w"},
		{".SH FILES\n", "", "there is no -no-flag"},
	} {
		got := diffOptions(pageOptions(strings.Replace(testPage, tc.old, tc.new, 1)), helpOptions(testHelp()))
		slices.Sort(got)
		if all := strings.Join(got, "\n"); all != tc.want {
			t.Errorf("%q → %q: %q, want %q", tc.old, tc.new, all, tc.want)
		}
	}
}
