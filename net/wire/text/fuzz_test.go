package text

import (
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func FuzzNumbered(f *testing.F) {
	seed(f, NewNumbered(), append(hostileBoth, hostileNumbered...))
	f.Fuzz(func(t *testing.T, b []byte) { wiretest.ReencodesStably(t, NewNumbered(), b) })
}

func FuzzPlain(f *testing.F) {
	seed(f, NewPlain(), append(hostileBoth, hostilePlain...))
	f.Fuzz(func(t *testing.T, b []byte) { wiretest.ReencodesStably(t, NewPlain(), b) })
}

func seed(f *testing.F, codec wire.Codec, hostile []hostileLine) {
	for _, m := range wiretest.AllMessages() {
		if b, err := codec.Append(nil, m); err == nil {
			f.Add(b)
		}
	}
	for _, h := range hostile {
		if len(h.bytes) < 2000 {
			f.Add([]byte(h.bytes))
		}
	}
}
