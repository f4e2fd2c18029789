package session

import (
	"testing"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/link"
	"clew/net/link/mem"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// countingCodec counts the messages that it decodes.
type countingCodec struct {
	wire.Codec
	n *int
}

func (d countingCodec) Decode(b []byte) (wire.Message, error) {
	*d.n++
	return d.Codec.Decode(b)
}

// Of a flood the server reads only so much, and decodes no message that is dropped
// for its type.
func TestFloodIsReadSlowly(t *testing.T) {
	const seconds = 5
	numbered := func() wire.Codec { return text.NewNumbered() }
	packed := func() wire.Codec { return msgpack.New() }
	plain := func() wire.Codec { return text.NewPlain() }
	inputs := &wire.Inputs{ID: 1, First: 1, Frames: make([]wire.InputFrame, wire.MaxInputFrames)}
	say := &wire.SendChat{ID: 1, Text: "buy"}
	for name, flood := range map[string]struct {
		codec func() wire.Codec
		mode  authority.Mode
		sends wire.Message
		most  int // that are decoded
	}{
		"text: chat":      {numbered, authority.Game, say, 10 + seconds},
		"msgpack: chat":   {packed, authority.Game, say, 10 + seconds},
		"plain: chat":     {plain, authority.Plain, say, 10 + seconds},
		"text: names":     {numbered, authority.Game, &wire.Rename{ID: 1, Name: "Ann"}, 10 + seconds},
		"msgpack: looks":  {packed, authority.Game, &wire.SetAppearance{ID: 1}, 10 + seconds},
		"plain: walks":    {plain, authority.Plain, &wire.WalkCell{ID: 1, Dir: sim.Up}, 20 + 60*seconds},
		"text: inputs":    {numbered, authority.Game, inputs, 150 + 300*seconds},
		"msgpack: inputs": {packed, authority.Game, inputs, 150 + 300*seconds},
		"msgpack: pings":  {packed, authority.Game, &wire.Ping{Time: 1}, 150 + 300*seconds},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := crowd(t, 0)
			near, far := mem.Pair()
			n := 0
			s.Accept(far, func() wire.Codec { return countingCodec{flood.codec(), &n} }, flood.mode, "flood")
			tell := func(class link.Class, m wire.Message) {
				b, err := flood.codec().Append(nil, m)
				if err == nil {
					err = near.Send(class, b)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if flood.mode == authority.Game {
				tell(link.Reliable, &wire.Hello{Version: wire.Version})
			}
			s.Tick(0)
			for range seconds * sim.TickRate {
				for range 40 {
					tell(link.Unreliable, flood.sends)
				}
				s.Tick(0)
				drain(t, near)
			}
			if n > flood.most {
				t.Errorf("in %d s %d messages are decoded, want at most %d", seconds, n, flood.most)
			}
			if s.ConnCount() != 1 {
				t.Error("it was disconnected already")
			}
		})
	}
}
