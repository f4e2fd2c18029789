package tomlpos

import (
	"errors"
	"testing"
	"time"
)

const help = "a line is KEY = VALUE"

// read reads all that a table of the tests can have.
func read(src string) (t *Table, err error) {
	t, err = Read([]byte(src), "f.toml", help)
	if err != nil {
		return nil, err
	}
	text, n, seed := "", 0, uint64(0)
	t.ReadText("text", &text)
	t.ReadInt("number", &n)
	t.ReadUint("seed", &seed)
	t.Bool("flag")
	t.Float("decimal")
	t.Duration("time")
	t.Texts("texts", 2)
	in := t.Table("in")
	in.ReadText("text", &text)
	in.Done()
	for _, e := range t.Tables("list", 2) {
		e.ReadInt("n", &n)
		e.Done()
	}
	t.Done()
	return t, t.Errors.Err()
}

// Each fault is told with its place, whatever stands around it.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`text = 3`, `f.toml:1:8: text must be text in quotes, such as "text"`},
		{"\n  number = \"3\"", `f.toml:2:12: number must be a whole number without quotes`},
		{`number = 99999999999`, `f.toml:1:10: number is 99999999999, which is far out of range`},
		{`seed = -1`, `f.toml:1:8: seed is -1; write 0 or more`},
		{`flag = "yes"`, `f.toml:1:8: flag must be true or false`},
		{`decimal = "0.5"`, `f.toml:1:11: decimal must be a number without quotes, such as 0.5`},
		{`decimal = nan`, `f.toml:1:11: decimal is NaN, which is far out of range`},
		{`decimal = -inf`, `f.toml:1:11: decimal is -Inf, which is far out of range`},
		{`time = "soon"`, `f.toml:1:8: time is "soon", which is not a duration; write a number with a unit, such as "60ms" or "1.5s"`},
		{`texts = ["a", 3]`, `f.toml:1:15: texts must be a list of texts in quotes, such as ["one", "two"]`},
		{`texts = ["a", "b", "c"]`, `f.toml:1:1: too many texts: 3; the maximum is 2`},
		{`in = 3`, `f.toml:1:6: in must be a table, as in in = { … }`},
		{"[in]\nwhat = 3", `f.toml:2:1: unknown key "what"; the keys here are text`},
		{`list = [3]`, `f.toml:1:9: list must be a list of tables; start each with a line [[list]]`},
		{"[[list]]\n[[list]]\nn = true", `f.toml:3:5: n must be a whole number without quotes`},
		{"[[list]]\n[[list]]\n[[list]]", `f.toml:3:3: too many [[list]] tables: 3; the maximum is 2`},
		{"flag = 3\ntext = 3", `f.toml:1:8: flag must be true or false`},
		{"# ä\nç = 3", `f.toml:2:1: invalid character at start of key: U+00E7 'ç'; a line is KEY = VALUE`},
		{"flag = €", `f.toml:1:8: unexpected character U+20AC '€' at start of value; a line is KEY = VALUE`},
		{"number = 88é", `f.toml:1:12: expected newline but got U+00E9 'é'; a line is KEY = VALUE`},
		{"flag = \xC3", `f.toml:1:8: unexpected character 0xC3 (not UTF-8) at start of value; a line is KEY = VALUE`},
		{"\xEF\xBB\xBFtext = 3", `f.toml:1:8: text must be text in quotes, such as "text"`},
	} {
		_, err := read(c.src)
		var e *Error
		if !errors.As(err, &e) || err.Error() != c.want {
			t.Errorf("%q:\ngot  %v\nwant %s", c.src, err, c.want)
		}
	}
}

func TestValues(t *testing.T) {
	f, err := Read([]byte("text = \"a\\r\\nb\"\ndecimal = 2\nhalf = 0.5\ntime = \"60ms\"\ntexts = [\"a\"]\n[in]\nx = 1"), "f.toml", help)
	if err != nil {
		t.Fatal(err)
	}
	text, n := "", 7
	f.ReadText("text", &text)
	f.ReadInt("missing", &n)
	if text != "a\nb" || n != 7 {
		t.Errorf("%q, %d", text, n)
	}
	if d := f.Float("decimal"); d == nil || *d != 2 {
		t.Errorf("decimal %v", d)
	}
	if d := f.Float("half"); d == nil || *d != 0.5 {
		t.Errorf("half %v", d)
	}
	if d := f.Duration("time"); d == nil || *d != 60*time.Millisecond {
		t.Errorf("time %v", d)
	}
	if l := f.Texts("texts", 1); len(l) != 1 || l[0] != "a" {
		t.Errorf("texts %q", l)
	}
	if !f.Has("in") || f.Has("missing") || !f.IsText("text") || f.IsText("in") {
		t.Error("Has or IsText is wrong")
	}
	if f.Float("missing") != nil || f.Duration("missing") != nil || f.Bool("missing") != nil || f.Int("missing") != nil {
		t.Error("there is something missing")
	}
}

// A part of a file tells its faults by paths of its own.
func TestSub(t *testing.T) {
	f, err := Read([]byte("[[task]]\n[task.game]\nname = \"x\"\n[[task.game.client]]\nplay = \"y\""), "f.toml", help)
	if err != nil {
		t.Fatal(err)
	}
	part := f.Errors.Sub("task[0].game")
	part.Sub("client[0]").Addf("play", "no game")
	if err := f.Errors.Err(); err == nil || err.Error() != "f.toml:5:8: no game" {
		t.Errorf("got %v", err)
	}
	var none Errors // of what was not read from a file
	if none.Any() || none.Err() != nil {
		t.Error("there is a fault from the first")
	}
	none.Sub("a").Addf("b", "wrong %d", 3)
	none.Addf("c", "wrong too")
	if err := none.Err(); err == nil || err.Error() != "a.b: wrong 3" || !none.Any() {
		t.Errorf("got %v", err)
	}
}

func TestIsPrintable(t *testing.T) {
	for text, want := range map[string]bool{"": true, "a\nç 😀": true, "a\tb": false, "\u202E": false, "\u2028": false, "\xFF": false} {
		if IsPrintable(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
