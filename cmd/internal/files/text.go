package files

import (
	"bytes"
	"errors"
	"io/fs"
)

// ErrUTF16 reports a file in UTF-16, and what to do about it.
var ErrUTF16 = errors.New("this file is UTF-16; save it as UTF-8")

// The byte order marks (The Unicode Standard, 23.8).
var (
	bomUTF8    = []byte("\xEF\xBB\xBF")
	bomUTF16LE = []byte("\xFF\xFE")
	bomUTF16BE = []byte("\xFE\xFF")
)

// DecodeText returns the text of a file without its byte order mark. The
// error, if any, is an *fs.PathError with the path and ErrUTF16.
func DecodeText(path string, file []byte) (text []byte, err error) {
	if bytes.HasPrefix(file, bomUTF16LE) || bytes.HasPrefix(file, bomUTF16BE) || looksLikeUTF16(file) {
		return nil, &fs.PathError{Op: "read", Path: path, Err: ErrUTF16}
	}
	return bytes.TrimPrefix(file, bomUTF8), nil
}

// looksLikeUTF16 recognizes UTF-16 without a byte order mark: two Latin
// characters, each next to a zero byte. Text that people write in UTF-8 has no
// zero bytes.
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

// ReadText reads and decodes a text file of at most max bytes; see
// ReadLimited.
func ReadText(path string, max int64) ([]byte, error) {
	file, err := ReadLimited(path, max)
	if err != nil {
		return nil, err
	}
	return DecodeText(path, file)
}
