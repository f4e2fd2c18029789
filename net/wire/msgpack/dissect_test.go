package msgpack

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clew/engine/sim"
	"clew/net/wire"
	"clew/net/wire/wiretest"
)

// whole checks what holds for any bytes: Dissect fails where Decode does, and
// otherwise its parts are the message.
func whole(t interface{ Fatalf(string, ...any) }, b []byte) {
	_, want := New().Decode(b)
	parts, err := Dissect(b)
	if (err == nil) != (want == nil) || err != nil && err.Error() != want.Error() {
		t.Fatalf("Dissect(%.200q): %v; Decode: %v", b, err, want)
	}
	if err != nil {
		return
	}
	var all []byte
	for _, p := range parts {
		if len(p.Bytes) == 0 || p.Name == "" || p.Value == "" || strings.ToLower(p.Name) != p.Name {
			t.Fatalf("Dissect(%.200q) has the part %+v", b, p)
		}
		all = append(all, p.Bytes...)
	}
	if !bytes.Equal(all, b) {
		t.Fatalf("Dissect(%.200q) gives the bytes %.200q", b, all)
	}
}

func TestDissectIsWhole(t *testing.T) {
	wiretest.EachMessage(t, New(), wiretest.GameMode, func(_ wire.Message, b []byte) {
		whole(t, b)
		for n := range min(len(b), 256) {
			whole(t, b[:n:n])
		}
	})
	for _, h := range hostile {
		whole(t, []byte(h.bytes))
	}
	rapid.Check(t, func(t *rapid.T) {
		if b, err := New().Append(nil, wiretest.AnyMessage().Draw(t, "message")); err == nil {
			whole(t, b)
		}
	})
}

func TestDissect(t *testing.T) {
	for _, tc := range []struct {
		m    wire.Message
		want string // name=value of each part
	}{
		{&wire.Chat{ID: 2, Text: `say "hi"`}, `array=3 elements; type=C, chat; id=2; text="say \"hi\""`},
		{&wire.Hello{Version: wire.Version, Name: "Ann"}, `array=8 elements; type=H, hello; version=5; name="Ann"; token=""; password=""; colour=0; shape=0; spectate=0`},
		{&wire.Inputs{ID: 2, First: 7, Frames: []wire.InputFrame{
			{Keys: sim.Up | sim.Right, Tick: 1203}, {Tick: 1205}, {Keys: sim.Left, Tick: 1204},
		}}, `array=9 elements; type=i, inputs; id=2; first=7; ` +
			`move 1 keys=ur; move 1 tick=1203; move 2 keys=-; move 2 tick=1205 (+2); move 3 keys=l; move 3 tick=1204 (-1)`},
		{&wire.Snapshot{Tick: 9, Ack: 8, Waiting: 1, LevelNumber: 4, Bodies: []wire.Body{
			{Player: sim.Player{ID: 3, X: 512, Y: 1536, Facing: sim.Down, ExitTick: 4}, Avatar: 'A'},
			{Player: sim.Player{ID: 7, X: 700, Y: 1537, Facing: sim.Right, Moving: true}, Avatar: 'Ж'},
		}}, `array=17 elements; type=S, snapshot; tick=9; ack=8; waiting=1; level=4; ` +
			`body 1 id=3; body 1 avatar=A; body 1 posx=512; body 1 posy=1536; body 1 motion=d, at rest; body 1 exit=4; ` +
			`body 2 id=7 (+4); body 2 avatar=Ж; body 2 posx=700; body 2 posy=1537; body 2 motion=r, moving; body 2 exit=0`},
		{&wire.Welcome{Version: wire.Version, ID: 1, Avatar: 'A', TickRate: 60, Interval: 2, Resumed: true}, `array=12 elements; type=I, welcome; ` +
			`version=5; id=1; avatar=A; tickrate=60; interval=2; tick=0; seq=0; token=""; resumed=true; server=""; dark=false`},
	} {
		parts, err := Dissect(wiretest.Encode(t, New(), tc.m))
		var got []string
		for _, p := range parts {
			got = append(got, p.Name+"="+p.Value)
		}
		if s := strings.Join(got, "; "); err != nil || s != tc.want {
			t.Errorf("got  %s, %v\nwant %s", s, err, tc.want)
		}
	}
	parts, err := Dissect([]byte("\x93H\x09\xC0\xC0"))
	if last := parts[len(parts)-1]; err != nil || last.Name != "rest" || string(last.Bytes) != "\xC0\xC0" {
		t.Errorf("a Hello of another version: %+v, %v", parts, err)
	}
}

// What is taken apart for people costs Decode nothing.
func TestDecodeDoesNotAllocate(t *testing.T) {
	c := New()
	m, _ := wiretest.TypicalMessages(64)
	b := wiretest.Encode(t, c, m)
	if n := testing.AllocsPerRun(100, func() { c.Decode(b) }); n != 0 {
		t.Errorf("Decode allocates %v times", n)
	}
}

func FuzzDissect(f *testing.F) {
	for _, m := range wiretest.AllMessages() {
		if b, err := New().Append(nil, m); err == nil && len(b) < 1000 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) { whole(t, b) })
}
