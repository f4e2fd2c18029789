// Package files reads the text files that people edit: settings, lists,
// levels, scenarios. Editors put a byte order mark before UTF-8, which no parser
// expects, and some save UTF-16, of which a parser only says that there is a
// wrong character at the start.
package files

import (
	"bytes"
	"errors"
	"io/fs"
)

// ErrUTF16 says that a file is UTF-16, and what to do.
var ErrUTF16 = errors.New("this file is UTF-16; save it as UTF-8")

// The byte order marks (The Unicode Standard, 23.8).
var (
	bomUTF8    = []byte("\xEF\xBB\xBF")
	bomUTF16LE = []byte("\xFF\xFE")
	bomUTF16BE = []byte("\xFE\xFF")
)

// DecodeText returns the text of a file without its byte order mark. The error, if
// there is one, is an *fs.PathError with path and ErrUTF16.
func DecodeText(path string, file []byte) (text []byte, err error) {
	if bytes.HasPrefix(file, bomUTF16LE) || bytes.HasPrefix(file, bomUTF16BE) || looksLikeUTF16(file) {
		return nil, &fs.PathError{Op: "read", Path: path, Err: ErrUTF16}
	}
	return bytes.TrimPrefix(file, bomUTF8), nil
}

// looksLikeUTF16 recognizes UTF-16 without a mark: two Latin characters, each beside
// a zero byte. No text that a person writes has zero bytes in UTF-8.
func looksLikeUTF16(file []byte) bool {
	if len(file) < 4 {
		return false
	}
	zero := [4]bool{}
	for i := range zero {
		zero[i] = file[i] == 0
	}
	return zero == [4]bool{false, true, false, true} || zero == [4]bool{true, false, true, false}
}

// ReadText reads a text file of at most so many bytes, see files.ReadLimited, and decodes it.
func ReadText(path string, most int64) ([]byte, error) {
	file, err := ReadLimited(path, most)
	if err != nil {
		return nil, err
	}
	return DecodeText(path, file)
}
