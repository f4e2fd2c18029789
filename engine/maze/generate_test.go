package maze

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Servers, clients and recordings name a generated maze by its seed alone:
// these hashes must never change.
func TestGenerateGolden(t *testing.T) {
	for _, c := range []struct {
		seed        uint64
		w, h, loops int
		want        uint64
	}{
		{0, 5, 5, 0, 0x9c746777dc7e3289},
		{1, 5, 255, 50, 0x58383bb9cc3ff0e6},
		{7, 41, 31, 50, 0x6950143629c6dd9f},
		{7, 41, 31, 0, 0x6a0110925776440e},
		{1<<64 - 1, 95, 71, 100, 0xa3a11cad37153f89},
		{2026, 255, 255, 50, 0x2efc5e26c8839301},
	} {
		m, err := Generate(c.seed, c.w, c.h, c.loops)
		if err != nil {
			t.Fatal(err)
		}
		if m.Hash() != c.want {
			t.Errorf("Generate(%d, %d, %d, %d) has hash %#x, want %#x", c.seed, c.w, c.h, c.loops, m.Hash(), c.want)
		}
	}
}

func TestGenerateErrors(t *testing.T) {
	for _, c := range []struct {
		w, h, loops int
		msg         string
	}{
		{40, 31, 50, "width of 40 is even, but must be odd; use 39 or 41"},
		{41, 30, 50, "height of 30 is even, but must be odd; use 29 or 31"},
		{3, 31, 50, "width of 3 is too small; use an odd number from 5"},
		{4, 31, 50, "width of 4 is too small"},
		{41, -7, 50, "height of -7 is too small"},
		{257, 31, 50, "width of 257 is too large; use an odd number up to 255"},
		{256, 31, 50, "width of 256 is too large"},
		{41, 1 << 30, 50, "is too large"},
		{41, 31, -1, "loops is -1, want 0 to 100"},
		{41, 31, 101, "loops is 101"},
	} {
		_, err := Generate(1, c.w, c.h, c.loops)
		wantError(t, err, 0, 0, c.msg)
	}
}

// Small mazes have room for fewer starts.
func TestGenerateStarts(t *testing.T) {
	for _, c := range []struct{ w, h, want int }{{5, 5, 1}, {5, 7, 1}, {5, 9, 2}, {7, 7, 2}, {7, 9, 3}, {9, 9, 4}, {255, 5, 4}} {
		m, err := Generate(1, c.w, c.h, 50)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(m.Starts()); n != c.want {
			t.Errorf("%dx%d has %d starts, want %d", c.w, c.h, n, c.want)
		}
	}
}

func TestGenerateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		w := 2*rapid.IntRange(2, 30).Draw(t, "w/2") + 1
		h := 2*rapid.IntRange(2, 30).Draw(t, "h/2") + 1
		loops := rapid.IntRange(0, 100).Draw(t, "loops")
		m, err := Generate(seed, w, h, loops)
		if err != nil {
			t.Fatal(err)
		}
		checkIsLevel(t, m)
		checkLoops(t, m, seed, loops)
		checkPlaces(t, m)
	})
}

// checkIsLevel wants what Generate made to be what FromRows accepts.
func checkIsLevel(t *rapid.T, m *Maze) {
	picture := make([]string, m.Height())
	for y := range picture {
		picture[y] = m.Row(y)
	}
	again, err := FromRows(picture)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash() != m.Hash() || len(again.Starts()) != len(m.Starts()) || len(again.Exits()) != len(m.Exits()) {
		t.Fatal("FromRows makes another maze of its rows")
	}
	for i, d := range m.Distances(m.Starts()[0]) {
		if open := m.tiles[i] != Wall; open != (d >= 0) {
			t.Fatalf("%v: open %v, but %d away", m.cell(i), open, d)
		}
	}
}

// checkLoops wants a tree without loops, and as many dead ends fewer as asked for.
func checkLoops(t *rapid.T, m *Maze, seed uint64, loops int) {
	tree, err := Generate(seed, m.Width(), m.Height(), 0)
	if err != nil {
		t.Fatal(err)
	}
	open, before, after := 0, deadEnds(tree), deadEnds(m)
	for _, tile := range tree.tiles {
		open += b2i(tile != Wall)
	}
	if rooms := (m.w / 2) * (m.h / 2); open != 2*rooms-1 {
		t.Fatalf("without loops, %d cells are open, want %d", open, 2*rooms-1)
	}
	if gone, want := before-after, before*loops/100; gone != want && gone != want+1 {
		t.Fatalf("%d of %d dead ends are gone, want %d or one more", gone, before, want)
	}
}

func deadEnds(m *Maze) int {
	n := 0
	g := generator{Maze: m}
	for _, room := range g.rooms() {
		n += b2i(g.isDeadEnd(room))
	}
	return n
}

// checkPlaces wants starts side by side and the exit far away.
func checkPlaces(t rapid.TB, m *Maze) {
	if n := len(m.Exits()); n != 1 {
		t.Fatalf("%d exits, want 1", n)
	}
	far := false
	for _, c := range m.Starts() {
		steps := m.Distances(c)
		farthest := slices.Max(steps)
		for _, other := range m.Starts() {
			if d := steps[m.index(other)]; d > 6 {
				t.Fatalf("the starts %v and %v are %d apart", c, other, d)
			}
		}
		far = far || steps[m.index(m.Exits()[0])]*4 >= farthest*3-4
	}
	if !far {
		t.Fatalf("the exit %v is too near to %v", m.Exits()[0], m.Starts())
	}
}

// With few dead ends left, the farthest of them can be too near for an exit.
func TestGenerateExitIsFar(t *testing.T) {
	for seed := range uint64(200) {
		m, err := Generate(seed, 21, 21, 96)
		if err != nil {
			t.Fatal(err)
		}
		checkPlaces(t, m)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		if _, err := Generate(2026, 255, 255, 50); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	m, err := Generate(2026, 255, 255, 50)
	if err != nil {
		b.Fatal(err)
	}
	src := (&Level{Name: "Large", Maze: m}).Format()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}
