package peerwire

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"clew/net/wire"
)

// codecs are both codecs, by name.
var codecs = []struct {
	name string
	new  func() Codec
}{{"text", NewText}, {"msgpack", NewMsgpack}}

// eachCodec runs a test with both codecs.
func eachCodec(t *testing.T, test func(t *testing.T, c Codec)) {
	for _, c := range codecs {
		t.Run(c.name, func(t *testing.T) { test(t, c.new()) })
	}
}

// failer is the part of testing.T and rapid.T that is needed here.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// encode appends a message that must be valid.
func encode(t failer, c Codec, m Message) []byte {
	t.Helper()
	b, err := c.Append(nil, m)
	if err != nil {
		t.Fatalf("Append(%T): %v", m, err)
	}
	return b
}

// mustReject checks that Decode returns an error for b that can be told the other
// end.
func mustReject(t failer, c Codec, b []byte) *wire.ProtocolError {
	t.Helper()
	m, err := c.Decode(b)
	var protoErr *wire.ProtocolError
	if m != nil || !errors.As(err, &protoErr) {
		t.Fatalf("Decode(%.300q) = %#v, %v, want a ProtocolError", b, m, err)
	}
	if _, err := c.Append(nil, &Error{protoErr.Code, protoErr.Text}); err != nil {
		t.Fatalf("the error %v cannot be sent: %v", protoErr, err)
	}
	return protoErr
}

func TestRoundTrip(t *testing.T) {
	eachCodec(t, func(t *testing.T, c Codec) {
		for _, m := range examples() {
			roundTrip(t, c, m)
		}
	})
}

func roundTrip(t failer, c Codec, m Message) {
	t.Helper()
	b := encode(t, c, m)
	got, err := c.Decode(b)
	if err != nil {
		t.Fatalf("Decode(%.300q) of %T: %v", b, m, err)
	}
	if !reflect.DeepEqual(withoutEmpty(got), withoutEmpty(m)) {
		t.Fatalf("%.300q decodes to\n%#v, want\n%#v", b, got, m)
	}
	before := strings.Repeat("before", 100)
	if more, err := c.Append([]byte(before), m); err != nil || string(more) != before+string(b) {
		t.Fatalf("Append after something = %q, %v", more, err)
	}
	if c.Type(b) != TypeOf(m).Letter || c.Unreliable(b) != TypeOf(m).Unreliable {
		t.Fatalf("%T: Type is %q, Unreliable is %v", m, c.Type(b), c.Unreliable(b))
	}
}

// withoutEmpty returns a copy of a message in which no list is empty but not nil, so
// that messages can be compared.
func withoutEmpty(m Message) Message {
	v := reflect.New(reflect.TypeOf(m).Elem())
	v.Elem().Set(normal(reflect.ValueOf(m).Elem()))
	return v.Interface()
}

// normal returns a deep copy of v without empty lists.
func normal(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if out.Field(i).CanSet() {
				out.Field(i).Set(normal(v.Field(i)))
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			out.SetZero()
			break
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(normal(v.Index(i)))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(normal(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(normal(v.Elem()))
		}
	}
	return out
}

// Every type has its own letter and an example, and no Append needs the New of
// another.
func TestTypes(t *testing.T) {
	shown := map[byte]bool{}
	for _, m := range examples() {
		shown[TypeOf(m).Letter] = true
	}
	for i := range Types {
		typ := &Types[i]
		if TypeByLetter(typ.Letter) != typ || TypeOf(typ.New()) != typ {
			t.Errorf("%s (%q) is not what its letter or its message says", typ.Name, typ.Letter)
		}
		if !shown[typ.Letter] {
			t.Errorf("%s has no example", typ.Name)
		}
	}
	if TypeOf(3) != nil || TypeOf(nil) != nil || TypeByLetter('!') != nil {
		t.Error("what is no message has a type")
	}
}
