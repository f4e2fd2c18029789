package peer

import (
	"testing"

	"clew/engine/sim"
)

// sealed returns the inputs of a seat, signed up to the tick signed.
func sealed(signer Signer, s *Seat, keys []sim.Input, signed sim.Tick) *inputs {
	in := new(inputs)
	in.reset(s.First-1, firstChain(s))
	for _, k := range keys {
		in.append(k, nil)
		if in.known == signed {
			in.signed = signed
			in.addSeal(seal{signed, signer.Sign(signedText(nil, s.Branch, s.ID, signed, in.chain(signed)))})
		}
	}
	return in
}

func testSeat(signer Signer) *Seat {
	return &Seat{ID: 3, Process: Process{signer.Key().GUID(), 9}, Key: signer.Key(), Branch: 7, Span: Span{10, forever}}
}

func runOf(in *inputs, s *Seat, first sim.Tick) *Run {
	var r Run
	in.appendRun(&r, s.ID, first, forever, true)
	return &r
}

// What a peer has signed is taken from anybody, the rest from itself only.
func TestTakeInputs(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	r := runOf(sealed(signer, s, []sim.Input{1, 2, 4, 8, 1}, 13), s, 10)
	if r.First != 10 || r.Signed != 13 || r.last() != 14 {
		t.Fatalf("run %+v", r)
	}
	var in inputs
	in.reset(9, firstChain(s))
	if got := in.take(r, s, forever, signer, false); got != takenSigned || in.signed != 13 || in.known != 13 {
		t.Errorf("passed on: %d, signed to %d, known to %d", got, in.signed, in.known)
	}
	if got := in.take(r, s, forever, signer, true); got != takenKnown || in.signed != 13 || in.known != 14 || in.at(14) != 1 {
		t.Errorf("from its peer: %d, signed to %d, known to %d", got, in.signed, in.known)
	}
}

// Nobody can change, add or move an input of another.
func TestForgedInputs(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	for name, forge := range map[string]func(r *Run, s *Seat){
		"key":     func(r *Run, _ *Seat) { r.Keys[1] = 8 },
		"longer":  func(r *Run, _ *Seat) { r.Keys, r.Signed = append(r.Keys, 0), r.Signed+1 },
		"shorter": func(r *Run, _ *Seat) { r.Signed-- },
		"branch":  func(_ *Run, s *Seat) { s.Branch++ },
		"process": func(_ *Run, s *Seat) { s.Process.Nonce++ },
		"moved":   func(_ *Run, s *Seat) { s.ID++ },
	} {
		r, other := runOf(sealed(signer, s, []sim.Input{1, 2, 4, 8}, 13), s, 10), *s
		forge(r, &other)
		var in inputs
		in.reset(9, firstChain(&other))
		if got := in.take(r, &other, forever, signer, false); got != takenForged || in.known != 9 {
			t.Errorf("%s: %d, known to %d", name, got, in.known)
		}
	}
}

// A second signed input for a tick is a proof, and the first one stays. An unsigned
// one proves nothing: what is signed replaces it.
func TestSecondInput(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	first := runOf(sealed(signer, s, []sim.Input{1, 2, 4, 8}, 13), s, 10)
	second := runOf(sealed(signer, s, []sim.Input{1, 2, 1, 8}, 13), s, 10)
	unsigned := *second
	unsigned.Signed = 0

	var in inputs
	in.reset(9, firstChain(s))
	in.take(&unsigned, s, forever, signer, true)
	if got := in.take(first, s, forever, signer, false); got != takenSigned || in.at(12) != 4 {
		t.Errorf("signed after unsigned: %d, tick 12 has %d", got, in.at(12))
	}
	if got := in.take(&unsigned, s, forever, signer, true); got != takenNothing {
		t.Errorf("unsigned after signed: %d", got)
	}
	if got := in.take(second, s, forever, signer, false); got != takenSecond || in.at(12) != 4 {
		t.Errorf("signed twice: %d, tick 12 has %d", got, in.at(12))
	}
}

func BenchmarkSign(b *testing.B) {
	signer := NewEd25519([32]byte{1})
	text := signedText(nil, 1, 2, 3, Chain{})
	b.ReportAllocs()
	for b.Loop() {
		signer.Sign(text)
	}
}

func BenchmarkVerify(b *testing.B) {
	signer := NewEd25519([32]byte{1})
	text := signedText(nil, 1, 2, 3, Chain{})
	key, signature := signer.Key(), signer.Sign(text)
	b.ReportAllocs()
	for b.Loop() {
		if !signer.Verify(key, text, signature) {
			b.Fatal("refused")
		}
	}
}

// Only a peer itself can say that it leaves, and nothing follows its last input.
func TestLeaveIsSigned(t *testing.T) {
	signer := NewEd25519([32]byte{1})
	s := testSeat(signer)
	leaving := func(last bool) *Run {
		in := new(inputs)
		in.reset(9, firstChain(s))
		in.append(1, []Action{{Tick: 10, Kind: Leave}})
		if !last {
			in.append(2, nil)
		}
		in.signed = in.known
		in.addSeal(seal{in.known, signer.Sign(signedText(nil, s.Branch, s.ID, in.known, in.chain(in.known)))})
		return runOf(in, s, 10)
	}
	take := func(in *inputs, r *Run, signer Signer) takeResult {
		return in.take(r, s, forever, signer, true)
	}

	var in inputs
	in.reset(9, firstChain(s))
	if got := take(&in, leaving(true), signer); got != takenSigned || in.leaves != 10 {
		t.Errorf("its own word: %d, it leaves with %d", got, in.leaves)
	}
	longer := sealed(signer, s, []sim.Input{1, 2}, 11)
	longer.actions = []Action{{Tick: 10, Kind: Leave}}
	r := runOf(longer, s, 11)
	if take(&in, r, signer); in.known != 10 {
		t.Errorf("inputs are taken up to %d, after the last", in.known)
	}

	in.reset(9, firstChain(s))
	if got := take(&in, leaving(false), signer); got != takenForged || in.leaves != 0 {
		t.Errorf("with an input after it: %d, it leaves with %d", got, in.leaves)
	}
	r = runOf(sealed(signer, s, []sim.Input{1}, 10), s, 10)
	r.Actions = []Action{{Tick: 10, Kind: Leave}}
	if got := take(&in, r, signer); got != takenForged || in.leaves != 0 {
		t.Errorf("another's word: %d, it leaves with %d", got, in.leaves)
	}
	r.Signed, r.Signature = 0, Signature{}
	if take(&in, r, signer); in.leaves != 0 {
		t.Errorf("unsigned: it leaves with %d", in.leaves)
	}
}
