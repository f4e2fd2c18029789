package i18n

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// setLanguage sets a language for a test.
func setLanguage(t *testing.T, code string) {
	t.Helper()
	before := Language()
	if !SetLanguage(code) {
		t.Fatalf("there is no language %q", code)
	}
	t.Cleanup(func() { SetLanguage(before) })
}

func TestTexts(t *testing.T) {
	if Language() != English {
		t.Errorf("the initial language is %q", Language())
	}
	before := Revision()
	if got := T("pause.goes-on"); got != "The game continues." {
		t.Errorf("%q", got)
	}
	setLanguage(t, Portuguese)
	if got := T("pause.goes-on"); got != "Entretanto, o jogo continua." {
		t.Errorf("%q", got)
	}
	if Revision() == before {
		t.Error("the revision did not change with the language")
	}
	before = Revision()
	if SetLanguage("tlh") || !SetLanguage(Portuguese) || Language() != Portuguese || Revision() != before {
		t.Errorf("the language is %q", Language())
	}
	if got := T("no.such key"); got != "no.such key" {
		t.Errorf("%q", got)
	}
	if got := Tn("no.such key", 3); !strings.HasPrefix(got, "no.such key") {
		t.Errorf("%q", got)
	}
}

// readFile makes a catalog of what a file of a language could say.
func readFile(t *testing.T, code, file string) {
	t.Helper()
	bundle, _ := loadBundle()
	for _, l := range langs {
		if l.Code == code {
			if _, err := bundle.ParseMessageBytes(l.tag, []byte(file), unmarshal); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A number has a form of the text of its own, which is not the same number in
// every language: of nothing Portugal has several, and Brazil one.
func TestNumbers(t *testing.T) {
	file := "[test-numbers]\none = \"%d jogador de %d\"\nother = \"%d jogadores de %d\"\n"
	for _, l := range langs {
		readFile(t, l.Code, file)
		setLanguage(t, l.Code)
		for n, want := range map[int]string{
			0: "0 jogadores de 8", 1: "1 jogador de 8", 2: "2 jogadores de 8", 1_000_000: "1000000 jogadores de 8",
		} {
			if got := Tn("test-numbers", n, 8); got != want {
				t.Errorf("%s: %q, want %q", l.Code, got, want)
			}
		}
	}
}

func TestNumber(t *testing.T) {
	for _, tc := range []struct{ lang, want string }{{English, "-3.50 12 0.31"}, {Portuguese, "-3,50 12 0,31"}} {
		setLanguage(t, tc.lang)
		if got := FormatNumber(-3.5, 2) + " " + FormatNumber(12.4, 0) + " " + FormatCells(317); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.lang, got, tc.want)
		}
	}
}

func TestAskingCostsNothing(t *testing.T) {
	T("pause.title")
	if n := testing.AllocsPerRun(100, func() { T("pause.title") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestSystemLanguage(t *testing.T) {
	for _, tc := range []struct {
		all, messages, lang, want string
	}{
		{"", "", "pt_PT.UTF-8", "pt"},
		{"", "", "pt_BR", "pt"},
		{"", "", "en_GB.UTF-8", "en"},
		{"", "", "fr_FR@euro", "en"},
		{"", "", "C.UTF-8", "en"},
		{"", "", "POSIX", "en"},
		{"", "", "", "en"},
		{"", "pt_PT", "en_US", "pt"},
		{"C", "pt_PT", "pt_PT", "en"},
	} {
		env := map[string]string{"LC_ALL": tc.all, "LC_MESSAGES": tc.messages, "LANG": tc.lang}
		got := SystemLanguage(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
		if got != tc.want {
			t.Errorf("%v: %q, want %q", env, got, tc.want)
		}
	}
}

func TestEuropeanPortuguese(t *testing.T) {
	if region, _ := langs[1].tag.Region(); langs[1].tag != language.EuropeanPortuguese || region.String() != "PT" {
		t.Errorf("pt is %v", langs[1].tag)
	}
}
