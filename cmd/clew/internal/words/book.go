package words

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
var files embed.FS

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

// Languages are those that there are. The caller must not change them.
func Languages() []Lang { return langs }

// Known says whether there is a language with a code.
func Known(code string) bool {
	for _, l := range langs {
		if l.Code == code {
			return true
		}
	}
	return false
}

// book is all texts of a language.
type book struct {
	code    string
	edition int32
	texts   map[string]string // those without a number, by key
	pages   *i18n.Localizer

	mu    sync.Mutex
	forms map[counted]string // those with one that were asked for
}

// counted is a text of so many things.
type counted struct {
	key string
	n   int
}

// maxForms is how many of them are kept.
const maxForms = 4096

// form is the text with a key in the form for n things.
func (b *book) form(key string, n int) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := counted{key, n}
	if text, ok := b.forms[c]; ok {
		return text
	}
	text, err := b.pages.Localize(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: n, TemplateParser: template.IdentityParser{},
	})
	if text == "" && err != nil {
		return key
	}
	if b.forms == nil || len(b.forms) >= maxForms {
		b.forms = map[counted]string{}
	}
	b.forms[c] = text
	return text
}

var editions atomic.Int32

// library is the texts of all languages. The files are part of the program, so
// what is wrong with them is a mistake of ours, and a test finds it.
var library = sync.OnceValues(func() (*i18n.Bundle, []string) {
	b := i18n.NewBundle(langs[0].tag)
	var keys []string
	for i, l := range langs {
		text, err := files.ReadFile(l.file)
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

// open opens the book of a language. A text that it lacks is that of the first
// language.
func open(code string) *book {
	bundle, keys := library()
	b := &book{code: code, edition: editions.Add(1), texts: make(map[string]string, len(keys))}
	for _, l := range langs {
		if l.Code == code {
			b.pages = i18n.NewLocalizer(bundle, l.tag.String())
		}
	}
	for _, key := range keys {
		b.texts[key], _ = b.pages.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateParser: template.IdentityParser{}})
	}
	return b
}
