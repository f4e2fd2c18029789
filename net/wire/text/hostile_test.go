package text

import (
	"strings"
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

type hostileLine struct{ name, bytes, code string }

// hostileBoth are lines that are wrong in both modes.
var hostileBoth = []hostileLine{
	{"nothing", "", wire.CodeType},
	{"one byte", "q", wire.CodeType},
	{"no letter", "|", wire.CodeType},
	{"no bar", "q2|", wire.CodeType},
	{"an unknown type", "Z|1|", wire.CodeType},
	{"a word", "hello", wire.CodeType},
	{"HTTP", "GET / HTTP/1.1\r", wire.CodeType},
	{"only the type", "q|", wire.CodeMalformed},
	{"no last bar", "q|2", wire.CodeMalformed},
	{"a field too few", "c|2|", wire.CodeMalformed},
	{"a field too many", "q|2|3|", wire.CodeMalformed},
	{"two messages", "q|2|q|2|", wire.CodeMalformed},
	{"a line end", "q|2|\n", wire.CodeMalformed},
	{"a carriage return", "q|2|\r", wire.CodeMalformed},
	{"a bar in a text", "c|2|a|b|", wire.CodeMalformed},
	{"a bar in a name", "n|2|a|b|", wire.CodeMalformed},
	{"no number", "q|x|", wire.CodeNumber},
	{"an empty number", "q||", wire.CodeNumber},
	{"a sign", "q|+2|", wire.CodeNumber},
	{"a negative number", "q|-2|", wire.CodeNumber},
	{"a leading zero", "q|02|", wire.CodeNumber},
	{"a fraction", "q|2.0|", wire.CodeNumber},
	{"an exponent", "q|2e0|", wire.CodeNumber},
	{"hexadecimal", "q|0x2|", wire.CodeNumber},
	{"a space before a number", "q| 2|", wire.CodeNumber},
	{"a number's underscore", "q|1_0|", wire.CodeNumber},
	{"other digits", "q|٢|", wire.CodeNumber},
	{"NUL in a number", "q|2\x00|", wire.CodeNumber},
	{"the ID 0", "q|0|", wire.CodeID},
	{"2^32+2 for an ID", "q|4294967298|", wire.CodeID},
	{"2^64+2 for an ID", "q|18446744073709551618|", wire.CodeID},
	{"an ID of many digits", "q|" + strings.Repeat("9", 400) + "|", wire.CodeID},
	{"an escape code", "c|2|\x1b[2J|", wire.CodeText},
	{"an escaped escape code", "c|2|%1B[2J|", wire.CodeText},
	{"an escaped line end", "c|2|a%0Ab|", wire.CodeText},
	{"an escaped NUL", "c|2|%00|", wire.CodeText},
	{"NUL", "c|2|\x00|", wire.CodeText},
	{"an escaped C1 control", "c|2|%C2%9B|", wire.CodeText},
	{"a split rune", "c|2|\xe2\x82|", wire.CodeText},
	{"an escaped half of a rune", "c|2|%E2%82|", wire.CodeText},
	{"overlong UTF-8", "c|2|\xc0\xaf|", wire.CodeText},
	{"overlong UTF-8 for a bar", "c|2|%C1%BC|", wire.CodeText},
	{"a lone %", "c|2|50%|", wire.CodeText},
	{"% and one digit", "c|2|50%2|", wire.CodeText},
	{"% and half a number", "c|2|%2g|", wire.CodeText},
	{"% and no digits", "c|2|%zz|", wire.CodeText},
	{"% over the bar", "c|2|%7|C|", wire.CodeText},
	{"an empty text", "c|2||", wire.CodeText},
	{"an empty name", "n|2||", wire.CodeText},
	{"a name of %", "n|2|%|", wire.CodeText},
	{"a text that is too long", "c|2|" + strings.Repeat("x", wire.MaxTextLen+1) + "|", wire.CodeText},
	{"a text that is too long without its escapes", "c|2|" + strings.Repeat("%41", 130) + strings.Repeat("x", 111) + "|", wire.CodeText},
	{"an endless field", "n|2|" + strings.Repeat("x", 100_000) + "|", ""},
	{"endless bars", "c|2|" + strings.Repeat("|", 400), wire.CodeMalformed},
	{"an overlong letter", "U|2|AB|1|1|", ""},
}

var hostileNumbered = []hostileLine{
	{"a plain type", "u|2|", wire.CodeType},
	{"a Hello without a version", "H|", wire.CodeMalformed},
	{"a Hello with a word for a version", "H|x|Ann|||", wire.CodeNumber},
	{"a version of 2^32", "H|4294967296||||", wire.CodeNumber},
	{"2^32-1 inputs", "i|2|1|4294967295|", wire.CodeNumber},
	{"33 inputs", "i|2|1|33|" + strings.Repeat("-|0|", 33), wire.CodeNumber},
	{"32 inputs that are not there", "i|2|1|32|-|0|", wire.CodeMalformed},
	{"32 inputs of one byte", "i|2|1|32|" + strings.Repeat("|", 128), wire.CodeNumber},
	{"0 inputs", "i|2|1|0|", wire.CodeNumber},
	{"the same key twice", "i|2|1|1|uu|0|", wire.CodeNumber},
	{"- and a key", "i|2|1|1|-u|0|", wire.CodeNumber},
	{"a capital key", "i|2|1|1|U|0|", wire.CodeNumber},
	{"no key", "i|2|1|1||10|", wire.CodeNumber},
	{"a tick of 2^32", "i|2|1|1|u|4294967296|", wire.CodeNumber},
	{"numbers beyond 32 bits", "i|2|4294967295|2|u|0|u|0|", wire.CodeNumber},
	{"a client's message that is too long", "i|2|1|1|u|0|" + strings.Repeat("x", wire.MaxFromClient), wire.CodeMalformed},
	{"a time of 2^64", "p|18446744073709551616|0|0|", wire.CodeNumber},
	{"a time of 10^20", "p|100000000000000000000|0|0|", wire.CodeNumber},
	{"2048 bodies that are not there", "S|1|1|1|1|2048|U|1|A|5|5|u|0|0|", wire.CodeMalformed},
	{"2049 bodies", "S|1|1|1|1|2049|" + strings.Repeat("U|1|A|5|5|u|0|0|", 2049), wire.CodeNumber},
	{"2^64-1 bodies", "S|1|1|1|1|18446744073709551615|", wire.CodeNumber},
	{"a body of another type", "S|1|1|1|1|1|L|1|A|5|5|u|0|0|", wire.CodeMalformed},
	{"bodies that descend", "S|1|1|1|1|2|U|2|A|5|5|u|0|0|U|1|A|5|5|u|0|0|", wire.CodeMalformed},
	{"a body that faces nowhere", "S|1|1|1|1|1|U|1|A|5|5|-|0|0|", wire.CodeNumber},
	{"a body that faces two ways", "S|1|1|1|1|1|U|1|A|5|5|ul|0|0|", wire.CodeNumber},
	{"a body that moves twice", "S|1|1|1|1|1|U|1|A|5|5|u|2|0|", wire.CodeNumber},
	{"257 for a colour", "k|2|257|1|", wire.CodeNumber},
	{"no shape", "k|2|1|", wire.CodeMalformed},
	{"-1 ms", "p|1|-1|0|", wire.CodeNumber},
	{"101 per cent", "p|1|1|101|", wire.CodeNumber},
	{"2048 players' stats that are not there", "h|2048|1|1|0|0|", wire.CodeMalformed},
	{"2^64-1 players' stats", "h|18446744073709551615|", wire.CodeNumber},
	{"stats that descend", "h|2|2|1|0|0|1|1|0|0|", wire.CodeMalformed},
	{"stats of nobody", "h|1|0|1|0|0|", wire.CodeID},
	{"stats of a player that is idle for too long", "h|1|1|0|0|65536|", wire.CodeNumber},
	{"an empty letter", "N|2||Ann|", wire.CodeText},
	{"a letter of two", "N|2|AB|Ann|", wire.CodeText},
	{"half a letter", "N|2|\xe2\x82|Ann|", wire.CodeText},
	{"a long Hello of another version", "H|9|" + strings.Repeat("x", wire.MaxFromClient), wire.CodeTooLong},
	{"a message beyond all limits", "q|" + strings.Repeat("2", wire.MaxFromServer), wire.CodeTooLong},
}

var hostilePlain = []hostileLine{
	{"a numbered type", "H|5|Ann|||0|0|0|", wire.CodeType},
	{"inputs", "i|2|1|1|u|0|", wire.CodeType},
	{"a walk with a field too many", "u|2|3|", wire.CodeMalformed},
	{"a message of 513 bytes", "c|2|" + strings.Repeat("x", wire.MaxFromPlainClient-4) + "|", wire.CodeTooLong},
	{"a message of 1024 bytes that does not end", "c|2|" + strings.Repeat("x", 1020), wire.CodeTooLong},
	{"a letter of two", "U|2|AB|1|1|", wire.CodeText},
	{"a Bye without a code", "B|so long|", wire.CodeMalformed},
	{"a Bye with a bad code", "B|So: long|", wire.CodeText},
}

func TestHostile(t *testing.T) {
	run := func(mode string, codec wire.Codec, lines ...hostileLine) {
		for _, h := range lines {
			t.Run(mode+"/"+h.name, func(t *testing.T) {
				wiretest.MustReject(t, codec, []byte(h.bytes), h.code)
				wiretest.BoundedAllocs(t, codec, []byte(h.bytes))
			})
		}
	}
	run("numbered", NewNumbered(), append(hostileBoth, hostileNumbered...)...)
	run("plain", NewPlain(), append(hostileBoth, hostilePlain...)...)
}

// A codec lives as long as its connection, so what it keeps between messages
// must not grow with what was sent.
func TestCodecKeepsNoLargeBuffer(t *testing.T) {
	c := NewNumbered()
	wiretest.MustReject(t, c, []byte("n|2|"+strings.Repeat("x", 100_000)+"|"), wire.CodeText)
	if n := cap(c.r.buf); n > 1024 || c.r.rest != nil {
		t.Errorf("the codec keeps %d bytes", n)
	}
}
