package sim_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
)

// page is the protocol's document, whose test vectors of walking this test generates.
const page = "../../net/PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the test vectors in "+page)

// vectorRows is the level of all vectors.
var vectorRows = []string{
	"############",
	"#S...#.....#",
	"#....#.###.#",
	"#....#.#E#.#",
	"###.##...#.#",
	"#..........#",
	"############",
}

// run is the same input repeated for some ticks.
type run struct {
	keys  string
	ticks int
}

// vectors apply every rule of walking at least once.
var vectors = []struct {
	title  string
	x, y   int32
	facing sim.Input
	runs   []run
}{
	{"one axis; stops flush with the walls", 1536, 1536, sim.Down, []run{
		{"r", 1}, {"-", 1}, {"r", 33}, {"r", 1}, {"r", 1}, {"l", 36}, {"l", 1}, {"l", 1},
	}},
	{"opposite keys cancel", 2560, 2560, sim.Down, []run{
		{"lr", 1}, {"udl", 1}, {"lru", 1}, {"udlr", 1},
	}},
	{"two axes; one stops", 1536, 1536, sim.Down, []run{
		{"dr", 1}, {"dr", 32}, {"dr", 1}, {"dr", 1}, {"dr", 9}, {"dr", 1}, {"dr", 1}, {"ul", 1}, {"u", 1}, {"dl", 1},
	}},
	{"two axes; the other one stops", 4800, 1536, sim.Right, []run{
		{"dr", 1}, {"dr", 22}, {"dr", 1}, {"dr", 1},
	}},
	{"two axes; FACING of a body that cannot move", 4800, 3776, sim.Left, []run{
		{"dr", 1}, {"d", 1}, {"dr", 1},
	}},
	{"two axes; x before y", 6420, 5440, sim.Up, []run{
		{"ur", 1}, {"ur", 1}, {"dl", 2}, {"dl", 1},
	}},
	{"corner assist into the lane of the body's middle", 3884, 5632, sim.Up, []run{
		{"u", 2}, {"u", 1}, {"u", 1}, {"u", 1},
	}},
	{"corner assist into the next lane, at its limit of 448", 4224, 5440, sim.Left, []run{
		{"u", 1}, {"u", 3}, {"u", 1}, {"u", 1},
	}},
	{"corner assist, one unit beyond its limit", 4225, 5440, sim.Left, []run{
		{"u", 1}, {"ul", 1}, {"u", 1},
	}},
	{"corner assist into the next lane, to the other side", 2944, 3776, sim.Left, []run{
		{"d", 1}, {"d", 4}, {"d", 1},
	}},
	{"no corner assist on two axes", 4224, 5440, sim.Down, []run{
		{"ur", 1}, {"ul", 3}, {"ul", 2},
	}},
	{"an exit", 8704, 4608, sim.Left, []run{
		{"u", 5}, {"u", 1}, {"u", 5}, {"d", 9},
	}},
}

// TestVectors holds the test vectors in the page against the rules.
func TestVectors(t *testing.T) {
	const begin, end = "<!-- generated: walking -->\n", "<!-- end -->"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(b), begin)
	got, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no part %q", page, begin)
	}
	want := walked(t)
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("%s has\n%s\nbut the rules give\n%s\nIf the rules are right: go test ./engine/sim -update", page, got, want)
	}
}

// TestPageHasConstants checks the constants in the page.
func TestPageHasConstants(t *testing.T) {
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]int{
		"CELL": sim.CellUnits, "HALF": sim.BodyHalfExtent, "SPEED": sim.WalkSpeed, "ASSIST": sim.CornerAssist,
		"SLACK": sim.CellUnits/2 - sim.BodyHalfExtent,
	} {
		if row := fmt.Sprintf("| `%s` | %d |", name, value); !strings.Contains(string(b), row) {
			t.Errorf("%s does not have %q", page, row)
		}
	}
}

// walked returns the level and the vectors as the page has them.
func walked(t *testing.T) string {
	t.Helper()
	m, err := maze.FromRows(vectorRows)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "```\nlevel\n  %s\n", strings.Join(vectorRows, "\n  "))
	for _, v := range vectors {
		fmt.Fprintf(&out, "vector: %s\n", v.title)
		fmt.Fprintf(&out, "  start    %d %d %s\n", v.x, v.y, letters(v.facing))
		w := sim.New(m, 1)
		w.SetState(0, sim.Player{ID: 1, X: v.x, Y: v.y, Facing: v.facing})
		for _, r := range v.runs {
			for range r.ticks {
				w.Step([]sim.Command{{ID: 1, Kind: sim.Walk, Input: held(r.keys)}}, nil)
			}
			p := w.Player(1)
			moving := 0
			if p.Moving {
				moving = 1
			}
			fmt.Fprintf(&out, "  %-4s %2d  %d %d %s %d %d\n", r.keys, r.ticks, p.X, p.Y, letters(p.Facing), moving, p.ExitTick)
		}
	}
	out.WriteString("```\n")
	return out.String()
}

const directions = "udlr"

// held returns the input in which these keys are held.
func held(keys string) (in sim.Input) {
	for i, letter := range directions {
		if strings.ContainsRune(keys, letter) {
			in |= 1 << i
		}
	}
	return in
}

// letters returns the letters of the keys held in an input.
func letters(in sim.Input) (keys string) {
	for i, letter := range directions {
		if in&(1<<i) != 0 {
			keys += string(letter)
		}
	}
	return keys
}
