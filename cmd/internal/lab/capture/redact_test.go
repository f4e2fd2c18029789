package capture

import (
	"bytes"
	"reflect"
	"regexp"
	"testing"

	"clew/net/wire"
	"clew/net/wire/text"
	"clew/net/wire/wiretest"
)

// secretField matches the names of fields that hold a secret.
var secretField = regexp.MustCompile(`(?i)token|password|secret|cookie`)

// A message with a secret is marked as such in wire's registry and masked in
// captures; any other message is captured as it is.
func TestSecretsAreMasked(t *testing.T) {
	const secret = "/hush-hush-hush" // as chat it is a command
	masked := map[string]bool{}
	for _, m := range wiretest.AllMessages() {
		typ := wire.TypeOf(m)
		if !typ.Game {
			continue
		}
		holdsSecret := false
		for v, i := reflect.ValueOf(m).Elem(), 0; i < v.NumField(); i++ {
			name := v.Type().Field(i).Name
			if secretField.MatchString(name) {
				holdsSecret = true
			} else if name != "Text" || !typ.Secret {
				continue
			}
			v.Field(i).SetString(secret)
		}
		if holdsSecret && !typ.Secret {
			t.Errorf("%s: the registry does not say that it holds a secret", typ.Name)
			continue
		}
		r := &Recorder{codec: text.NewNumbered()}
		msg, err := r.codec.Append(nil, m)
		if err != nil {
			t.Fatal(err)
		}
		got := r.redact(msg)
		switch {
		case typ.Secret && !bytes.Contains(msg, []byte(secret)):
			continue // the start of another version's message
		case !typ.Secret && !bytes.Equal(got, msg):
			t.Errorf("%s: captured as %q", msg, got)
		case typ.Secret && (got == nil || bytes.Contains(got, []byte(secret[1:]))):
			t.Errorf("%s: captured as %q, and must be masked", msg, got)
		case typ.Secret && !bytes.Contains(got, bytes.Repeat([]byte("x"), len(secret)-1)):
			t.Errorf("%s: captured as %q, without a mask", msg, got)
		}
		masked[typ.Name] = true
	}
	for _, typ := range wire.Types {
		if typ.Secret && !masked[typ.Name] {
			t.Errorf("%s: no example holds a secret", typ.Name)
		}
	}
}
