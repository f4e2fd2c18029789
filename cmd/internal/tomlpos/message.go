package tomlpos

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// badByte matches the library's name for a byte that it takes for a character.
var badByte = regexp.MustCompile(`U\+00([89A-F][0-9A-F])( '.')?`)

// DecodeErrorMessage returns the library's message about an error in src with
// whole characters: the library names a wrong one by its first byte, 'é' as
// 'Ã'.
func DecodeErrorMessage(err *toml.DecodeError, src []byte) string {
	msg := strings.TrimPrefix(err.Error(), "toml: ")
	at := badByte.FindStringSubmatchIndex(msg)
	if at == nil {
		return msg
	}
	first, _ := strconv.ParseUint(msg[at[2]:at[3]], 16, 8)
	return msg[:at[0]] + runeName(restOfLine(src, err), byte(first)) + msg[at[1]:]
}

// restOfLine returns the line of an error from its column on.
func restOfLine(src []byte, err *toml.DecodeError) []byte {
	row, col := err.Position()
	lines := bytes.Split(src, []byte("\n"))
	if row < 1 || row > len(lines) {
		return nil
	}
	text := lines[row-1]
	return text[min(max(col-1, 0), len(text)):]
}

// runeName names the first character in text that starts with a byte.
func runeName(text []byte, first byte) string {
	if i := bytes.IndexByte(text, first); i >= 0 {
		if r, size := utf8.DecodeRune(text[i:]); size > 1 {
			return fmt.Sprintf("%#U", r)
		}
	}
	return fmt.Sprintf("0x%02X (not UTF-8)", first)
}
