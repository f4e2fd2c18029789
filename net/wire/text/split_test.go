package text

import (
	"bufio"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

// split feeds stream to SplitPlain in chunks that end at the cuts, and then
// the end of it, as a link would: what is not taken is shown again.
func split(stream string, cuts ...int) (tokens []string, err error) {
	var pending []byte
	at := 0
	for _, cut := range append(cuts, len(stream), len(stream)) {
		atEOF := at == len(stream)
		pending = append(pending, stream[at:cut]...)
		at = cut
		for {
			n, token, err := SplitPlain(pending, atEOF)
			if token != nil {
				tokens = append(tokens, string(token))
			}
			pending = pending[n:]
			if err != nil {
				return tokens, err
			}
			if token == nil {
				break
			}
		}
	}
	return tokens, nil
}

// The tokens are those wanted, wherever the stream is cut once or at every
// byte, and those with a code are refused with it.
func TestSplitPlain(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	type token struct{ bytes, code string }
	good := func(s ...string) (list []token) {
		for _, b := range s {
			list = append(list, token{b, ""})
		}
		return list
	}
	walk := token{"u|2|", ""}
	longest := "c|2|" + strings.Repeat("%41", 134) + x(105) + "|"
	if _, err := NewPlain().Decode([]byte(longest)); err != nil || len(longest) != wire.MaxFromPlainClient {
		t.Fatalf("%d bytes: %v", len(longest), err)
	}
	for _, c := range []struct {
		name, stream string
		want         []token
		err          error
	}{
		{"nothing", "", nil, nil},
		{"gaps", " \r\n \n", nil, nil},
		{"one", "u|2|", good("u|2|"), nil},
		{"lines", "u|2|\r\nd|2|\nl|2|\n", good("u|2|", "d|2|", "l|2|"), nil},
		{"no gaps", "r|2|c|2|hi there|n|2|Ann|q|2|", good("r|2|", "c|2|hi there|", "n|2|Ann|", "q|2|"), nil},
		{"spaces", "  r|2|   r|2|  ", good("r|2|", "r|2|"), nil},
		{"the longest", longest + "u|2|", good(longest, "u|2|"), nil},
		{"an unknown type", "jump|2|u|2|\nu|2|", []token{{"jump|2|u|2|", wire.CodeType}, walk}, nil},
		{"an unknown letter", "Z|2|\nu|2|", []token{{"Z|2|", wire.CodeType}, walk}, nil},
		{"a word", "up\nu|2|", []token{{"up", wire.CodeType}, walk}, nil},
		{"HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", []token{{"GET / HTTP/1.1\r", wire.CodeType}, {"Host: x\r", wire.CodeType}}, nil},
		{"a forgotten bar", "u|2\nu|2|", []token{{"u|2", wire.CodeMalformed}, walk}, nil},
		{"a forgotten field", "c|2|\nu|2|", []token{{"c|2|", wire.CodeMalformed}, walk}, nil},
		{"a letter alone", "u\nu|2|", []token{{"u", wire.CodeType}, walk}, nil},
		{"a wrong number", "u|two|u|2|", []token{{"u|two|", wire.CodeNumber}, walk}, nil},
		{"a bad text", "c|2|%zz|u|2|", []token{{"c|2|%zz|", wire.CodeText}, walk}, nil},
		{"a field too many", "u|2|3|\nu|2|", []token{walk, {"3|", wire.CodeType}, walk}, nil},
		{"a long message", "c|2|" + x(600) + "|u|2|", []token{{"c|2|" + x(600) + "|", wire.CodeTooLong}, walk}, nil},
		{"a long line", "c|2|" + x(1000) + "\nu|2|", []token{{"c|2|" + x(1000), wire.CodeTooLong}, walk}, nil},
		{"one byte too long", "c|2|" + x(508) + "|u|2|", []token{{"c|2|" + x(508) + "|", wire.CodeTooLong}, walk}, nil},
		{"the longest message", "c|2|" + x(1019) + "|u|2|", []token{{"c|2|" + x(1019) + "|", wire.CodeTooLong}, walk}, nil},
		{"an endless message", "u|2|c|2|" + x(1020) + "|u|2|", []token{walk}, ErrNoLineEnd},
		{"an endless number", "u|" + strings.Repeat("1", 5000), nil, ErrNoLineEnd},
		{"the longest unknown", x(512) + "\nu|2|", []token{{x(512), wire.CodeType}, walk}, nil},
		{"an endless unknown", x(513) + "\nu|2|", nil, ErrNoLineEnd},
		{"endless bars", strings.Repeat("|", 600), nil, ErrNoLineEnd},
		{"a cut at the end", "u|2|d|", []token{walk, {"d|", wire.CodeMalformed}}, nil},
		{"a word at the end", "u|2|hello", []token{walk, {"hello", wire.CodeType}}, nil},
		{"bytes of 2^31", "\x80\xff|\nu|2|", []token{{"\x80\xff|", wire.CodeType}, walk}, nil},
		{"NUL", "\x00u|2|\nu|2|", []token{{"\x00u|2|", wire.CodeType}, walk}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			for _, w := range c.want {
				want = append(want, w.bytes)
				if w.code != "" {
					wiretest.MustReject(t, NewPlain(), []byte(w.bytes), w.code)
				}
			}
			check := func(cuts ...int) {
				if got, err := split(c.stream, cuts...); !reflect.DeepEqual(got, want) || err != c.err && !errors.Is(err, c.err) {
					t.Fatalf("cut at %v: %q, %v, want %q, %v", cuts, got, err, want, c.err)
				}
			}
			var every []int
			for i := range c.stream {
				check(i)
				every = append(every, i)
			}
			check(every...)
		})
	}
}

// SplitPlain keeps to bufio's contract, within the buffer that it asks for.
func TestSplitPlainScanner(t *testing.T) {
	long := "c|2|" + strings.Repeat("x", SplitPlainSize-6) + "|"
	stream := " u|2|\r\n" + long + strings.Repeat(" ", 3000) + "oops\n" + long + "q|2|\n\n"
	for _, r := range []io.Reader{strings.NewReader(stream), iotest.OneByteReader(strings.NewReader(stream))} {
		s := bufio.NewScanner(r)
		s.Buffer(nil, SplitPlainSize)
		s.Split(SplitPlain)
		var got []string
		for s.Scan() {
			got = append(got, s.Text())
		}
		if want := []string{"u|2|", long, "oops", long, "q|2|"}; s.Err() != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %.40q, %v", got, s.Err())
		}
	}
	s := bufio.NewScanner(strings.NewReader("u|2|c|" + strings.Repeat("x", 5000)))
	s.Buffer(nil, SplitPlainSize)
	s.Split(SplitPlain)
	for s.Scan() {
	}
	if s.Err() != ErrNoLineEnd {
		t.Errorf("an endless message ends with %v", s.Err())
	}
}

// Any messages come out as they went in, whatever is between them and
// wherever they are cut.
func TestSplitPlainRandom(t *testing.T) {
	codec := NewPlain()
	isForeign := func(m wire.Message) bool {
		_, ok := wiretest.PlainMode(m)
		return !ok || !wire.FromClient(m)
	}
	rapid.Check(t, func(t *rapid.T) {
		var stream strings.Builder
		// About one in ten is a plain text client's.
		messages := slices.DeleteFunc(rapid.SliceOfN(wiretest.AnyMessage(), 10, 60).Draw(t, "messages"), isForeign)
		for _, m := range messages {
			stream.WriteString(rapid.StringOfN(rapid.RuneFrom([]rune(" \r\n")), 0, 3, -1).Draw(t, "gap"))
			stream.Write(wiretest.Encode(t, codec, m))
		}
		cut := rapid.IntRange(0, stream.Len()).Draw(t, "cut")
		tokens, err := split(stream.String(), cut)
		if err != nil || len(tokens) != len(messages) {
			t.Fatalf("%d messages give %q, %v", len(messages), tokens, err)
		}
		for i, m := range messages {
			if got, err := codec.Decode([]byte(tokens[i])); err != nil || !reflect.DeepEqual(got, m) {
				t.Fatalf("%#v arrives as %#v, %v", m, got, err)
			}
		}
	})
}

// FuzzPlainSplit: every byte but those between messages is in a token, tokens
// are short, no cut changes them, and what a token decodes to is stable.
func FuzzPlainSplit(f *testing.F) {
	f.Add("u|2|\nc|2|hi|\n", uint16(3))
	f.Add("u|2\nfoo|bar|\n n|2|Ann|q|2|", uint16(5))
	f.Add("c|2|"+strings.Repeat("x", 600)+"|r|2|", uint16(513))
	f.Add(strings.Repeat("x", 513), uint16(512))
	for _, m := range wiretest.AllMessages() {
		if b, err := NewPlain().Append(nil, m); err == nil {
			f.Add(string(b)+string(b)+"\n"+string(b), uint16(len(b)))
		}
	}
	f.Fuzz(func(t *testing.T, stream string, cut uint16) {
		tokens, err := split(stream)
		if err != nil && !errors.Is(err, ErrNoLineEnd) {
			t.Fatal(err)
		}
		again, err2 := split(stream, min(int(cut), len(stream)))
		if !reflect.DeepEqual(tokens, again) || (err == nil) != (err2 == nil) {
			t.Fatalf("cut at %d: %q, %v, but otherwise %q, %v", cut, again, err2, tokens, err)
		}
		rest := stream
		for _, token := range tokens {
			at := strings.Index(rest, token)
			if len(token) > SplitPlainSize || token == "" || strings.Trim(rest[:max(at, 0)], " \r\n") != "" || at < 0 {
				t.Fatalf("token %q of %q", token, rest)
			}
			rest = rest[at+len(token):]
			wiretest.ReencodesStably(t, NewPlain(), []byte(token))
		}
		if err == nil && strings.Trim(rest, " \r\n") != "" {
			t.Fatalf("%q is in no token", rest)
		}
	})
}
