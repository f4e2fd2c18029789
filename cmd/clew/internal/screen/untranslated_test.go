package screen

import (
	"image"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/lab/lessonui"
	"clew/cmd/clew/internal/ui"
	"clew/cmd/clew/internal/windowtest"
	"clew/cmd/internal/lab/lesson"
)

// listener is a ui.TextProbe that records all drawn text, in drawing order.
type listener struct{ heard []string }

func (l *listener) TextDrawn(words string, _, _ image.Rectangle) { l.heard = append(l.heard, words) }
func (l *listener) AreaCovered(image.Rectangle)                  {}
func (l *listener) TextOverflows(string, float64, float64)       {}
func (l *listener) TextTruncated(string)                         {}

// word matches the words that a language translates.
var word = regexp.MustCompile(`\pL{3,}`)

// noWords matches the path of a file, or an invitation code.
var noWords = regexp.MustCompile(`/\S+|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}`)

// said returns the words of a text in lower case.
func said(text string) []string { return word.FindAllString(strings.ToLower(text), -1) }

// vocabulary returns all words that a language uses, in the texts of the client
// and in the lessons.
func vocabulary(t *testing.T, l i18n.Lang) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	learn := func(text string) {
		for _, w := range said(text) {
			known[w] = true
		}
	}
	for _, file := range []string{l.Code + ".toml", "shipped.toml"} {
		src, err := os.ReadFile("../i18n/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(src)) {
			if _, text, ok := strings.Cut(line, " = "); ok && file != "shipped.toml" {
				learn(text)
			}
		}
	}
	for _, text := range ours(t) {
		learn(i18n.Translate(text))
	}
	in := func(w lesson.Text) { learn(w.In(l.Code)) }
	for _, f := range lessonui.Shipped() {
		in(f.Title)
		in(f.Text)
		for _, task := range f.Tasks {
			for _, w := range append([]lesson.Text{task.Text, task.Hint, task.Solution}, task.Choices...) {
				in(w)
			}
		}
	}
	return known
}

// anybodys holds texts that are not the client's, but a player's, a server's or
// the system's.
var anybodys = slices.Concat(players, []string{
	"Bartholomew's maze, which has a very long name", "Rui's maze", "Ana and Rui", "Inês's maze", "Ann", "Bob", "Inês",
	"you are banned from this server until", // a server
	"hello", "this way, I can see the exit, and there is a long corridor that goes nowhere", "this way, I can see the exit",
	"my ghost is two cells behind me, and there is a long corridor on the other side that goes nowhere at all, believe me",
	"No sound device: playing silently", "Rui joined", "maze.example.org", "localhost", "home/ines/Pictures", "Clew-2026-05-04-120000.png", "notes.clewrec", "loom", "first-thread", "labyrinth", "catacomb", "wlp3s0", "enp0s31f6",
})

// alike holds words that are the same in every language: names of keys and
// buttons, and of the protocol's fields.
var alike = []string{
	"clew", "clewrec", "esc", "enter", "tab", "caps", "lock", "home", "end", "del", "ins", "pgup", "pgdn", "backspace", "english", "português",
	"pad", "start", "view", "sim", "rec",
	"array", "elements", "type", "inputs", "first", "keys", "snapshot", "ack", "level", "waiting", "body", "avatar", "motion", "posx", "posy", "moving", "exit",
}

// dictionary holds what a screen in a language may show.
type dictionary struct {
	known  map[string]bool   // words of the language
	others *strings.Replacer // removes what is not the client's
}

func newDictionary(t *testing.T, lang i18n.Lang) dictionary {
	t.Helper()
	i18n.SetLanguage(lang.Code)
	defer i18n.SetLanguage(i18n.English)
	known := vocabulary(t, lang)
	for _, w := range alike {
		known[w] = true
	}
	others := slices.Clone(anybodys)
	for _, f := range lessonui.Shipped() {
		others = append(others, f.Sources...)
	}
	return dictionary{known, without(others)}
}

// showsOnly checks that a screen shows something, and only words of a language.
func (s *appTest) showsOnly(words dictionary, dst *ebiten.Image) {
	s.t.Helper()
	all := s.heardOn(dst)
	if all == "" {
		s.t.Error("nothing is to be read")
	}
	for _, w := range said(words.others.Replace(noWords.ReplaceAllString(all, " "))) {
		if !words.known[w] {
			s.t.Errorf("%q is in no text in this language; there is %.300q", w, all[max(0, strings.Index(strings.ToLower(all), w)-100):])
		}
	}
}

// heard returns all text that a scene draws, joined by spaces so that wrapped
// sentences are whole again.
func heard(s *appTest, scene func(*appTest)) string {
	img := windowtest.NewImage(s.w, s.h)
	defer img.Deallocate()
	scene(s)
	return s.heardOn(img)
}

// heardOn returns all text of the current screen, which it draws on an image.
func (s *appTest) heardOn(dst *ebiten.Image) string {
	s.run(1)
	s.draw(dst) // lays everything out
	l := &listener{}
	ui.SetTextProbe(l)
	defer ui.SetTextProbe(nil)
	s.run(1)
	s.draw(dst)
	return strings.Join(l.heard, " ")
}

// without returns a replacer that removes the given texts, longest first.
func without(texts []string) *strings.Replacer {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, t := range texts {
		pairs = append(pairs, t, " ")
	}
	return strings.NewReplacer(pairs...)
}
