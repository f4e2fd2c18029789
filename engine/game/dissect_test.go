package game

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// checkDissection checks what holds for any bytes: DissectEntry fails where
// DecodeEntry does, and otherwise its parts are the entry.
func checkDissection(b []byte) error {
	want := DecodeEntry(b, new(Entry))
	parts, err := DissectEntry(b)
	if (err == nil) != (want == nil) || err != nil && err.Error() != want.Error() {
		return fmt.Errorf("DissectEntry(%.200q): %v; DecodeEntry: %v", b, err, want)
	}
	if err != nil {
		return nil
	}
	var all []byte
	for _, p := range parts {
		if len(p.Bytes) == 0 || p.Name == "" || p.Value == "" {
			return fmt.Errorf("DissectEntry(%.200q) has the part %+v", b, p)
		}
		all = append(all, p.Bytes...)
	}
	if !bytes.Equal(all, b) {
		return fmt.Errorf("DissectEntry(%.200q) gives the bytes %.200q", b, all)
	}
	return nil
}

func TestDissectEntry(t *testing.T) {
	const want = `array=6 elements; version=2; epoch=3; tick=4711; changes=10 elements` +
		`; change 1=3 elements; change 1 kind=8, level; change 1 level="corridor", 9×5; change 1 seed=1099511627776` +
		`; change 2=5 elements; change 2 kind=0, join; change 2 name="Zoë"; change 2 colour=3; change 2 shape=5; change 2 token=01020304…` +
		`; change 3=2 elements; change 3 kind=1, leave; change 3 id=300` +
		`; change 4=2 elements; change 4 kind=2, disconnect; change 4 id=300` +
		`; change 5=4 elements; change 5 kind=3, resume; change 5 id=300; change 5 used token=05060708…; change 5 token=01020304…` +
		`; change 6=3 elements; change 6 kind=4, rename; change 6 id=300; change 6 name="Zoë"` +
		`; change 7=4 elements; change 7 kind=5, appearance; change 7 id=300; change 7 colour=3; change 7 shape=5` +
		`; change 8=3 elements; change 8 kind=6, say; change 8 id=300; change 8 text="hello, \"world\""` +
		`; change 9=3 elements; change 9 kind=7, mute; change 9 id=300; change 9 until=70000` +
		`; change 10=2 elements; change 10 kind=9, countdown; change 10 until=70000` +
		`; inputs=13 elements; input 1 id, keys=1, r; input 1 seq=…17; input 2 id, keys=3 (+2), -; input 2 seq=…126` +
		`; input 3 id, keys=9 (+6), l; input 3 seq=…0; input 4 id, keys=10 (+1), d; input 4 seq=…64` +
		`; input 5 step, keys=7 or more, udlr; input 5 id=500 (+490); input 5 seq=…1; input 6 id, keys=500 (+0), -; input 6 seq=…2` +
		`; walks=6 elements; walk 1 id, keys=2, l; walk 2 id, keys=8 (+6), -; walk 3 step, keys=7 or more, r; walk 3 id=15 (+7)` +
		`; walk 4 step, keys=7 or more, u; walk 4 id=100000 (+99985)`
	b := AppendEntry(nil, goldenEntry(t))
	parts, err := DissectEntry(b)
	var got []string
	for _, p := range parts {
		got = append(got, p.Name+"="+p.Value)
	}
	if s := strings.Join(got, "; "); err != nil || s != want {
		t.Errorf("got  %s, %v\nwant %s", s, err, want)
	}
	for n := range len(b) + 1 {
		if err := checkDissection(b[:n:n]); err != nil {
			t.Error(err)
		}
	}
}

// Texts and numbers of all lengths keep their bytes together.
func TestDissectLengths(t *testing.T) {
	for _, n := range []int{0, 31, 32, MaxTextLen} {
		e := Entry{Epoch: 1 << 31, Tick: 200, Changes: []Change{{Kind: Say, ID: 1, Text: strings.Repeat("x", n)}, {Kind: Join}}}
		for id := range 20 {
			e.Inputs = append(e.Inputs, Input{ID: 1})
			e.Inputs[id].Seq = uint8(id)
		}
		if err := checkDissection(AppendEntry(nil, &e)); err != nil {
			t.Error(err)
		}
	}
}
