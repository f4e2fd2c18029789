package peerwire

import (
	"bytes"
	"strings"
	"testing"

	"clew/net/peer"
)

// dissectWhole checks what holds for any bytes: Dissect fails where Decode does, and
// otherwise its parts are the message.
func dissectWhole(t failer, c Codec, b []byte) {
	t.Helper()
	_, want := c.Decode(b)
	parts, err := Dissect(b)
	if (err == nil) != (want == nil) || err != nil && err.Error() != want.Error() {
		t.Fatalf("Dissect(%.200q): %v; Decode: %v", b, err, want)
	}
	if err != nil {
		return
	}
	var all []byte
	for _, p := range parts {
		if len(p.Bytes) == 0 || p.Value == "" || strings.ToLower(p.Name) != p.Name {
			t.Fatalf("Dissect(%.200q) has the part %+v", b, p)
		}
		all = append(all, p.Bytes...)
	}
	if !bytes.Equal(all, b) {
		t.Fatalf("Dissect(%.200q) gives the bytes %.200q", b, all)
	}
}

func TestDissectIsWhole(t *testing.T) {
	eachCodec(t, func(t *testing.T, c Codec) {
		for _, m := range examples() {
			b := encode(t, c, m)
			dissectWhole(t, c, b)
			for n := 1; n < len(b); n++ {
				dissectWhole(t, c, b[:n:n])
			}
		}
	})
}

func TestDissect(t *testing.T) {
	for _, tc := range []struct {
		m             Message
		text, msgpack string // name=value of each part
	}{
		{
			&Meet{Version: 7},
			`type=G, meet; version=7`,
			`array=2 elements; type=G, meet; version=7`,
		},
		{
			&Refused{Code: "game", Text: "we play another | game"},
			`type=B, refused; code="game"; text="we play another | game"`,
			`array=3 elements; type=B, refused; code="game"; text="we play another | game"`,
		},
		{
			&peer.Feed{In: exampleIn, Settled: 1216, Runs: []peer.Run{
				{Seat: 1, First: 1200, Keys: held(1, 2, 9, 1), Actions: []peer.Action{{Tick: 1201, Kind: peer.GuestWalk, Guest: 2, Keys: 8}}},
			}},
			`type=v, feed; branch=5eedc1e400000001; view=3; settled=1216; n=0; n=1; ` +
				`run 1 seat=1; run 1 first=1200; run 1 keys=u2ur1; run 1 signed=0; run 1 n=1; ` +
				`run 1 action 1 after=1; run 1 action 1 kind=5, guest walks; run 1 action 1 guest=2; run 1 action 1 held=r`,
			`array=15 elements; type=v, feed; branch=5eedc1e400000001; view=3; settled=1216; n=0; n=1; ` +
				`run 1 seat=1; run 1 first=1200 (-16); run 1 keys=u2ur1; run 1 signed=0; run 1 n=1; ` +
				`run 1 action 1 after=1; run 1 action 1 kind=5, guest walks; run 1 action 1 guest=2; run 1 action 1 held=r`,
		},
	} {
		for i, want := range []string{tc.text, tc.msgpack} {
			parts, err := Dissect(encode(t, codecs[i].new(), tc.m))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range parts {
				got = append(got, p.Name+"="+p.Value)
			}
			if got := strings.Join(got, "; "); got != want {
				t.Errorf("%T in %s:\n%s, want\n%s", tc.m, codecs[i].name, got, want)
			}
		}
	}
}
