package peerwire

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/gtank/ristretto255"

	"clew/net/peer"
	"clew/net/wire"
)

// The vectors of draft-irtf-cfrg-cpace, appendix B.3.
func TestCPaceVectors(t *testing.T) {
	unhex := func(s string) []byte {
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	channel := string(unhex("6f630b425f726573706f6e6465720b415f696e69746961746f72"))
	session := string(unhex("7e4b4791d6a8ef019b936c79fb7f2c57"))
	g := cpaceGenerator("Password", channel, session)
	if got, want := hex.EncodeToString(g.Bytes()), "a6fc82c3b8968fbb2e06fee81ca858586dea50d248f0c7ca6a18b0902a30b36b"; got != want {
		t.Errorf("the generator is %s, want %s", got, want)
	}
	secret, err := ristretto255.NewScalar().SetCanonicalBytes(unhex("da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08"))
	if err != nil {
		t.Fatal(err)
	}
	share := ristretto255.NewIdentityElement().ScalarMult(secret, g)
	if got, want := hex.EncodeToString(share.Bytes()), "d40fb265a7abeaee7939d91a585fe59f7053f982c296ec413c624c669308f87a"; got != want {
		t.Errorf("the share is %s, want %s", got, want)
	}
}

// endOf returns one end of a handshake between Ann and Ben.
func endOf(t *testing.T, seed byte, password string, change func(*Meet)) *Handshake {
	t.Helper()
	signer := peer.NewEd25519([32]byte{seed})
	meet := Meet{Version: wire.Version, Rules: 7, Key: signer.Key(), Nonce: uint64(seed), Name: "Ann"}
	if change != nil {
		change(&meet)
	}
	h, err := NewHandshake(stream(seed), meet, signer, password)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// stream returns bytes that are not random.
func stream(seed byte) io.Reader {
	a, b := sha256.Sum256([]byte{seed}), sha256.Sum256([]byte{seed, 1})
	return strings.NewReader(string(a[:]) + string(b[:]))
}

// prove has an end answer another one.
func prove(t *testing.T, h, to *Handshake) *Proof {
	t.Helper()
	p, err := h.Proof(to.Meet())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// mustRefuse checks that an error can be told the other end, with this code.
func mustRefuse(t *testing.T, err error, code string) {
	t.Helper()
	var p *wire.ProtocolError
	if !errors.As(err, &p) || p.Code != code {
		t.Fatalf("the error is %v, want one with the code %q", err, code)
	}
	for _, c := range codecs {
		if _, err := c.new().Append(nil, &Refused{p.Code, p.Text}); err != nil {
			t.Errorf("%s: it cannot be sent: %v", c.name, err)
		}
	}
}

func TestHandshake(t *testing.T) {
	for _, password := range []string{"", "with|bars", strings.Repeat("ä", 100)} {
		ann, ben := endOf(t, 1, password, nil), endOf(t, 2, password, nil)
		a, b := prove(t, ann, ben), prove(t, ben, ann)
		if err := ann.Check(b); err != nil {
			t.Errorf("%q: Ann refuses Ben: %v", password, err)
		}
		if err := ben.Check(a); err != nil {
			t.Errorf("%q: Ben refuses Ann: %v", password, err)
		}
		mustRefuse(t, ann.Check(a), CodeProof) // reflected
	}
}

func TestHandshakeRefuses(t *testing.T) {
	t.Run("password", func(t *testing.T) {
		ann, ben := endOf(t, 1, "thread", nil), endOf(t, 2, "", nil)
		a, b := prove(t, ann, ben), prove(t, ben, ann)
		mustRefuse(t, ann.Check(b), wire.CodePassword)
		mustRefuse(t, ben.Check(a), wire.CodePassword)
	})
	t.Run("version", func(t *testing.T) {
		_, err := endOf(t, 1, "", nil).Proof(&Meet{Version: 99})
		mustRefuse(t, err, wire.CodeVersion)
		if !strings.Contains(err.Error(), "99") {
			t.Errorf("%v doesn't name the other version", err)
		}
	})
	t.Run("rules", func(t *testing.T) {
		_, err := endOf(t, 1, "", nil).Proof(endOf(t, 2, "", func(m *Meet) { m.Rules++ }).Meet())
		mustRefuse(t, err, CodeRules)
	})
	t.Run("self", func(t *testing.T) {
		_, err := endOf(t, 1, "", nil).Proof(endOf(t, 1, "", func(m *Meet) { m.Nonce++ }).Meet())
		mustRefuse(t, err, CodeSelf)
	})
	t.Run("share", func(t *testing.T) {
		for name, share := range map[string]Share{"identity": {}, "no element": filled32(0xf0), "own": endOf(t, 1, "", nil).Meet().Share} {
			theirs := *endOf(t, 2, "", nil).Meet()
			theirs.Share = share
			_, err := endOf(t, 1, "", nil).Proof(&theirs)
			t.Log(name)
			mustRefuse(t, err, CodeProof)
		}
	})
	t.Run("other key", func(t *testing.T) { // Ben says that he is Cy
		cy := peer.NewEd25519([32]byte{3}).Key()
		ann, ben := endOf(t, 1, "", nil), endOf(t, 2, "", func(m *Meet) { m.Key = cy })
		prove(t, ann, ben)
		mustRefuse(t, ann.Check(prove(t, ben, ann)), CodeProof)
	})
	t.Run("other link", func(t *testing.T) { // what Ben has proved to Cy is of no use with Ann
		ann, ben, cy := endOf(t, 1, "", nil), endOf(t, 2, "", nil), endOf(t, 3, "", nil)
		prove(t, ann, ben)
		mustRefuse(t, ann.Check(prove(t, ben, cy)), CodeProof)
	})
	t.Run("changed", func(t *testing.T) { // on the way
		ann, ben := endOf(t, 1, "", nil), endOf(t, 2, "", nil)
		other := *ben.Meet()
		other.Port++
		if _, err := ann.Proof(&other); err != nil {
			t.Fatal(err)
		}
		mustRefuse(t, ann.Check(prove(t, ben, ann)), CodeProof)
	})
}
