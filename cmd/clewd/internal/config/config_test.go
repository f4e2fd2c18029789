package config

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	got, problems := Parse([]byte("# hello\nname = \"Crete\"\n\nmax-players = 12\nlan = false\nlevel = [\n  \"a\",\n  'b',\n]\nloss = 2.5\n"))
	want := []Setting{
		{"name", "Crete", 2, Text}, {"max-players", "12", 4, Untyped}, {"lan", "false", 5, Untyped}, {"level", "a,b", 6, List}, {"loss", "2.5", 10, Untyped},
	}
	if !reflect.DeepEqual(got, want) || problems != nil {
		t.Errorf("%+v, %+v", got, problems)
	}
}

// Editors of Windows write a byte order mark, and line ends of two characters.
func TestParseOfWindows(t *testing.T) {
	got, problems := Parse([]byte("name = \"a\"\r\n\r\nlan = false\r\n"))
	if want := []Setting{{"name", "a", 1, Text}, {"lan", "false", 3, Untyped}}; !reflect.DeepEqual(got, want) || problems != nil {
		t.Errorf("%+v, %+v", got, problems)
	}
}

func TestProblems(t *testing.T) {
	for src, want := range map[string]Problem{
		"a = 1\nb = \n":                      {2, "at start of value"},
		"a = é\n":                            {1, "unexpected character U+00E9 'é' at start"},
		"a = 1\nç = 2\n":                     {2, "U+00E7 'ç'"},
		"a = 1\na = 2\n":                     {2, "a"},
		"a = 1\n\n[b]\nc = 1\n":              {3, "b is a table"},
		"a = 1\nb.c = 1\n":                   {2, "b is a table"},
		"when = 2026-05-01\n":                {1, "when has a value of an unsupported type"},
		"\nlevel = [1]\n":                    {2, "level must be a list of strings"},
		"level = [\"a,b\"]\n":                {1, "level must be a list of strings"},
		"\xff = 1\n":                         {1, ""},
		"a = \"" + strings.Repeat("x", 3000): {1, ""},
	} {
		_, problems := Parse([]byte(src))
		if len(problems) != 1 || problems[0].Line != want.Line || !strings.Contains(problems[0].Text, want.Text) || strings.Contains(problems[0].Text, "\n") {
			t.Errorf("%.40q: %+v, want %+v", src, problems, want)
		}
	}
}

func flags() (*flag.FlagSet, *int, *time.Duration) {
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.String("name", "Clew", "`NAME` of the server, shown to players, which may be as long as this sentence is long, and which wraps")
	fs.String("config", "", "the `FILE`")
	fs.Bool("lan", true, "be found")
	return fs, fs.Int("max-players", 64, "let in `N` players"), fs.Duration("lag", 0, "lag")
}

func only(names ...string) func(string) bool {
	return func(s string) bool { return slices.Contains(names, s) }
}

func TestApply(t *testing.T) {
	fs, players, lag := flags()
	settings, _ := Parse([]byte("max-players = 8\nlag = \"5ms\"\nname = \"x\"\nmax-playrs = 1\nconfig = \"x\"\nlan = \"perhaps\"\nsomething-else = 1\nMAX_PLAYERS = 1\n"))
	problems := Apply(fs, settings, KeyRules{Overridden: only("max-players"), Excluded: only("config"), IsList: only()})
	want := []Problem{
		{4, `unknown key "max-playrs"; did you mean "max-players"?`},
		{5, `config cannot be set in a file; use the flag`},
		{6, `lan is "perhaps"; write true or false`},
		{7, `unknown key "something-else"; 'clewd config init' writes a file with all keys`},
		{8, `unknown key "MAX_PLAYERS"; did you mean "max-players"?`},
	}
	if !slices.Equal(problems, want) {
		t.Errorf("%+v", problems)
	}
	if *players != 64 || *lag != 5*time.Millisecond || fs.Lookup("name").Value.String() != "x" {
		t.Errorf("%d players, lag %v", *players, *lag)
	}
	if got := problems[0].Format("f.toml"); got != "f.toml:4: "+problems[0].Text {
		t.Error(got)
	}
}

// A text stands in quotes, and a list where there may be several: a password
// of 0x10 would be 16, without a word.
func TestKinds(t *testing.T) {
	for src, want := range map[string]string{
		`name = 0x10`:          `name is a string; put it in quotes, as in name = "16"`,
		`name = true`:          `name is a string; put it in quotes, as in name = "true"`,
		`name = ["a", "b"]`:    "",
		`max-players = ["8"]`:  "max-players has a single value; write it without brackets",
		`max-players = "many"`: `max-players is "many"; write a whole number`,
		`max-players = "8"`:    "",
	} {
		fs, _, _ := flags()
		settings, _ := Parse([]byte(src))
		problems := Apply(fs, settings, KeyRules{Overridden: only(), Excluded: only(), IsList: only("name")})
		if want == "" && len(problems) > 0 || want != "" && !slices.Equal(problems, []Problem{{1, want}}) {
			t.Errorf("%s: %+v", src, problems)
		}
	}
}

// A template without its comments is a file that sets everything to its
// default.
func TestTemplate(t *testing.T) {
	fs, _, _ := flags()
	b := Template("The head.\nIts second line.", fs, []Section{
		{"players", []string{"name", "max-players"}}, {"other", []string{"lan", "lag"}},
	}, map[string]string{"name": `"Crete"`})
	for _, line := range strings.Split(string(b), "\n") {
		if len(line) > 80 {
			t.Errorf("a line of %d characters: %s", len(line), line)
		}
	}
	if got, problems := Parse(b); len(got) != 1 || got[0].Value != "Crete" || problems != nil {
		t.Errorf("%+v, %+v", got, problems)
	}
	bare := strings.ReplaceAll(string(b), "\n#", "\n")
	var kept []string
	for _, line := range strings.Split(bare, "\n") {
		if strings.Contains(line, " = ") {
			kept = append(kept, line)
		}
	}
	settings, _ := Parse([]byte(strings.Join(kept, "\n")))
	fs2, players, _ := flags()
	if problems := Apply(fs2, settings, KeyRules{Overridden: only(), Excluded: only()}); len(settings) != 4 || problems != nil || *players != 64 {
		t.Errorf("%+v, %+v", settings, problems)
	}
}

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.toml")
	if _, _, err := Read(path); err == nil || !strings.Contains(err.Error(), "'clewd config init "+path+"' writes one") {
		t.Error(err)
	}
	if _, _, err := Read(filepath.Dir(path)); err == nil || !strings.Contains(err.Error(), "cannot read the config file") {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("a = 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, p, err := Read(path); len(s) != 1 || p != nil || err != nil {
		t.Errorf("%v, %v, %v", s, p, err)
	}
}

func TestDistance(t *testing.T) {
	for pair, want := range map[[2]string]int{
		{"", ""}: 0, {"abc", "abc"}: 0, {"abc", "ab"}: 1, {"abc", "axc"}: 1, {"kitten", "sitting"}: 3, {"", "abc"}: 3,
	} {
		if got := editDistance(pair[0], pair[1]); got != want {
			t.Errorf("%v: %d, want %d", pair, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a = 1\nb = [\"x\"]\n[t]\nc = 1\n"))
	f.Add([]byte("a.b = {c = 1}\n[[x]]\ny = 2\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		settings, problems := Parse(src)
		lines := strings.Count(string(src), "\n") + 1
		for _, s := range settings {
			if s.Line < 1 || s.Line > lines {
				t.Errorf("%+v of %d lines", s, lines)
			}
		}
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines {
				t.Errorf("%+v of %d lines", p, lines)
			}
		}
	})
}
