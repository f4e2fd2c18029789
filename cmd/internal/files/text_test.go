package files

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16Text encodes a text in UTF-16.
func utf16Text(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

func TestDecodeText(t *testing.T) {
	le, be := binary.AppendByteOrder(binary.LittleEndian), binary.AppendByteOrder(binary.BigEndian)
	for _, tc := range []struct {
		name, file, text string
		err              error
	}{
		{"empty", "", "", nil},
		{"plain", "a = 1\n", "a = 1\n", nil},
		{"one byte", "a", "a", nil},
		{"mark", "\uFEFFa = 1\n", "a = 1\n", nil},
		{"mark alone", "\uFEFF", "", nil},
		{"a mark later stays", "a\uFEFF", "a\uFEFF", nil},
		{"only one mark goes", "\uFEFF\uFEFFa", "\uFEFFa", nil},
		{"little endian", utf16Text(le, "\uFEFFversion = 1"), "", ErrUTF16},
		{"big endian", utf16Text(be, "\uFEFFversion = 1"), "", ErrUTF16},
		{"little endian, no mark", utf16Text(le, "version = 1"), "", ErrUTF16},
		{"big endian, no mark", utf16Text(be, "version = 1"), "", ErrUTF16},
		{"UTF-16 with nothing in it", "\xFF\xFE", "", ErrUTF16},
		{"zeros", "\x00\x00\x00\x00", "\x00\x00\x00\x00", nil},
		{"a damaged file", "\x00\xFF", "\x00\xFF", nil},
	} {
		text, err := DecodeText("f.toml", []byte(tc.file))
		if string(text) != tc.text || !errors.Is(err, tc.err) {
			t.Errorf("%s: %q, %v", tc.name, text, err)
		}
	}
}

func TestReadText(t *testing.T) {
	folder := t.TempDir()
	for _, tc := range []struct{ file, text, err string }{
		{"\uFEFFa = 1", "a = 1", ""},
		{"\xFF\xFEa\x00", "", "UTF-16; save it as UTF-8"},
		{strings.Repeat("a", 101), "", "longer than"},
	} {
		path := filepath.Join(folder, "f.toml")
		if err := os.WriteFile(path, []byte(tc.file), 0o600); err != nil {
			t.Fatal(err)
		}
		text, err := ReadText(path, 100)
		if tc.err == "" && (err != nil || string(text) != tc.text) {
			t.Errorf("%q: %q, %v", tc.file, text, err)
		}
		if tc.err != "" && (err == nil || !strings.Contains(err.Error(), tc.err) || !strings.Contains(err.Error(), path)) {
			t.Errorf("%q: %v", tc.file, err)
		}
	}
	if _, err := ReadText(filepath.Join(folder, "none"), 100); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
