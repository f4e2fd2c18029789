package game

import (
	"bytes"
	"maps"
	"reflect"
	"strings"
	"testing"

	"clew/engine/sim"
)

// computed names what a State has of its other fields, or of the last tick alone.
var computed = map[string]string{
	".names":              "index makes it",
	".lettersUsed":        "index makes it",
	".players[].skeleton": "index makes it",
	".commands":           "of the last tick",
	".worldEvents":        "of the last tick",
}

// Every field of a State must count in Hash: those of its players, of the World and
// of the level too. One that is added is found here.
func TestHashCoversEveryField(t *testing.T) {
	skip := maps.Clone(computed)
	skip[".level.Maze"] = "the World has it too"
	want := fullState(t).Hash()
	paths := countLeaves(fullState(t), skip)
	checkPaths(t, paths, ".epoch", ".level.Note", ".world.random", ".world.players[].ExitTick", ".players[].PreviousToken[]", ".players[].MutedUntil", ".countdown", ".out", ".players[].Place")
	for n, path := range paths {
		s := fullState(t)
		changeLeaf(t, s, skip, n)
		if s.Hash() == want {
			t.Errorf("Hash does not see a change of State%s", path)
		}
	}
}

// checkPaths checks that all fields that are computed exist, and that some others
// are visited.
func checkPaths(t *testing.T, paths []string, some ...string) {
	t.Helper()
	seen := map[string]bool{}
	for _, path := range countLeaves(fullState(t), nil) {
		for name := range computed {
			if strings.HasPrefix(path, name) {
				seen[name] = true
			}
		}
	}
	for name := range computed {
		// A map is no leaf that visitLeaves could go through, but its field exists.
		if field := strings.TrimPrefix(name, "."); !seen[name] && reflect.ValueOf(State{}).FieldByName(field) == (reflect.Value{}) {
			t.Errorf("State has no %s any more", name)
		}
	}
	visited := map[string]bool{}
	for _, path := range paths {
		visited[path] = true
	}
	for _, path := range some {
		if !visited[path] {
			t.Errorf("%s was not visited; %d others were", path, len(paths))
		}
	}
}

// Every field of a State must be in a checkpoint, or be computed from one.
func TestCheckpointHoldsEveryField(t *testing.T) {
	skip := maps.Clone(computed)
	skip[".world.maze"] = "the level's"
	skip[".world.players[].ID"] = "the player's"
	base := AppendCheckpoint(nil, fullState(t))
	for n, path := range countLeaves(fullState(t), skip) {
		if path == ".world.players" {
			continue // as many as there are players
		}
		s := fullState(t)
		changeLeaf(t, s, skip, n)
		bodies := append([]sim.Player(nil), s.world.Players()[:len(s.players)]...)
		for i := range bodies {
			bodies[i].ID = s.players[i].ID
		}
		world := *sim.New(s.level.Maze, s.world.Random())
		world.SetState(s.world.Tick(), bodies...)
		s.world = world
		s.index()

		b := AppendCheckpoint(nil, s)
		if bytes.Equal(b, base) {
			t.Errorf("a checkpoint does not have State%s", path)
		}
		got, err := DecodeCheckpoint(b)
		if err != nil {
			t.Errorf("after a change of State%s: %v", path, err)
			continue
		}
		if got.Hash() != s.Hash() {
			t.Errorf("a decoded checkpoint has another State%s", path)
		}
		checkEqual(t, got, s)
	}
}

// checkEqual checks that two States are equal, and so is what they have computed.
func checkEqual(t testing.TB, a, b *State) {
	t.Helper()
	if x, y := bare(a), bare(b); !reflect.DeepEqual(x, y) {
		t.Errorf("the States differ:\n%+v\n%+v", x, y)
	}
	for i := range a.names.counts {
		if x, y := a.names.counts[i], b.names.counts[i]; !reflect.DeepEqual(x, y) {
			t.Errorf("the names in use differ:\n%v\n%v", x, y)
		}
	}
	if x, y := a.lettersUsed, b.lettersUsed; !reflect.DeepEqual(x, y) {
		t.Errorf("the letters in use differ:\n%v\n%v", x, y)
	}
}

// bare returns a State without names and letters and what belongs to a tick alone,
// to compare with others.
func bare(s *State) *State {
	c := s.Clone()
	c.names, c.lettersUsed, c.commands, c.worldEvents = names{}, nil, nil, nil
	if len(c.players) == 0 {
		c.players = nil
		world := *sim.New(c.level.Maze, c.world.Random())
		world.SetState(c.world.Tick())
		c.world = world
	}
	return c
}

// A copy has every field, those of the last tick too, and shares nothing that
// changes.
func TestCopyFromCopiesEveryField(t *testing.T) {
	fresh := func() *State {
		s := fullState(t)
		apply(t, s, Entry{Epoch: 3, Walks: []Walk{{1, sim.Right}, {3, sim.Left}}})
		return s
	}
	// The level never changes, and may be shared.
	skip := map[string]string{".level": "shared", ".world.maze": "shared", ".names": "checked by checkEqual", ".lettersUsed": "checked by checkEqual", ".worldEvents": "reused"}
	want := fresh()
	for n, path := range countLeaves(want, skip) {
		s := fresh()
		c := joined(t, 3) // what a copy replaces must not show through
		c.CopyFrom(s)
		if c.Hash() != s.Hash() || !reflect.DeepEqual(c.commands, s.commands) {
			t.Fatal("a copy differs")
		}
		checkEqual(t, c, s)
		changeLeaf(t, s, skip, n)
		if checkEqual(t, c, want); !reflect.DeepEqual(c.commands, want.commands) || c.Hash() != want.Hash() {
			t.Errorf("a copy shares State%s", path)
		}
	}
}

// fieldsOf says which bit of changeFields stands for a field of Change.
var fieldsOf = map[string]fieldSet{
	"ID": hasID, "Name": hasName, "Text": hasText, "Appearance": hasAppearance, "Token": hasToken,
	"UsedToken": hasUsedToken, "Until": hasUntil, "Level": hasLevel, "Seed": hasLevel,
}

// fullChange returns a change of a kind that uses all fields that the kind has.
func fullChange(t testing.TB, kind ChangeKind) Change {
	t.Helper()
	all := Change{
		ID: 300, Name: "Zoë", Text: "hello, \"world\"", Appearance: Appearance{3, 5}, Token: TokenHash{1, 2, 3, 4, 15: 9},
		UsedToken: TokenHash{5, 6, 7, 8, 15: 9}, Until: 70000, Level: corridor(t), Seed: 1 << 40,
	}
	c := Change{Kind: kind}
	from, to := reflect.ValueOf(&all).Elem(), reflect.ValueOf(&c).Elem()
	for i := range from.NumField() {
		name := from.Type().Field(i).Name
		if from.Field(i).IsZero() && name != "Kind" {
			t.Fatalf("give Change.%s a value here", name)
		}
		if changeFields[kind]&fieldsOf[name] != 0 {
			to.Field(i).Set(from.Field(i))
		}
	}
	return c
}

// fullEntry returns an entry with a change of each kind, inputs and walks.
func fullEntry(t testing.TB) *Entry {
	t.Helper()
	e := &Entry{
		Epoch: 3, Tick: 4711,
		Inputs: []Input{{1, 17, sim.Right}, {3, 126, 0}, {9, 0, sim.Left}, {10, 64, sim.Down}, {500, 1, sim.AllKeys}},
		Walks:  []Walk{{2, sim.Left}, {8, 0}, {15, sim.Right}, {100_000, sim.Up}},
	}
	e.Changes = append(e.Changes, fullChange(t, StartLevel))
	for kind := range changeKinds {
		if kind != StartLevel {
			e.Changes = append(e.Changes, fullChange(t, kind))
		}
	}
	return e
}

// Every field of an entry must be in its encoding and in its text form. A field of
// Change must be used by some kind, and is encoded by each kind that uses it.
func TestEntryHoldsEveryField(t *testing.T) {
	base := fullEntry(t)
	baseBytes, baseText := AppendEntry(nil, base), AppendText(nil, base)
	for n, path := range countLeaves(fullEntry(t), nil) {
		e := fullEntry(t)
		changeLeaf(t, e, nil, n)
		name, inChange := strings.CutPrefix(path, ".Changes[].")
		name, _, _ = strings.Cut(strings.TrimSuffix(name, "[]"), ".")
		if inChange && name == "Kind" {
			continue
		}
		if i, ok := changedChange(base, e); ok {
			if fields, known := fieldsOf[name]; !known {
				t.Errorf("Change.%s: add it to changeFields, AppendEntry and this test", name)
				continue
			} else if changeFields[base.Changes[i].Kind]&fields == 0 {
				continue // the kind does not use it
			}
		}
		b := AppendEntry(nil, e)
		if bytes.Equal(b, baseBytes) {
			t.Errorf("an encoded entry does not have Entry%s", path)
		}
		var got Entry
		if err := DecodeEntry(b, &got); err != nil {
			t.Errorf("after a change of Entry%s: %v", path, err)
		} else if !reflect.DeepEqual(&got, e) {
			t.Errorf("a decoded entry has another Entry%s:\n%+v\n%+v", path, &got, e)
		}
		if inText := !strings.Contains(path, "Token") && !strings.Contains(path, ".Level"); inText && bytes.Equal(AppendText(nil, e), baseText) {
			t.Errorf("the text of an entry does not have Entry%s", path)
		}
	}
	for name, fields := range fieldsOf {
		used := fieldSet(0)
		for _, f := range changeFields {
			used |= f & fields
		}
		if used == 0 {
			t.Errorf("no kind of change uses Change.%s", name)
		}
	}
}

// changedChange returns the index of the first change in which two entries differ.
func changedChange(a, b *Entry) (int, bool) {
	if len(a.Changes) != len(b.Changes) {
		return 0, false
	}
	for i := range a.Changes {
		if !reflect.DeepEqual(a.Changes[i], b.Changes[i]) {
			return i, true
		}
	}
	return 0, false
}
