package screen

import (
	"os"
	"slices"
	"strings"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/lab/scenario"
)

// ours returns all texts on screen that come from shipped files, except those
// of the lessons, whose files hold every language themselves.
func ours(t *testing.T) (texts []string) {
	t.Helper()
	for _, name := range cli.LevelNames() {
		level := levelOfName(t, name)
		texts = append(texts, level.Name, level.Note)
	}
	var games []scenario.Header
	add := func(s *scenario.Scenario, peers *scenario.PeerScenario) {
		if s != nil {
			games = append(games, s.Header)
		}
		if peers != nil {
			games = append(games, peers.Header)
		}
	}
	for _, name := range slices.Concat(scenario.Examples(), scenario.PeerExamples()) {
		f, err := lab.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		add(f.Scenario, f.Peers)
	}
	for _, l := range lessonui.Shipped() {
		for _, task := range l.Lesson.Tasks {
			add(task.Scenario, task.Peers)
		}
	}
	for _, g := range games {
		texts = append(texts, g.Name, g.Description)
	}
	return texts
}

// All shipped texts are translated into every language.
func TestAllThatIsShippedIsTranslated(t *testing.T) {
	defer i18n.SetLanguage(i18n.English)
	texts := ours(t)
	if len(texts) < 40 {
		t.Fatalf("only %d texts; this test looks in the wrong place", len(texts))
	}
	for _, text := range texts {
		i18n.SetLanguage(i18n.Portuguese)
		if i18n.Translate(text) == text {
			t.Errorf("i18n/shipped.toml has no %q", text)
		}
		if i18n.SetLanguage(i18n.English); i18n.Translate(text) != text {
			t.Errorf("%q is something else in English", text)
		}
	}
	slices.Sort(texts)
	src, err := os.ReadFile("../i18n/shipped.toml")
	if err != nil {
		t.Fatal(err)
	}
	if n, want := strings.Count(string(src), "[[text]]"), len(slices.Compact(texts)); n != want {
		t.Errorf("i18n/shipped.toml has %d texts, and %d are said", n, want)
	}
}
