package i18n

import (
	"embed"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

//go:embed en.toml pt.toml shipped.toml
var tomlFiles embed.FS

// Lang is a language of the client.
type Lang struct {
	Code string // as settings and flags name it
	Name string // as those who speak it call it
	file string
	tag  language.Tag // whose rules for numbers and whose dialect it is
}

// The codes of the languages.
const (
	English    = "en"
	Portuguese = "pt"
)

var langs = []Lang{
	{English, "English", "en.toml", language.English},
	{Portuguese, "Português", "pt.toml", language.EuropeanPortuguese},
}

// Languages returns all languages. The caller must not change them.
func Languages() []Lang { return langs }

// IsLanguage reports whether code is one of Languages.
func IsLanguage(code string) bool {
	for _, l := range langs {
		if l.Code == code {
			return true
		}
	}
	return false
}

// catalog holds all texts of a language.
type catalog struct {
	code      string
	revision  int32
	texts     map[string]string // those without a number, by key
	localizer *i18n.Localizer

	mu      sync.Mutex
	plurals map[pluralKey]string // those with one that were asked for
}

// pluralKey is a plural text for a number.
type pluralKey struct {
	key string
	n   int
}

// maxPlurals limits how many plural texts are cached.
const maxPlurals = 4096

// plural returns the form of a text for n.
func (c *catalog) plural(key string, n int) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	cacheKey := pluralKey{key, n}
	if text, ok := c.plurals[cacheKey]; ok {
		return text
	}
	text, err := c.localizer.Localize(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: n, TemplateParser: template.IdentityParser{},
	})
	if text == "" && err != nil {
		return key
	}
	if c.plurals == nil || len(c.plurals) >= maxPlurals {
		c.plurals = map[pluralKey]string{}
	}
	c.plurals[cacheKey] = text
	return text
}

var revisions atomic.Int32

// loadBundle loads the texts of all languages. The files are part of the program;
// tests find their faults.
var loadBundle = sync.OnceValues(func() (*i18n.Bundle, []string) {
	b := i18n.NewBundle(langs[0].tag)
	var keys []string
	for i, l := range langs {
		text, err := tomlFiles.ReadFile(l.file)
		if err != nil {
			panic("words: " + err.Error())
		}
		messages, err := b.ParseMessageBytes(l.tag, text, toml.Unmarshal)
		if err != nil {
			panic("words: " + l.file + ": " + err.Error())
		}
		for _, m := range messages {
			if i == 0 {
				keys = append(keys, m.ID)
			}
		}
	}
	return b, keys
})

// newCatalog returns the catalog of a language. Missing texts are taken from the
// first language.
func newCatalog(code string) *catalog {
	bundle, keys := loadBundle()
	b := &catalog{code: code, revision: revisions.Add(1), texts: make(map[string]string, len(keys))}
	for _, l := range langs {
		if l.Code == code {
			b.localizer = i18n.NewLocalizer(bundle, l.tag.String())
		}
	}
	for _, key := range keys {
		b.texts[key], _ = b.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateParser: template.IdentityParser{}})
	}
	return b
}
