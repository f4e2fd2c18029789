package config

import (
	"flag"
	"fmt"
	"strings"
)

// Section is a part of a template: a title and flags.
type Section struct {
	Title string
	Flags []string
}

// Template returns a file with all flags of the sections, each commented out with
// its usage and default. Those in set are active settings.
func Template(head string, fs *flag.FlagSet, sections []Section, set map[string]string) []byte {
	var b strings.Builder
	writeComment(&b, head)
	for _, s := range sections {
		fmt.Fprintf(&b, "\n\n# ---- %s ----\n", s.Title)
		for _, name := range s.Flags {
			f := fs.Lookup(name)
			_, usage := flag.UnquoteUsage(f)
			b.WriteString("\n")
			writeComment(&b, usage)
			if v, ok := set[name]; ok {
				fmt.Fprintf(&b, "%s = %s\n", name, v)
			} else {
				fmt.Fprintf(&b, "#%s = %s\n", name, tomlLiteral(f))
			}
		}
	}
	return []byte(b.String())
}

// tomlLiteral returns a flag's default as TOML.
func tomlLiteral(f *flag.Flag) string {
	if g, ok := f.Value.(flag.Getter); ok {
		switch g.Get().(type) {
		case int, bool, float64:
			return f.DefValue
		}
	}
	return fmt.Sprintf("%q", f.DefValue)
}

// writeComment writes text as comment lines of up to 78 characters.
func writeComment(b *strings.Builder, text string) {
	const width = 76
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if line != "" && len(line)+1+len(word) > width {
				fmt.Fprintf(b, "# %s\n", line)
				line = ""
			}
			line = strings.TrimSpace(line + " " + word)
		}
		fmt.Fprintf(b, "%s\n", strings.TrimSpace("# "+line))
	}
}
