package maze

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const closetFile = `name: A Closet
author: Daedalus
note: Small: but mine.

#######
#S...E#
#.###.#
#.....#
#######
`

const picture = "\n#######\n#S...E#\n#.###.#\n#.....#\n#######\n"

func TestParse(t *testing.T) {
	want := &Level{"A Closet", "Daedalus", "Small: but mine.", mustRows(t, closet)}
	for _, c := range []struct{ name, src string }{
		{"plain", closetFile},
		{"CRLF", strings.ReplaceAll(closetFile, "\n", "\r\n")},
		{"byte order mark", "\uFEFF" + closetFile},
		{"empty lines at the end", closetFile + "\n\r\n  \n\t\n"},
		{"no line end at the end", strings.TrimSpace(closetFile)},
		{"two empty lines", strings.Replace(closetFile, "\n\n", "\n\n \n", 1)},
		{"spaces around", strings.Replace(closetFile, "author: Daedalus", " author :\tDaedalus  ", 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse([]byte(c.src))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if text := string(got.Format()); text != closetFile {
				t.Errorf("Format gives %q", text)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		name, src string
		line, col int
		msg       string
	}{
		{"empty file", "", 1, 1, "no name; begin the file with"},
		{"only a picture", picture, 1, 1, "no name"},
		{"only a picture, at once", picture[1:], 1, 1, "put an empty line before the picture"},
		{"only an author", "author: X\n" + picture, 2, 1, "no name"},
		{"only a head", "name: X\nauthor: Y\n", 3, 1, "picture of the maze is missing"},
		{"only a head and empty lines", "name: X\n\n\n\n", 2, 1, "picture of the maze is missing"},
		{"no empty line", "name: X" + picture, 2, 1, "put an empty line before the picture"},
		{"unknown key", "name: X\ncolour: red\n" + picture, 2, 1, `unknown key "colour"; the keys are`},
		{"capital key", "Name: X\n" + picture, 1, 1, `unknown key "Name"`},
		{"second name", "name: X\nname: X\n" + picture, 2, 1, "a second name; keep only one"},
		{"second note", "name: X\nnote: a\nnote: b\n" + picture, 3, 1, "a second note"},
		{"empty name", "name:  \n" + picture, 1, 8, "the name is empty; write one"},
		{"empty note", "name: X\nnote:\n" + picture, 2, 6, "the note is empty"},
		{"long name", "name: " + strings.Repeat("x", 49) + "\n" + picture, 1, 7, "49 bytes; shorten it to 48"},
		{"long author", "name: X\nauthor: " + strings.Repeat("ä", 25) + "\n" + picture, 2, 9, "50 bytes; shorten it to 48"},
		{"long note", "name: X\nnote:" + strings.Repeat("x", 201) + "\n" + picture, 2, 6, "201 bytes; shorten it to 200"},
		{"control", "name: ä\x07b\n" + picture, 1, 8, "invisible character U+0007; delete it"},
		{"tab inside", "name: a\tb\n" + picture, 1, 8, "U+0009"},
		{"old Mac line ends", "name: a\rauthor: b\n" + picture, 1, 8, "U+000D"},
		{"right to left", "name: a\u202eb\n" + picture, 1, 8, "U+202E"},
		{"line separator", "name: \u2028b\n" + picture, 1, 7, "U+2028"},
		{"not UTF-8", "name: ä\xe4\n" + picture, 1, 8, "not UTF-8 here"},
		{"replacement character and not UTF-8", "name: \uFFFD\xff\n" + picture, 1, 8, "not UTF-8 here"},
		{"UTF-16", "\xff\xfen\x00a\x00m\x00e\x00:\x00X\x00", 1, 1, "unknown key"},
		{"bad tile", strings.Replace(closetFile, "E", "e", 1), 6, 6, `invalid tile "e"`},
		{"bad tile after BOM and CRLF", "\uFEFFname: X\r\n" + strings.ReplaceAll(strings.Replace(picture, "E", "é", 1), "\n", "\r\n"), 4, 6, `invalid tile "é"`},
		{"empty line in the picture", strings.Replace(closetFile, "#.###.#\n", "\n", 1), 7, 1, "0 tiles wide, but the first row is 7"},
		{"text after the picture", closetFile + "\nfarewell", 10, 1, "0 tiles wide"},
		{"exit cut off", strings.Replace(strings.Replace(closetFile, "#.###.#", "#.#####", 1), "...E", "..#E", 1), 6, 6, "cannot be reached"},
		{"huge", "name: X\n" + strings.Repeat("\n", MaxFileLen), 1, 1, "the file is too long; a level has at most 131072 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse([]byte(c.src))
			wantError(t, err, c.line, c.col, c.msg)
		})
	}
}

func TestErrorText(t *testing.T) {
	_, err := Parse([]byte("name: X\nname: Y\n"))
	if got, want := err.Error(), "line 2, column 1: a second name; keep only one of the two lines"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An error goes to logs and screens: a stranger must not choose its length.
func TestErrorsAreShort(t *testing.T) {
	for _, src := range []string{strings.Repeat("k", 100_000) + ":", "name: " + strings.Repeat("é", 50_000), strings.Repeat("#", 100_000)} {
		if _, err := Parse([]byte(src)); err == nil || len(err.Error()) > 300 {
			t.Errorf("got an error of %d bytes", len(err.Error()))
		}
	}
}

func TestFormatRoundTrip(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 :#é山\uFFFD🧵")), 1, 12, MaxNameLen-1)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) string { return strings.TrimSpace(text.Draw(t, label)) }
		want := &Level{"x" + draw("name"), draw("author"), draw("note"), anyMaze().Draw(t, "maze")}
		got, err := Parse(want.Format())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(closetFile))
	f.Add([]byte("\uFEFF" + strings.ReplaceAll(closetFile, "\n", "\r\n")))
	f.Add([]byte("name: X" + picture))
	f.Add([]byte("name: ä\xff\n" + picture))
	f.Add([]byte("note: \u202e\nname: X\n" + picture + "\n\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		level, err := Parse(src)
		if err != nil {
			if e := err.(*Error); e.Line < 1 || e.Col < 1 || e.Msg == "" {
				t.Fatalf("an error without a place: %#v", e)
			}
			return
		}
		text := level.Format()
		again, err := Parse(text)
		if err != nil {
			t.Fatalf("what Format wrote does not parse: %v", err)
		}
		if !reflect.DeepEqual(again, level) || !bytes.Equal(again.Format(), text) {
			t.Fatalf("got %+v, want %+v", again, level)
		}
	})
}
