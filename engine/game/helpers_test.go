package game

import (
	"flag"
	"os"
	"reflect"
	"strconv"
	"testing"
	"unsafe"

	"clew/engine/maze"
	"clew/engine/sim"
)

var (
	update   = flag.Bool("update", false, "rewrite the encodings in testdata; say why in the commit")
	seedFlag = flag.Uint64("seed", 0, "the first seed of the random games")
)

// seedCount returns how many random games to play: 200, or CLEW_SEEDS; 10 with
// -short.
func seedCount(t *testing.T) uint64 {
	if testing.Short() {
		return 10
	}
	n, err := strconv.ParseUint(os.Getenv("CLEW_SEEDS"), 10, 32)
	if err != nil {
		return 200
	}
	t.Logf("%d seeds", n)
	return n
}

// corridor returns a level other than closet's, in which more cells are walls.
func corridor(t testing.TB) *maze.Level {
	t.Helper()
	m, err := maze.FromRows([]string{"#########", "#S....E##", "#.#####.#", "#.......#", "#########"})
	if err != nil {
		t.Fatal(err)
	}
	return &maze.Level{Name: "corridor", Author: "Daedalus", Note: "goes around", Maze: m}
}

// fullState returns a game of two players in which no field is zero. Each call
// makes another one.
func fullState(t testing.TB) *State {
	t.Helper()
	s := New(Config{Level: corridor(t), Seed: 5, Name: "Test"})
	apply(t, s, Entry{Epoch: 3, Changes: []Change{{Kind: Join, Name: "Ann"}, {Kind: Join, Name: "Bob"}, {Kind: Join, Name: "Zoe"}}})
	apply(t, s, Entry{Epoch: 3, Changes: []Change{{Kind: Leave, ID: 2}}})
	s.levelNumber, s.lastID, s.countdown, s.out = 4, 200, 5000, 3
	bodies := append([]sim.Player(nil), s.world.Players()...)
	for i := range s.players {
		p, n := &s.players[i], byte(i)
		p.Appearance = Appearance{3 + n, 5 + n}
		p.Ack = 1000 + uint32(n)
		p.Token, p.PreviousToken = TokenHash{1, 15: n}, TokenHash{2, 15: n}
		p.Disconnected, p.DisconnectedAt = i == 0, 70+sim.Tick(n)
		p.JoinTick, p.MutedUntil = 60+sim.Tick(n), 4000+sim.Tick(n)
		p.Points, p.Gained, p.Place = 300+uint32(n), 4+uint32(n), 2+uint32(n)
		bodies[i].Facing, bodies[i].Moving, bodies[i].ExitTick = sim.Right, i == 1, 80+sim.Tick(n)
	}
	s.world.SetState(90, bodies...)
	return s
}

// visitLeaves calls visit for each field of v, which must be addressable: with its
// path, and settable even if it is not exported. Fields of structs, elements and
// what pointers lead to are visited one by one, a slice as a whole as well, and a
// maze.Maze only as a whole. Paths in skip are left out, with all below them.
func visitLeaves(v reflect.Value, path string, skip map[string]string, visit func(path string, v reflect.Value)) {
	if _, ok := skip[path]; ok {
		return
	}
	v = reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	switch {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			visitLeaves(v.Field(i), path+"."+v.Type().Field(i).Name, skip, visit)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Type() != reflect.TypeFor[*maze.Maze]():
		visitLeaves(v.Elem(), path, skip, visit)
	case v.Type() == reflect.TypeFor[*maze.Level](): // of a Change that has none
	case v.Kind() == reflect.Slice, v.Kind() == reflect.Array:
		if v.Kind() == reflect.Slice {
			visit(path, v)
		}
		for i := range v.Len() {
			visitLeaves(v.Index(i), path+"[]", skip, visit)
		}
	default:
		visit(path, v)
	}
}

// countLeaves returns the paths of all leaves.
func countLeaves(v any, skip map[string]string) (paths []string) {
	visitLeaves(reflect.ValueOf(v).Elem(), "", skip, func(path string, _ reflect.Value) { paths = append(paths, path) })
	return paths
}

// changeLeaf gives leaf number n of v another value, which is still valid.
func changeLeaf(t testing.TB, v any, skip map[string]string, n int) {
	t.Helper()
	visitLeaves(reflect.ValueOf(v).Elem(), "", skip, func(path string, v reflect.Value) {
		if n--; n != -1 {
			return
		}
		if in, ok := v.Interface().(sim.Input); ok {
			v.Set(reflect.ValueOf(in ^ (sim.Left | sim.Right))) // still one key, if it was one of them
			return
		}
		switch v.Kind() {
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			v.SetInt(v.Int() + 1)
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
			v.SetUint(v.Uint() + 1)
		case reflect.String:
			v.SetString(v.String() + "x")
		case reflect.Slice:
			if v.Len() == 0 {
				t.Fatalf("%s is empty: give it elements where the test makes its value", path)
			}
			v.SetLen(v.Len() - 1)
		default:
			m, ok := v.Addr().Interface().(**maze.Maze)
			if !ok {
				t.Fatalf("%s is a %v, which this test cannot change", path, v.Type())
			}
			*m = closet(t).Maze
		}
	})
}
