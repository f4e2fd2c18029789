package i18n

import (
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// shippedTexts loads the translations of shipped files, by English text and
// language.
var shippedTexts = sync.OnceValue(func() map[string]map[string]string {
	var file struct {
		Text []map[string]string `toml:"text"`
	}
	src, err := tomlFiles.ReadFile("shipped.toml")
	if err != nil {
		panic("i18n: " + err.Error())
	}
	if err := toml.Unmarshal(src, &file); err != nil {
		panic("i18n: shipped.toml: " + err.Error())
	}
	all := map[string]map[string]string{}
	for _, text := range file.Text {
		for code := range text {
			text[code] = joinLines(text[code])
		}
		all[text[English]] = text
	}
	return all
})

// Translate translates a text of a shipped file, such as the name of a level.
// Other texts are returned unchanged, since users wrote them.
func Translate(text string) string {
	code := Language()
	if code == English {
		return text
	}
	translations, ok := shippedTexts()[text]
	if !ok && strings.Contains(text, "\n") {
		translations = shippedTexts()[joinLines(text)]
	}
	if translations[code] == "" {
		return text
	}
	return translations[code]
}

// joinLines returns a text as one line.
func joinLines(text string) string { return strings.Join(strings.Fields(text), " ") }
